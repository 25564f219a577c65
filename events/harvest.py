"""What meetings yielded, as readers see it. Reads only; a fixed number of queries."""

import uuid
from dataclasses import dataclass

from django.utils.translation import get_language
from wagtail.models import Page

from cms import memory
from events.models import Event, EventPage, GroupNote, HarvestedPage, NoteItem, Poll, ReportPage


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


def polls_of(event: Event) -> list[Poll]:
    """What is or was asked of the room; read once for as long as nothing changes."""
    return memory.recall(memory.stamp(), ("events.polls", event.pk), lambda: list(event.polls.all()))


@dataclass(frozen=True)
class Origin:
    """The group of a meeting that a page came from."""

    title: str
    meeting: EventPage
    anchor: str


def origin_of(page: Page) -> Origin | None:
    """Where a page was born, when that meeting has a public page in the active language."""
    language = get_language()
    origins = memory.recall(memory.stamp(), ("events.origins", language), lambda: _origins(language))
    return origins.get(page.translation_key)


def _origins(language: str) -> dict[uuid.UUID, Origin]:
    """For every page that was harvested, by its key in all languages, the group it came from first. Two queries."""
    rows = list(HarvestedPage.objects.select_related("breakout", "page").order_by("-pk"))
    meetings = EventPage.objects.open().filter(event__in={row.event_id for row in rows})
    meetings = {meeting.event_id: meeting for meeting in meetings.filter(locale__language_code=language)}
    return {
        row.page.translation_key: Origin(
            title=row.breakout.title if row.breakout else "",
            meeting=meetings[row.event_id],
            anchor=f"groep-{row.breakout.public_id}" if row.breakout else "",
        )
        for row in rows
        if row.event_id in meetings
    }
