"""The list of questions, narrowed down by theme and by whether they were answered. The choice stands in the address."""

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms import memory
from cms.facets import PAGE, Facet, Listing, Option, page_at, words_of_facets
from community.models import Conversation
from community.rules.conversations import public_conversations

PER_PAGE = 20
STATES = {
    "zonder-antwoord": (_("Nog zonder antwoord"), {"answers": 0}),
    "met-samenvatting": (_("Met een samenvatting"), {"summary__isnull": False}),
}


def questions(asked: QueryDict, per_page: int = PER_PAGE) -> Listing:
    """The questions that `asked` describes, what moved last first; unknown values are left out. Five queries."""
    themes = memory.recall(memory.stamp(), ("words", get_language()), words_of_facets)["thema"]
    theme = asked.get("thema") if asked.get("thema") in themes else ""
    state = asked.get("toon") if asked.get("toon") in STATES else ""
    rows = public_conversations().filter(kind=Conversation.Kind.QUESTION)
    rows = rows.filter(themes__slug=theme) if theme else rows
    rows = rows.filter(**STATES[state][1]) if state else rows
    page_obj = page_at(rows.select_related("summary").prefetch_related("themes"), asked.get(PAGE), per_page)
    page_obj.object_list = list(page_obj.object_list)

    def option(facet: str, slug: str, name: str, chosen: str) -> Option:
        other = {"thema": theme, "toon": state} | {facet: "" if chosen == slug else slug}
        query = "&".join(f"{key}={value}" for key, value in other.items() if value)
        return Option(slug, name, facet, count=None, selected=chosen == slug, url=f"?{query}")

    facets = [
        Facet("toon", _("Toon"), [option("toon", slug, label, state) for slug, (label, _how) in STATES.items()]),
        Facet("thema", _("Thema"), [option("thema", slug, name, theme) for slug, name in themes.items()]),
    ]
    active = [option for facet in facets for option in facet.selected]
    wanted = [value for name in ("thema", "toon") for value in asked.getlist(name)[:5] if value]
    return Listing(page_obj, facets, active, len(wanted) > len(active), "")
