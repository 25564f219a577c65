"""What meetings yielded, as readers see it. Reads only; a fixed number of queries."""

import uuid
from dataclasses import dataclass

from django.utils.translation import get_language
from wagtail.models import Page

from cms import memory
from events.models import Event, EventPage, GroupNote, HarvestedPage, NoteItem, ReportPage


@dataclass(frozen=True)
class Yield:
    """What a meeting yielded: its report, the pages that came of it, and what was agreed."""

    report: ReportPage | None
    pages: list[Page]
    steps: list[NoteItem]

    def __bool__(self):
        return bool(self.report or self.pages)


def yield_of(event: Event) -> Yield:
    """What is published of this meeting, in the active language; worked out once for as long as nothing changes."""
    language = get_language()
    return memory.recall(memory.stamp(), ("events.yield", event.pk, language), lambda: _yield(event, language))


def _yield(event: Event, language: str) -> Yield:
    keys = [row.page.translation_key for row in event.harvested.select_related("page")]
    pages = Page.objects.live().public().filter(translation_key__in=keys, locale__language_code=language)
    pages = list(pages.specific().order_by("title")) if keys else []
    report = next((page for page in pages if isinstance(page, ReportPage)), None)
    steps = NoteItem.objects.none()
    if report:
        steps = NoteItem.objects.filter(
            note__event=event, note__status=GroupNote.Status.HANDED_IN, kind=NoteItem.Kind.NEXT_STEP
        )
    return Yield(report, [page for page in pages if page is not report], list(steps))


@dataclass(frozen=True)
class Origin:
    """The group of a meeting that a page came from."""

    title: str
    meeting: EventPage
    anchor: str


def origin_of(page: Page) -> Origin | None:
    """Where a page was born, when that meeting has a public page in the active language. At most one query more."""
    row = memory.recall(memory.stamp(), "events.harvest", _origins).get(page.translation_key)
    if row is None:
        return None
    meeting = EventPage.objects.open().filter(event=row.event, locale__language_code=get_language()).first()
    if meeting is None:
        return None
    anchor = f"groep-{row.breakout.public_id}" if row.breakout else ""
    return Origin(row.breakout.title if row.breakout else "", meeting, anchor)


def _origins() -> dict[uuid.UUID, HarvestedPage]:
    """For every page that was harvested, by its key in all languages, the group it came from first."""
    rows = HarvestedPage.objects.select_related("event", "breakout", "page").order_by("-pk")
    return {row.page.translation_key: row for row in rows}
