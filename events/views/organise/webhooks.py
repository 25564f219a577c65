"""Which other systems hear of changes, and how that goes."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.facets import page_at
from events import rules
from events.actions import webhooks as actions
from events.forms.organise import webhooks as forms
from events.models import Webhook
from events.views.organise.base import Confirm, OrganiseForm, OrganisePage

PER_PAGE = 30


class KeepsWebhooks:
    """What the pages share; before `Organise` in the order of classes."""

    rule = staticmethod(rules.may_keep_webhooks)
    header_icon = "link"

    @cached_property
    def webhook(self) -> Webhook:
        """The one named in the address."""
        return get_object_or_404(Webhook.objects.select_related("owner"), public_id=self.kwargs["webhook"])

    @property
    def log_url(self) -> str:
        return reverse("organise:webhook", args=[self.webhook.public_id])

    def get_crumbs(self):
        crumbs = [{"url": reverse("organise:webhooks"), "label": _("Koppelingen")}]
        return [*crumbs, {"url": self.log_url, "label": self.webhook.name}] if "webhook" in self.kwargs else crumbs


class Webhooks(KeepsWebhooks, OrganisePage):
    """All of them."""

    template_name = "events/organise/webhooks.html"

    def get_page_title(self):
        return _("Koppelingen")

    def get_crumbs(self):
        return []

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, webhooks=Webhook.objects.select_related("owner"))


class WebhookLog(KeepsWebhooks, OrganisePage):
    """One, with every message of the last month."""

    template_name = "events/organise/webhook.html"

    def get_page_title(self):
        return self.webhook.name

    def get_crumbs(self):
        return super().get_crumbs()[:1]

    def get_context_data(self, **kwargs):
        page = page_at(self.webhook.deliveries.all(), self.request.GET.get("page"), PER_PAGE)
        return super().get_context_data(**kwargs, webhook=self.webhook, page_obj=page)


class WebhookForm(KeepsWebhooks, OrganiseForm):
    """A new one, or one that changes."""

    form_class = forms.WebhookForm
    success_message = gettext_lazy("De koppeling is opgeslagen.")

    def get_page_title(self):
        return _("Koppeling wijzigen") if "webhook" in self.kwargs else _("Nieuwe koppeling")

    def get_form_kwargs(self):
        if "webhook" in self.kwargs:
            self.row = self.row or self.webhook
        return super().get_form_kwargs()

    def act(self, form):
        details = {"version": self.version, "key": self.key, "actor": self.request.user}
        self.made = actions.save_webhook(webhook=self.row, **form.cleaned_data, **details)

    def get_success_url(self):
        return reverse("organise:webhook", args=[self.made.public_id])

    def get_cancel_url(self):
        return self.log_url if "webhook" in self.kwargs else reverse("organise:webhooks")

    def get_context_data(self, **kwargs):
        delete_url = reverse("organise:delete_webhook", args=[self.row.public_id]) if self.row else ""
        return super().get_context_data(**kwargs, delete_url=delete_url)


class WebhookStep(KeepsWebhooks, Confirm):
    """One question, one button."""

    def get_success_url(self):
        return self.log_url

    def get_cancel_url(self):
        return self.log_url


class SendTest(WebhookStep):
    """A message that tells nothing."""

    success_message = gettext_lazy("Het proefbericht gaat binnen een minuut op weg. Kijk hieronder of het aankwam.")

    def get_page_title(self):
        return _("Proefbericht")

    def get_question(self):
        return _("Wil je een proefbericht sturen naar “%(name)s”?") % {"name": self.webhook.name}

    def get_button(self):
        return _("Ja, stuur een proefbericht")

    def act(self):
        actions.send_test(webhook=self.webhook)


class Resume(WebhookStep):
    """Send again after a pause."""

    success_message = gettext_lazy("De koppeling werkt weer. Wat wachtte gaat nu op weg.")

    def get_page_title(self):
        return _("Hervatten")

    def get_question(self):
        return _("Neemt “%(name)s” weer meldingen aan? Dan sturen we eerst wat wachtte.") % {"name": self.webhook.name}

    def get_button(self):
        return _("Ja, stuur weer")

    def act(self):
        actions.resume(webhook=self.webhook)


class Delete(WebhookStep):
    """Away, with its log."""

    success_message = gettext_lazy("De koppeling is weg.")

    def get_page_title(self):
        return _("Verwijderen")

    def get_question(self):
        return _("Wil je “%(name)s” weghalen, met alle meldingen?") % {"name": self.webhook.name}

    def get_button(self):
        return _("Ja, haal weg")

    def act(self):
        self.webhook  # noqa: B018  named in the message, and not found once it is gone
        actions.delete_webhook(webhook=self.webhook)

    def get_success_url(self):
        return reverse("organise:webhooks")
