"""The house rules in the admin: moderators keep the list, and choose from it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from cms.forms import TermForm
from community.models import HouseRule


class HouseRuleViewSet(ModelViewSet):
    """A rule that decisions name cannot be deleted: it is part of their reasons."""

    model = HouseRule
    name = "house_rules_admin"
    url_prefix = "huisregels"
    icon = "list-ul"
    menu_label = _("Huisregels")
    menu_order = 312
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ["name_nl", "description_nl", "sort_order"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name_nl"), FieldPanel("name_en")]),
            FieldRowPanel([FieldPanel("description_nl"), FieldPanel("description_en")]),
            FieldPanel("slug", help_text=_("Zo heet de regel in het logboek. Na het opslaan verandert dit niet meer.")),
            FieldPanel("sort_order"),
        ],
        base_form_class=TermForm,
    )
