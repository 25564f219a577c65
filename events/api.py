"""Meetings in the public API. The secret link of an online meeting is never part of it: `url` is the public page."""

import uuid
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import override

from cms.api import Field, Resource, register
from cms.api.resources import Found, Problem
from events.agenda import KINDS, MODES
from events.models import Event, EventPage

TEXT = {"type": "string"}
MOMENT = {"type": "string", "format": "date-time"}
DAY = {"type": "string", "format": "date"}
FIELDS = {
    "id": Field("Blijft altijd hetzelfde, in alle talen.", {"type": "string", "format": "uuid"}),
    "titel": Field("De titel.", TEXT),
    "samenvatting": Field("Waar het over gaat.", TEXT),
    "url": Field("De pagina op de site, waar je je aanmeldt.", {"type": "string", "format": "uri"}),
    "taal": Field("De taal waarin de tekst geschreven is.", {"type": "string", "enum": ["nl", "en"]}),
    "soort": Field("De soort bijeenkomst.", {"type": "string", "enum": list(KINDS)}),
    "vorm": Field("Op een plek, online of allebei.", {"type": "string", "enum": list(MODES)}),
    "begintOp": Field("Wanneer het begint.", MOMENT),
    "eindigtOp": Field("Wanneer het afgelopen is.", MOMENT),
    "plaats": Field("Waar het is; leeg als het alleen online is.", TEXT),
    "gaatNietDoor": Field("Of de bijeenkomst is afgelast.", {"type": "boolean"}),
}
PARAMETERS = {
    "vanaf": Field("Bijeenkomsten die op of na deze dag eindigen.", DAY),
    "tot": Field("Bijeenkomsten die voor deze dag beginnen.", DAY),
    "soort": Field("De soort bijeenkomst.", {"type": "array", "items": {"type": "string", "enum": list(KINDS)}}),
    "vorm": Field("De vorm.", {"type": "array", "items": {"type": "string", "enum": list(MODES)}}),
}
_SLUG_OF_KIND = {kind: slug for slug, kind in KINDS.items()}
_SLUG_OF_MODE = {mode: slug for slug, mode in MODES.items()}


def _pages(language: str) -> QuerySet[EventPage]:
    pages = EventPage.objects.open().filter(locale__language_code=language)
    return pages.order_by("event__starts_at", "event_id", "pk")


def _data(page: EventPage) -> dict:
    event: Event = page.event
    zone = ZoneInfo(event.timezone)
    return {
        "id": str(event.public_id),
        "titel": page.title,
        "samenvatting": page.summary,
        "url": f"{settings.BASE_URL}{page.url}",
        "taal": page.text_language,
        "soort": _SLUG_OF_KIND[event.kind],
        "vorm": _SLUG_OF_MODE[event.mode],
        "begintOp": event.starts_at.astimezone(zone),
        "eindigtOp": event.ends_at.astimezone(zone),
        "plaats": event.venue,
        "gaatNietDoor": event.is_cancelled,
    }


def _midnight(name: str, value: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(value), time(), ZoneInfo("Europe/Amsterdam")).astimezone(UTC)
    except (ValueError, OverflowError):  # the first day of year 1 begins in a year that is not
        raise Problem(400, "Een of meer parameters kloppen niet.", {name: "Deze dag bestaat niet."}) from None


def find(asked, language, page, per_page) -> Found:
    """The meetings with a public page, by time."""
    pages = _pages(language)
    if "vanaf" in asked:
        pages = pages.filter(event__ends_at__gte=_midnight("vanaf", asked["vanaf"][0]))
    if "tot" in asked:
        pages = pages.filter(event__starts_at__lt=_midnight("tot", asked["tot"][0]))
    if "soort" in asked:
        pages = pages.filter(event__kind__in=[KINDS[slug] for slug in asked["soort"]])
    if "vorm" in asked:
        pages = pages.filter(event__mode__in=[MODES[slug] for slug in asked["vorm"]])
    start = (page - 1) * per_page
    with override(language):
        return Found([_data(each) for each in pages[start : start + per_page]], pages.count())


def get(key: uuid.UUID, language: str) -> dict | None:
    """One meeting, by the number that its calendar entry has too."""
    with override(language):
        page = _pages(language).filter(event__public_id=key).first()
        return _data(page) if page else None


def register_meetings() -> None:
    """Make meetings known to the API; called when the app is ready."""
    register(
        Resource(
            "bijeenkomsten",
            "Bijeenkomst",
            "Waar je naartoe kunt, en wat geweest is.",
            FIELDS,
            find,
            get,
            PARAMETERS,
        )
    )
