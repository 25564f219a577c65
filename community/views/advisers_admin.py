"""The advisers in the admin: editors keep them by role, region and theme."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from community.models import AdviceContact


class AdviserViewSet(ModelViewSet):
    """Who answers questions for advice."""

    model = AdviceContact
    name = "advisers_admin"
    url_prefix = "adviseurs"
    icon = "help"
    menu_label = _("Adviseurs")
    menu_order = 316
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ["role_label", "theme", "region", "reply_days", "ends_on"]
    list_filter = ["region", "theme"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("role_label"), FieldPanel("email")]),
            FieldRowPanel([FieldPanel("theme"), FieldPanel("region")]),
            FieldPanel("reply_days"),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        ]
    )
