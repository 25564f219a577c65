"""The public list of ambassadors, narrowed down by region and theme. The whole choice stands in the address.

Within one facet a person needs one of the chosen terms, between facets both. A region counts for every area in
it: who works in a neighbourhood is found under its municipality. Sets are compared in memory, so that the list
costs the same number of queries however many people and terms there are.
"""

from collections import defaultdict

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms.areas import Areas
from cms.facets import PAGE, Listing, narrow, page_at
from cms.models import Theme
from community.models import AmbassadorProfile, ConsentField

PER_PAGE = 12
FACETS = {"regio": _("Regio"), "thema": _("Thema")}


def directory(asked: QueryDict, per_page: int = PER_PAGE) -> Listing:
    """The public profiles that `asked` describes, by name; unknown values are left out, and nothing raises."""
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
    return Listing(page_obj, narrowed.facets, narrowed.active, narrowed.ignored, narrowed.query)


def _holders(people: list[int], field: str) -> dict[int, set[int]]:
    """Who shows a term, by term: only people who agreed to show that field. One query."""
    agreed = AmbassadorProfile.objects.filter(pk__in=people).consenting(field)
    found = defaultdict(set)
    for person, term in agreed.exclude(**{field: None}).values_list("pk", field):
        found[term].add(person)
    return found
