"""The agenda narrowed down: by kind, form and region, to come or past. The whole choice stands in the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.translation import gettext as _

from cms import clock
from cms.facets import Facet, Option, narrow, page_at
from events.models import Event, Kind

PER_PAGE = 12
PAST = "geweest"
# The fixed words in the address, so that they never follow a translation.
KINDS = {
    "leeratelier": Kind.LEARNING_STUDIO,
    "inspiratiesessie": Kind.INSPIRATION_SESSION,
    "medewerkersavond": Kind.STAFF_EVENING,
    "workshop": Kind.WORKSHOP,
    "bijeenkomst": Kind.OTHER,
}
MODES = {"locatie": Event.Mode.ROOM, "online": Event.Mode.ONLINE, "beide": Event.Mode.HYBRID}


@dataclass(frozen=True)
class Agenda:
    """What the agenda shows: `page_obj` of EventPages, the facets, and where the other half is."""

    page_obj: Page
    facets: list[Facet]
    past: bool
    other_url: str
    total: int

    @property
    def active(self) -> list[Option]:
        return [option for facet in self.facets for option in facet.selected]


def agenda(pages, asked: QueryDict) -> Agenda:
    """The part of `pages` (EventPages, any order) that `asked` describes; unknown values are ignored. 2 queries."""
    past = PAST in asked
    now = clock.now()
    if past:
        pages = pages.filter(event__ends_at__lte=now).order_by("-event__starts_at", "pk")
    else:
        pages = pages.filter(event__ends_at__gt=now).order_by("event__starts_at", "pk")
    pages = list(pages.select_related("event", "locale").prefetch_related("regions"))
    words = {
        "soort": {slug: str(kind.label).capitalize() for slug, kind in KINDS.items()},
        "vorm": {slug: str(mode.label).capitalize() for slug, mode in MODES.items()},
        "regio": {region.slug: region.name for page in pages for region in page.regions.all()},
    }
    held = {page.pk: _slugs(page) for page in pages}
    found = narrow(
        [page.pk for page in pages],
        asked,
        labels={"soort": _("Soort"), "vorm": _("Vorm"), "regio": _("Regio")},
        words=words,
        holders={
            name: {slug: {pk for pk, slugs in held.items() if slug in slugs[name]} for slug in words[name]}
            for name in words
        },
        also=[(PAST, "ja")] if past else [],
    )
    facets = [facet for facet in found.facets if len(facet.options) > 1 or facet.selected]
    rows = {page.pk: page for page in pages}
    kept = [rows[pk] for pk in found.kept]
    other = urlencode([] if past else [(PAST, "ja")])
    return Agenda(page_at(kept, asked.get("page"), PER_PAGE), facets, past, f"?{other}", len(kept))


def _slugs(page) -> dict[str, set[str]]:
    return {
        "soort": {slug for slug, kind in KINDS.items() if kind == page.event.kind},
        "vorm": {slug for slug, mode in MODES.items() if mode == page.event.mode},
        "regio": {region.slug for region in page.regions.all()},
    }
