"""The agenda narrowed down: by kind, form, region, theme, audience and accreditation, to come or past.

The whole choice stands in the address, and means the same in the page, in the calendar to subscribe to and in the
agenda on a partner's site.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import prefetch_related_objects
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms import clock, memory
from cms.facets import Facet, Narrowed, Option, narrow, page_at, words_of_facets
from events.models import Accreditation, Event, EventPage, Kind

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
TERMS = {"regio": "regions", "thema": "themes", "voor": "audiences"}  # name in the address, field of the page
ACCREDITED = "accreditatie"


@dataclass(frozen=True)
class Agenda:
    """What the agenda shows: `page_obj` of EventPages, the facets, and where the other half is.

    `query` is the choice as it stands in an address, without past or page; empty when nothing is chosen. `ignored`:
    part of what the address asked for is unknown here.
    """

    page_obj: Page
    facets: list[Facet]
    past: bool
    other_url: str
    total: int
    query: str
    ignored: bool

    @property
    def active(self) -> list[Option]:
        return [option for facet in self.facets for option in facet.selected]


def agenda(pages, asked: QueryDict) -> Agenda:
    """The part of `pages` (EventPages, any order) that `asked` describes; unknown values are ignored. Seven queries,
    one fewer while the words of the taxonomies are known."""
    past = PAST in asked
    now = clock.now()
    if past:
        pages = pages.filter(event__ends_at__lte=now).order_by("-event__starts_at", "pk")
    else:
        pages = pages.filter(event__ends_at__gt=now).order_by("event__starts_at", "pk")
    pages = list(pages.select_related("event", "locale"))
    found = _narrowed(pages, asked, also=[(PAST, "ja")] if past else [])
    facets = [facet for facet in found.facets if len(facet.options) > 1 or facet.selected or facet.name == ACCREDITED]
    rows = {page.pk: page for page in pages}
    kept = [rows[pk] for pk in found.kept]
    query = "&".join(part for part in found.query.split("&") if part and part != f"{PAST}=ja")
    other = query if past else "&".join(filter(None, [query, f"{PAST}=ja"]))
    shown = page_at(kept, asked.get("page"), PER_PAGE)
    return Agenda(shown, facets, past, f"?{other}", len(kept), query, found.ignored)


def chosen(pages: list[EventPage], asked: QueryDict) -> tuple[list[EventPage], list[str]]:
    """Those of `pages` that `asked` describes, and the words of the choice. No query where nothing is chosen."""
    if not any(name in asked for name in ("soort", "vorm", ACCREDITED, *TERMS)):
        return pages, []
    found = _narrowed(pages, asked)
    rows = {page.pk: page for page in pages}
    return [rows[pk] for pk in found.kept], [option.name for option in found.active]


def _narrowed(pages: Iterable[EventPage], asked: QueryDict, also=()) -> Narrowed:
    prefetch_related_objects(pages, *TERMS.values())
    # All words there are, not only those in use now: who follows a quiet theme must not get the whole agenda.
    terms = memory.recall(memory.stamp(), ("words", get_language()), words_of_facets)
    words = {
        "soort": {slug: str(kind.label).capitalize() for slug, kind in KINDS.items()},
        "vorm": {slug: str(mode.label).capitalize() for slug, mode in MODES.items()},
        **{name: terms[name] for name in TERMS},
        ACCREDITED: {"ja": _("Met accreditatie")},
    }
    granted = Accreditation.objects.filter(status=Accreditation.Status.GRANTED)
    granted = set(granted.values_list("event", flat=True))
    held = {page.pk: _slugs(page, granted) for page in pages}
    labels = {
        "soort": _("Soort"),
        "vorm": _("Vorm"),
        "regio": _("Regio"),
        "thema": _("Thema"),
        "voor": _("Voor wie"),
        ACCREDITED: _("Accreditatie"),
    }
    holders = {
        name: {slug: {pk for pk, slugs in held.items() if slug in slugs[name]} for slug in words[name]}
        for name in words
    }
    return narrow([page.pk for page in pages], asked, labels=labels, words=words, holders=holders, also=also)


def _slugs(page: EventPage, granted: set[int]) -> dict[str, set[str]]:
    return {
        "soort": {slug for slug, kind in KINDS.items() if kind == page.event.kind},
        "vorm": {slug for slug, mode in MODES.items() if mode == page.event.mode},
        ACCREDITED: {"ja"} if page.event_id in granted else set(),
        **{name: {term.slug for term in getattr(page, field).all()} for name, field in TERMS.items()},
    }
