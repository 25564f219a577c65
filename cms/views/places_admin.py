"""Places and partners in the admin. Saving goes through the actions, so that search and kept pages follow."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, SnippetViewSet, SnippetViewSetGroup

from cms import regions
from cms.actions.organisations import drop_organisation, keep_organisation
from cms.forms import OrganisationForm
from cms.models import Organisation
from cms.models.content import checkboxes


class _KeepOrganisation:
    def save_instance(self):
        organisation = super().save_instance()
        pledge, pledged_on = (self.form.cleaned_data.get(name) for name in ("pledge_text", "pledged_on"))
        return keep_organisation(organisation=organisation, pledge=pledge or "", pledged_on=pledged_on)


class OrganisationCreate(_KeepOrganisation, CreateView):
    """A new partner."""


class OrganisationEdit(_KeepOrganisation, EditView):
    """A partner changed."""


class OrganisationDelete(DeleteView):
    """A partner taken away."""

    def delete_action(self):
        drop_organisation(organisation=self.object)


class OrganisationViewSet(SnippetViewSet):
    """Partners of every sector."""

    model = Organisation
    icon = "group"
    list_display = ["name", "contact_role", "is_public"]
    list_filter = ["sectors", "regions", "is_public"]
    search_fields = ["name", "summary"]
    ordering = ["name"]
    copy_view_enabled = False
    add_to_reference_index = False
    add_view_class = OrganisationCreate
    edit_view_class = OrganisationEdit
    delete_view_class = OrganisationDelete
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("is_public")]),
            FieldPanel("slug"),
            FieldPanel("summary"),
            checkboxes("sectors"),
            checkboxes("regions"),
            MultiFieldPanel(
                [
                    FieldPanel("website"),
                    FieldRowPanel([FieldPanel("contact_role"), FieldPanel("contact_email")]),
                    FieldPanel("people"),
                ],
                heading=_("Contact en mensen"),
            ),
            MultiFieldPanel([FieldPanel("pledge_text"), FieldPanel("pledged_on")], heading=_("Belofte")),
        ],
        base_form_class=OrganisationForm,
    )


class _FindRegion:
    def save_instance(self):
        region = super().save_instance()
        regions.refresh(region)
        return region


class RegionCreate(_FindRegion, CreateView):
    """A new area."""


class RegionEdit(_FindRegion, EditView):
    """An area renamed or moved."""


class PlacesGroup(SnippetViewSetGroup):
    """Everything about places and partners in one menu."""

    menu_label = _("Plaatsen en partners")
    menu_icon = "site"
    menu_order = 310
    items = [OrganisationViewSet]
