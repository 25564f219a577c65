"""What knowledge adds to the admin: the words by which things are found, quotations, and links that broke."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets import Button, ListingButton
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms import worklist
from cms.byte_ranges import part_of
from cms.forms import TermForm
from cms.models import (
    Audience,
    Dimension,
    Interpretation,
    LinkCheck,
    Phase,
    Quote,
    Region,
    RelatedModel,
    Scale,
    Sector,
    StarterKit,
    SynonymSet,
    TargetGroup,
    Theme,
)
from cms.views import editorial, import_admin, quotes, starter_kits
from cms.views.places_admin import PlacesGroup, RegionCreate, RegionEdit
from cms.views.role_plays_admin import RolePlayViewSet

PANELS = [
    FieldRowPanel([FieldPanel("name_nl"), FieldPanel("name_en")]),
    FieldRowPanel([FieldPanel("description_nl"), FieldPanel("description_en")]),
    FieldPanel(
        "slug", help_text=_("Staat in het adres van een gefilterde lijst. Na het opslaan verandert dit niet meer.")
    ),
    FieldPanel("sort_order"),
]


class TermViewSet(SnippetViewSet):
    """One taxonomy: editors rename and order its words; the address of a word stays."""

    icon = "tag"
    list_display = ["name_nl", "name_en", "slug", "sort_order"]
    search_fields = ["name_nl", "name_en"]
    ordering = ["sort_order", "name_nl"]
    copy_view_enabled = False
    edit_handler = ObjectList(PANELS, base_form_class=TermForm)


class DimensionViewSet(TermViewSet):
    """Dimensions: also the question of each line of the reflection."""

    model = Dimension
    edit_handler = ObjectList(
        [*PANELS, FieldRowPanel([FieldPanel("question_nl"), FieldPanel("question_en")])], base_form_class=TermForm
    )


class RegionViewSet(TermViewSet):
    """Regions: also what they are part of, and their code at Statistics Netherlands."""

    model = Region
    icon = "site"
    add_view_class = RegionCreate
    edit_view_class = RegionEdit
    edit_handler = ObjectList(
        [*PANELS, FieldRowPanel([FieldPanel("kind"), FieldPanel("parent"), FieldPanel("code")])],
        base_form_class=TermForm,
    )


def term_viewset(term) -> TermViewSet:
    """The viewset of one plain taxonomy."""
    return type(f"{term.__name__}ViewSet", (TermViewSet,), {"model": term})


class SynonymViewSet(SnippetViewSet):
    """Words that mean the same, for the search."""

    model = SynonymSet
    icon = "search"
    list_display = ["__str__"]
    search_fields = ["words"]
    copy_view_enabled = False


class TermsGroup(SnippetViewSetGroup):
    """All words in one menu."""

    menu_label = _("Woorden")
    menu_icon = "tag"
    menu_order = 300
    items = [
        *(
            term_viewset(term)
            for term in (Audience, Theme, Phase, Scale, Sector, TargetGroup, Interpretation, RelatedModel)
        ),
        DimensionViewSet,
        RegionViewSet,
        SynonymViewSet,
    ]


register_snippet(TermsGroup)


class QuoteViewSet(SnippetViewSet):
    """What people said; taken back with a button of its own, and never deleted out of a page unseen."""

    model = Quote
    icon = "openquote"
    menu_label = _("Citaten")
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["__str__", "setting", DateColumn("said_on", label=_("Datum"), sort_key="said_on")]
    list_filter = ["role", "theme"]
    search_fields = ["text", "role", "setting"]
    copy_view_enabled = False
    add_view_class = quotes.QuoteCreate
    edit_view_class = quotes.QuoteEdit
    edit_handler = ObjectList(
        [
            FieldPanel("text"),
            FieldRowPanel([FieldPanel("role"), FieldPanel("setting")]),
            FieldRowPanel([FieldPanel("theme"), FieldPanel("said_on")]),
            FieldRowPanel([FieldPanel("name"), FieldPanel("name_allowed")]),
            FieldPanel("consent_reference"),
        ]
    )


class LinkReportViewSet(SnippetViewSet):
    """The editor's task list: links that no longer work, with the pages they stand on."""

    model = LinkCheck
    icon = "link-external"
    menu_label = _("Kapotte links")
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["url", "status", "note", Column("on_pages", label=_("Staat op")), DateColumn("broken_since")]
    search_fields = ["url"]
    add_view_enabled = False
    copy_view_enabled = False

    def get_queryset(self, request):
        return LinkCheck.objects.broken().prefetch_related("uses__page")


class StarterKitViewSet(SnippetViewSet):
    """Sets of pages with which another region can begin."""

    model = StarterKit
    icon = "copy"
    menu_label = _("Startpakketten")
    menu_order = 314
    add_to_admin_menu = True
    list_display = ["name", "description"]
    copy_view_enabled = False


