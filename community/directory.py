"""The public list of ambassadors, narrowed down by region and theme. The whole choice stands in the address.

Within one facet a person needs one of the chosen terms, between facets both. A region counts for every area in
it: who works in a neighbourhood is found under its municipality. Sets are compared in memory, so that the list
costs the same number of queries however many people and terms there are.
"""

from collections import defaultdict
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms.facets import PAGE, Facet, Listing, Option
from cms.models import Region, Theme
from community.models import AmbassadorProfile, ConsentField

PER_PAGE = 12
FACETS = (("regio", ConsentField.REGIONS, _("Regio")), ("thema", ConsentField.THEMES, _("Thema")))


def directory(asked: QueryDict, per_page: int = PER_PAGE) -> Listing:
    """The public profiles that `asked` describes, by name; unknown values are left out, and nothing raises."""
    people = AmbassadorProfile.objects.public().order_by("display_name", "pk")
    everything = list(people.values_list("pk", flat=True))
    regions = list(Region.objects.all())
    terms = {"regio": {term.slug: term for term in regions}, "thema": {term.slug: term for term in Theme.objects.all()}}
    holders = {
        "regio": _upwards(
            _holders(everything, ConsentField.REGIONS), {region.pk: region.parent_id for region in regions}
        ),
        "thema": _holders(everything, ConsentField.THEMES),
    }
    chosen = {
        name: [slug for slug in dict.fromkeys(asked.getlist(name)) if slug in terms[name]] for name, *_rest in FACETS
    }
    ignored = any(slug and slug not in terms[name] for name, *_rest in FACETS for slug in asked.getlist(name)[:50])
    fitting = {
        name: set().union(*(holders[name][terms[name][slug].pk] for slug in slugs))
        for name, slugs in chosen.items()
        if slugs
    }

    facets = []
    for name, _field, label in FACETS:
        others = set(everything).intersection(*(found for other, found in fitting.items() if other != name))
        options = [
            Option(
                slug,
                term.name,
                name,
                len(others & holders[name][term.pk]),
                slug in chosen[name],
                _switched(chosen, name, slug),
            )
            for slug, term in terms[name].items()
            if holders[name][term.pk] or slug in chosen[name]
        ]
        if options:
            facets.append(Facet(name, label, options))

    kept = set(everything).intersection(*fitting.values())
    page_obj = Paginator([pk for pk in everything if pk in kept], per_page).get_page(asked.get(PAGE))
    found = {profile.pk: profile for profile in people.with_details().filter(pk__in=page_obj.object_list)}
    page_obj.object_list = [found[pk] for pk in page_obj.object_list if pk in found]
    active = [option for facet in facets for option in facet.selected]
    return Listing(page_obj, facets, active, ignored, _query(chosen))


def _holders(people: list[int], field: str) -> dict[int, set[int]]:
    """Who shows a term, by term: only people who agreed to show that field. One query."""
    agreed = AmbassadorProfile.objects.filter(pk__in=people).consenting(field)
    found = defaultdict(set)
    for person, term in agreed.exclude(**{field: None}).values_list("pk", field):
        found[term].add(person)
    return found


def _upwards(holders: dict[int, set[int]], parents: dict[int, int | None]) -> dict[int, set[int]]:
    """The same, with everybody in an area counted in the areas around it too."""
    found = defaultdict(set)
    for term, people in holders.items():
        seen = set()
        while term and term not in seen:
            found[term] |= people
            seen.add(term)
            term = parents.get(term)
    return found


def _query(chosen: dict[str, list[str]]) -> str:
    return urlencode([(name, slug) for name, *_rest in FACETS for slug in chosen[name]])


def _switched(chosen: dict[str, list[str]], name: str, slug: str) -> str:
    """The address (relative to the list) with one option switched; page numbers start over."""
    slugs = [other for other in chosen[name] if other != slug] if slug in chosen[name] else [*chosen[name], slug]
    return f"?{_query(chosen | {name: slugs})}"
