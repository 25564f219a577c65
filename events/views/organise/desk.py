"""The organiser's desk of a meeting: how it fills, as a picture and as a table."""

from django.utils.translation import gettext as _

from events import rules
from events.desk import Desk
from events.views.organise.base import OrganisePage


class DeskView(OrganisePage):
    """Sign-ups over time, groups, waiting lists, and mails that did not arrive."""

    rule = staticmethod(rules.may_see_participants)
    template_name = "events/organise/desk.html"
    header_icon = "view"

    def get_page_title(self):
        return _("Overzicht")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, desk=Desk(self.event))
