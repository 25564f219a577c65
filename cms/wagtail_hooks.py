"""What knowledge adds to the admin: the words by which things are found."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.forms import TermForm
from cms.models import Audience, Dimension, Interpretation, Phase, Region, Scale, Sector, SynonymSet, Theme

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
    edit_handler = ObjectList(
        [*PANELS, FieldRowPanel([FieldPanel("parent"), FieldPanel("code")])], base_form_class=TermForm
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
        *(term_viewset(term) for term in (Audience, Theme, Phase, Scale, Sector, Interpretation)),
        DimensionViewSet,
        RegionViewSet,
        SynonymViewSet,
    ]


register_snippet(TermsGroup)
