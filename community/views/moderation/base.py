"""What the moderators' pages share: who may come in, and where the page stands."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from community.rules.moderation import may_moderate


class ModerationPage(WagtailAdminTemplateMixin, TemplateView):
    """Admits moderators; for others there is nothing here."""

    header_icon = "warning"
    page_title = _("Moderatie")

    def dispatch(self, request, *args, **kwargs):
        if not may_moderate(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data())  # without the ids of the address

    def get_breadcrumbs_items(self):
        items = [*super().get_breadcrumbs_items(), {"url": reverse("moderation:index"), "label": _("Moderatie")}]
        return [*items, {"url": "", "label": self.get_page_title()}]
