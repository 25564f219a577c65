"""Organisations as readers find them: the list narrowed down by sector and region, and what the search holds."""

from collections import defaultdict
from collections.abc import Iterator

from django.conf import settings
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cms import search
from cms.areas import Areas
from cms.facets import PAGE, Listing, narrow, page_at
from cms.models import Organisation, Sector

PER_PAGE = 24
FACETS = {"sector": _("Sector"), "regio": _("Regio")}
KIND = "organisatie"
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def partners(asked: QueryDict, per_page: int = PER_PAGE) -> Listing:
    """The public organisations that `asked` describes, by name; unknown values are left out, and nothing raises.

    A region counts for every area in it. Eight queries, however many organisations and terms there are.
    """
    public = Organisation.objects.public()
    everything = list(public.values_list("pk", flat=True))
    areas, sectors = Areas(), list(Sector.objects.all())
    holders = {"sector": _holders("sectors"), "regio": areas.upwards(_holders("regions"))}
    terms = {"sector": sectors, "regio": list(areas)}
    narrowed = narrow(
        everything,
        asked,
        labels=FACETS,
        words={name: {term.slug: term.name for term in terms[name]} for name in FACETS},
        holders={name: {term.slug: holders[name].get(term.pk, set()) for term in terms[name]} for name in FACETS},
    )
    page_obj = page_at(narrowed.kept, asked.get(PAGE), per_page)
    found = {row.pk: row for row in public.with_details().filter(pk__in=page_obj.object_list)}
    page_obj.object_list = [found[pk] for pk in page_obj.object_list if pk in found]
    return Listing(page_obj, narrowed.facets, narrowed.active, narrowed.ignored, narrowed.query)


def _holders(field: str) -> dict[int, set[int]]:
    """Which organisations hold a term, by term."""
    found = defaultdict(set)
    rows = Organisation.objects.public().order_by().exclude(**{field: None})
    for organisation, term in rows.values_list("pk", field):
        found[term].add(organisation)
    return found


def _key(pk: int, language: str) -> str:
    return f"organisation:{pk}:{language}"


def _keys(organisation: Organisation) -> list[str]:
    return [_key(organisation.pk, language) for language in LANGUAGES]


def entries(organisations=None) -> Iterator[search.Entry]:
    """One search entry per language for every public organisation among `organisations` (default all)."""
    organisations = Organisation.objects.all() if organisations is None else organisations
    for organisation in organisations.public().with_details().prefetch_related("pledges"):
        for language in LANGUAGES:
            with translation.override(language):
                terms = [*organisation.sectors.all(), *organisation.regions.all()]
                pledge = next((pledge.text for pledge in organisation.pledges.all()), "")
                texts = [pledge, organisation.contact_role, organisation.people, *map(str, terms)]
                yield search.Entry(
                    key=_key(organisation.pk, language),
                    kind=KIND,
                    language=language,
                    title=organisation.name,
                    url=organisation.get_absolute_url(),
                    summary=organisation.summary,
                    text="\n".join(filter(None, texts)),
                    terms={
                        "sector": [sector.slug for sector in organisation.sectors.all()],
                        "regio": [region.slug for region in organisation.regions.all()],
                    },
                )


def refresh(organisation: Organisation) -> None:
    """Bring the search up to date with one organisation."""
    search.replace(_keys(organisation), entries(Organisation.objects.filter(pk=organisation.pk)))


def forget(organisation: Organisation) -> None:
    """Take one organisation out of the search."""
    search.remove(*_keys(organisation))


def register() -> None:
    """Make organisations known to the search; called when the app is ready."""
    search.register(search.Source(KIND, _("Organisatie"), entries))
