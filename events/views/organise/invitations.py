"""The invitation: writing it with a checklist, seeing it as a resident does, sending it, and what worked."""

from functools import cached_property

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events import rules
from events.actions import invitations
from events.forms.organise.invitations import InvitationForm, OutcomeForm
from events.framing import hints
from events.models import EventPage, Invitation
from events.views.organise.base import Act, Organise, OrganiseForm

EXAMPLES = 5


class OfInvitation(Organise):
    """A page about the invitation of a meeting."""

    @cached_property
    def invitation(self) -> Invitation | None:
        """None before anything was written."""
        return Invitation.objects.select_related("event").filter(event=self.event).first()

    @property
    def invitation_url(self) -> str:
        return reverse("organise:invitation", args=[self.event.public_id])

    def get_success_url(self):
        return self.invitation_url


class InvitationPage(OfInvitation, OrganiseForm):
    """The words with their hints, a look as a resident, and how earlier invitations went."""

    form_class = InvitationForm
    template_name = "events/organise/invitation.html"
    success_message = gettext_lazy("De uitnodiging is bewaard. Kijk hieronder hoe een bewoner haar ziet.")

    def get_page_title(self):
        return _("Uitnodiging")

    def get_form_kwargs(self):
        self.row = self.row or self.invitation
        return super().get_form_kwargs()

    def act(self, form):
        invitations.save_invitation(
            event=self.event, version=self.version, actor=self.request.user, **form.cleaned_data
        )

    def get_context_data(self, **kwargs):
        invitation = self.invitation
        mine = rules.organised_by(self.request.user)
        earlier = Invitation.objects.filter(event__in=mine).exclude(outcome="").exclude(event=self.event)
        followers = self.event.series.followers.exclude(confirmed_at=None).count() if self.event.series_id else 0
        return super().get_context_data(
            **kwargs,
            invitation=invitation,
            hints=list(hints(invitation.text)) if invitation else [],
            outcome_form=OutcomeForm(row=invitation) if invitation and invitation.sent_at else None,
            earlier=earlier.select_related("event").order_by("-sent_at")[:EXAMPLES],
            followers=followers,
            address=self._address(),
        )

    def _address(self) -> str:
        """Where the reader of the words signs up; empty while that page is not on the site."""
        page = EventPage.objects.open().filter(event=self.event).order_by("pk").first()
        return page.full_url if page else ""


class SendInvitation(OfInvitation, Act):
    """Send it; refused until the checklist is answered."""

    def act(self):
        number = invitations.send_invitation(event=self.event, actor=self.request.user)
        if not number:
            return _("Staat klaar: deel de tekst op je eigen manier. Over een week vragen we wat werkte.")
        message = ngettext(
            "De uitnodiging gaat naar %(count)s volger. Over een week vragen we wat werkte.",
            "De uitnodiging gaat naar %(count)s volgers. Over een week vragen we wat werkte.",
            number,
        )
        return message % {"count": number}

    def get_success_url(self):
        return self.invitation_url


class Outcome(OfInvitation, OrganiseForm):
    """What worked."""

    form_class = OutcomeForm
    success_message = gettext_lazy("Dank je wel. Wie hierna uitnodigt, leest het bij jouw tekst.")

    def get_page_title(self):
        return _("Wat werkte?")

    def get_form_kwargs(self):
        if self.invitation is None or not self.invitation.sent_at:
            raise Http404
        self.row = self.invitation
        return super().get_form_kwargs()

    def act(self, form):
        invitations.tell_outcome(invitation=self.invitation, actor=self.request.user, **form.cleaned_data)

    def get_cancel_url(self):
        return self.invitation_url
