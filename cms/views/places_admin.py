"""Places and partners in the admin. Saving goes through the actions, so that search and kept pages follow."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet, SnippetViewSetGroup

from cms import regions
from cms.actions.offers import keep_offer, providers_changed
from cms.actions.organisations import keep_organisation
from cms.forms import OrganisationForm
from cms.models import Offer, Organisation, Provider
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


class _ShowProvider:
    def save_instance(self):
        provider = super().save_instance()
        providers_changed()
        return provider


class ProviderCreate(_ShowProvider, CreateView):
    """A new provider."""


class ProviderEdit(_ShowProvider, EditView):
    """A provider changed."""


class ProviderViewSet(SnippetViewSet):
    """Who offers something on the social map."""

    model = Provider
    icon = "home"
    list_display = ["name", "website"]
    search_fields = ["name"]
    copy_view_enabled = False
    add_to_reference_index = False
    add_view_class = ProviderCreate
    edit_view_class = ProviderEdit
    edit_handler = ObjectList([FieldPanel("name"), FieldPanel("website"), FieldPanel("owner_email")])


class _ShowOffer:
    def save_instance(self):
        return keep_offer(offer=super().save_instance())


class OfferCreate(_ShowOffer, CreateView):
    """A new offer."""


class OfferEdit(_ShowOffer, EditView):
    """An offer changed."""


class OfferViewSet(SnippetViewSet):
    """The social map."""

    model = Offer
    icon = "list-ul"
    list_display = ["title", "provider", "region", "verified_on", "is_public"]
    list_filter = ["dimensions", "region", "target_groups", "is_public"]
    search_fields = ["title", "description"]
    copy_view_enabled = False
    add_to_reference_index = False
    add_view_class = OfferCreate
    edit_view_class = OfferEdit
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("title"), FieldPanel("is_public")]),
            FieldRowPanel([FieldPanel("provider"), FieldPanel("region")]),
            FieldPanel("description"),
            checkboxes("dimensions"),
            checkboxes("target_groups"),
            FieldRowPanel([FieldPanel("cost"), FieldPanel("access")]),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]), FieldPanel("website")],
                heading=_("Contact, niet van een persoon"),
            ),
            FieldRowPanel([FieldPanel("owner"), FieldPanel("verified_on")]),
            FieldPanel("source_id"),
        ]
    )


class PlacesGroup(SnippetViewSetGroup):
    """Everything about places and partners in one menu."""

    menu_label = _("Plaatsen en partners")
    menu_icon = "site"
    menu_order = 310
    items = [OrganisationViewSet, ProviderViewSet, OfferViewSet]
