"""The public list of ambassadors, narrowed down by region and theme. The whole choice stands in the address.

Within one facet a person needs one of the chosen terms, between facets both. A region counts for every area in
it: who works in a neighbourhood is found under its municipality. Sets are compared in memory, so that the list
costs the same number of queries however many people and terms there are.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms.areas import Areas
from cms.facets import PAGE, Listing, narrow, page_at
from cms.models import Theme
from community.models import AmbassadorProfile, ConsentField

PER_PAGE = 12
FULLER = (1, 2, 4, 8)  # from so many people on a tile is a shade fuller
FACETS = {"regio": _("Regio"), "thema": _("Thema")}


@dataclass(frozen=True, slots=True)
class Tile:
    """An area on the schematic map: how many it leaves, how full that is (0 to 4), and the list with it switched."""

    name: str
    count: int
    level: int
    url: str
    selected: bool
    inner: tuple["Tile", ...] = ()


def directory(asked: QueryDict, per_page: int = PER_PAGE) -> tuple[Listing, Areas]:
    """The public profiles that `asked` describes, by name, and all areas; unknown values are left out, nothing raises."""
    people = AmbassadorProfile.objects.public().order_by("display_name", "pk")
    everything = list(people.values_list("pk", flat=True))
    areas, themes = Areas(), list(Theme.objects.all())
    holders = {
        "regio": areas.upwards(_holders(everything, ConsentField.REGIONS)),
        "thema": _holders(everything, ConsentField.THEMES),
    }
    terms = {"regio": list(areas), "thema": themes}
    narrowed = narrow(
        everything,
        asked,
        labels=FACETS,
        words={name: {term.slug: term.name for term in terms[name]} for name in FACETS},
        holders={name: {term.slug: holders[name][term.pk] for term in terms[name]} for name in FACETS},
    )
    page_obj = page_at(narrowed.kept, asked.get(PAGE), per_page)
    found = {profile.pk: profile for profile in people.with_details().filter(pk__in=page_obj.object_list)}
    page_obj.object_list = [found[pk] for pk in page_obj.object_list if pk in found]
    return Listing(page_obj, narrowed.facets, narrowed.active, narrowed.ignored, narrowed.query), areas


def areas_with_counts(listing: Listing, areas: Areas) -> list[Tile]:
    """The map of the list: the largest areas below the country, each with the areas directly in it. No query.

    Counts follow what else is chosen, exactly as in the filter beside it: the map shows nothing that the list does not.
    """
    options = {option.slug: option for facet in listing.facets if facet.name == "regio" for option in facet.options}

    def tile(area, inner=()) -> Tile:
        option = options.get(area.slug)
        count = option.count if option else 0
        level = sum(count >= step for step in FULLER)
        chosen = bool(option and option.selected)
        return Tile(area.name, count, level, option.url if option else "", chosen, tuple(inner))

    tops = [child for area in areas.children(None) for child in _below_country(areas, area)]
    return [tile(area, map(tile, areas.children(area.pk))) for area in tops]


def _below_country(areas: Areas, area) -> list:
    return areas.children(area.pk) if area.kind == area.Kind.COUNTRY else [area]


def _holders(people: list[int], field: str) -> dict[int, set[int]]:
    """Who shows a term, by term: only people who agreed to show that field. One query."""
    agreed = AmbassadorProfile.objects.filter(pk__in=people).consenting(field)
    found = defaultdict(set)
    for person, term in agreed.exclude(**{field: None}).values_list("pk", field):
        found[term].add(person)
    return found
