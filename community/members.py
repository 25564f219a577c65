"""The directory of members, for members, narrowed down by region, setting, theme, and who offers or seeks help.

A facet counts only people who show that field to members. What does not change between two changes of a profile is
remembered, so that the list costs the same number of queries for ten members and for ten thousand.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Value
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms import memory
from cms.areas import Areas
from cms.facets import PAGE, Listing, bits, members, narrow_bits, page_at, words_of_facets
from community.models import MemberProfile, SeenBy

PER_PAGE = 24
LISTS = {"regio": "regions", "sector": "sectors", "thema": "themes"}
HELP = {"kan-helpen": "can_help", "zoekt": "looking_for"}
LABELS = {"regio": _("Regio"), "sector": _("Sector"), "thema": _("Thema"), "hulp": _("Helpen en zoeken")}
HELP_WORDS = {"kan-helpen": _("Kan iemand helpen"), "zoekt": _("Zoekt iets of iemand")}


@dataclass(frozen=True, slots=True)
class _Everybody:
    """All members who show their name to members, in their order, and the set that holds each term."""

    keys: list[int]
    held: dict[str, dict[str, int]]

    @classmethod
    def now(cls) -> "_Everybody":
        """Three queries."""
        people = MemberProfile.objects.shown_to(SeenBy.MEMBERS).order_by("name", "pk")
        rows = list(people.values_list("pk", *(f"{field}_for" for field in HELP.values()), *HELP.values()))
        keys = [row[0] for row in rows]
        place = {pk: at for at, pk in enumerate(keys)}
        sets: dict[str, dict[str, set[int]]] = {name: defaultdict(set) for name in LABELS}
        for pk, help_for, seek_for, can_help, looking_for in rows:
            if can_help and help_for >= SeenBy.MEMBERS:
                sets["hulp"]["kan-helpen"].add(place[pk])
            if looking_for and seek_for >= SeenBy.MEMBERS:
                sets["hulp"]["zoekt"].add(place[pk])
        areas = Areas()
        for name, pk, term, slug in _terms(people.order_by()):
            around = [area.slug for area in areas.above(term)] if name == "regio" else []
            for each in [slug, *around]:
                sets[name][each].add(place[pk])
        held = {name: {slug: bits(found, len(keys)) for slug, found in slugs.items()} for name, slugs in sets.items()}
        return cls(keys, held)


def _terms(people):
    """Facet, person, term and its slug, of all terms that these people show to members: one query."""
    rows = [
        people.filter(**{f"{field}_for__gte": SeenBy.MEMBERS})
        .exclude(**{field: None})
        .annotate(facet=Value(name))
        .values_list("facet", "pk", field, f"{field}__slug")
        for name, field in LISTS.items()
    ]
    return rows[0].union(*rows[1:], all=True)


def directory(asked: QueryDict, per_page: int = PER_PAGE) -> Listing:
    """The members that `asked` describes, by name; unknown values are left out, and nothing raises."""
    number = memory.stamp()
    words = memory.recall(number, ("words", get_language()), words_of_facets)
    everybody = memory.recall(number, "members", _Everybody.now)
    found = narrow_bits(
        (1 << len(everybody.keys)) - 1,
        asked,
        labels=LABELS,
        words={**{name: words[name] for name in LISTS}, "hulp": HELP_WORDS},
        holders=everybody.held,
    )
    page_obj = page_at(members(everybody.keys, found.kept), asked.get(PAGE), per_page)
    shown = MemberProfile.objects.shown_to(SeenBy.MEMBERS).with_details()
    rows = shown.in_bulk(page_obj.object_list)
    page_obj.object_list = [rows[pk] for pk in page_obj.object_list if pk in rows]
    return Listing(page_obj, found.facets, found.active, found.ignored, found.query)