register_snippet(StarterKitViewSet)
register_snippet(QuoteViewSet)
register_snippet(RolePlayViewSet)
register_snippet(LinkReportViewSet)


@hooks.register("register_admin_urls")
def quote_decisions():
    """Taking a quotation back."""
    return [path("citaten/<int:pk>/intrekken/", quotes.withdraw, name="quote_withdraw")]


@hooks.register("register_admin_urls")
def kit_addresses():
    """Copying a starter kit to a region."""
    return [path("startpakket/<int:pk>/kopieren/", starter_kits.copy, name="starter_kit_copy")]


@hooks.register("register_snippet_listing_buttons")
def copy_kit_button(snippet, user, next_url=None):
    """Beside every starter kit."""
    if isinstance(snippet, StarterKit) and user.has_perm("cms.change_starterkit"):
        yield ListingButton(_("Kopieer naar een regio"), reverse("starter_kit_copy", args=[snippet.pk]), priority=30)


@hooks.register("register_snippet_listing_buttons")
def withdraw_button(snippet, user, next_url=None):
    """Beside every quotation that is still shown."""
    if isinstance(snippet, Quote) and snippet.is_shown and user.has_perm("cms.change_quote"):
        yield ListingButton(_("Trek in"), reverse("quote_withdraw", args=[snippet.pk]), priority=30)


register_snippet(PlacesGroup)


@hooks.register("register_admin_urls")
def editorial_addresses():
    """Having a page checked, and saying that it still holds."""
    return [
        path("controle/<int:page>/", editorial.Check.as_view(), name="page_check"),
        path("nog-goed/<int:page>/", editorial.confirm, name="page_still_good"),
    ]


@hooks.register("register_page_header_buttons")
def check_button(page, user, view_name, next_url=None):
    """In the menu at the top of a page's editor."""
    if page.permissions_for_user(user).can_edit() and not page.is_root():
        yield Button(_("Controleer"), reverse("page_check", args=[page.pk]), icon_name="check", priority=5)


class Worklist(Component):
    """What waits for this user, on the first page of the admin."""

    order = 50
    template_name = "cms/admin/worklist.html"

    def get_context_data(self, parent_context):
        return {"lists": worklist.lists_for(parent_context["request"]), "request": parent_context["request"]}


@hooks.register("construct_homepage_panels")
def worklist_panel(request, panels):
    """First of all."""
    panels.append(Worklist())


@hooks.register("register_help_menu_item")
def handbook_menu_item():
    """The handbook, before Wagtail's own."""
    return MenuItem(_("Handboek"), reverse("handbook"), name="handbook", icon_name="help", order=10)


@hooks.register("construct_help_menu")
def own_help(request, items):
    """The handbook is the help for editors here: what Wagtail tells of itself, in English and elsewhere, stays out."""
    items[:] = [item for item in items if not item.name.startswith(("whats-new-in-wagtail", "editor-guide"))]


@hooks.register("register_log_actions")
def log_words(actions):
    """How a review reads in the history of a page."""
    actions.register_action("cms.still_good", _("Nog goed"), _("Nagekeken: nog goed"))
    actions.register_action(
        "cms.publication_refused", _("Niet gepubliceerd"), _("Gepland, maar niet gepubliceerd: er ontbrak iets")
    )


@hooks.register("register_admin_urls")
def lists_of_offers():
    """Taking in lists of the social map."""
    return [
        path("sociale-kaart/inlezen/", import_admin.index, name="offer_imports"),
        path("sociale-kaart/inlezen/<int:pk>/", import_admin.detail, name="offer_import"),
        path("sociale-kaart/inlezen/<int:pk>/geweigerd.csv", import_admin.refused, name="offer_import_refused"),
    ]


class OfferImportMenuItem(MenuItem):
    """Shown to who may add offers."""

    def is_shown(self, request):
        return import_admin.may_import(request.user)


@hooks.register("register_admin_menu_item")
def offer_import_menu_item():
    """The door to taking in lists."""
    return OfferImportMenuItem(
        _("Sociale kaart inlezen"), reverse("offer_imports"), name="offer-imports", icon_name="upload", order=312
    )


@hooks.register("before_serve_document", order=100)  # after Wagtail has asked who may see it
def serve_part_of_document(document, request):
    """A player asks for a part of a film."""
    if not request.headers.get("Range"):
        return None
    size, tag = document.file.size, document.file_hash or f"{document.pk}-{document.file.size}"
    with document.file.open("rb") as file:
        response = part_of(request, file, size, content_type=document.content_type, tag=tag)
    if response is not None:
        response["Content-Security-Policy"] = "default-src 'none'"
    return response
