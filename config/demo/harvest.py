"""What the past demo meetings yielded: notes, a published report, and the origin of what stands on the site."""

from datetime import timedelta

from cms.models import HandvatPage, PracticeExamplePage
from config.demo.content import read
from config.demo.knowledge import publish
from config.demo.meetings import demo_id, event_id
from events.models import Event, EventPage, GroupNote, HarvestedPage, NoteItem, ReportPage

READY = timedelta(days=8)  # after the meeting the notes were in


def load() -> int:
    """Make the harvests, unless they were made before; returns how many points were noted."""
    rows = {event_id(row): row for row in read("harvest")["harvest"]}
    events = Event.objects.filter(public_id__in=rows, notes=None)
    return sum(_harvest(event, rows[event.public_id]) for event in events)


def _harvest(event: Event, row: dict) -> int:
    breakouts = {breakout.title: breakout for breakout in event.breakouts.all()}
    report = ReportPage(slug="verslag", provenance=event.title, **_texts(row))
    groups, items = [], []
    for group in row["group"]:
        breakout = breakouts[group["breakout"]]
        note = GroupNote.objects.create(
            public_id=demo_id("note", str(breakout.public_id)),
            event=event,
            breakout=breakout,
            taker_name=group["taker"],
            status=GroupNote.Status.HANDED_IN,
            handed_in_at=event.ends_at + READY,
        )
        made = [NoteItem(note=note, answered_at=_answered(event, point), **point) for point in group["items"]]
        items += NoteItem.objects.bulk_create(made)
        shown = [
            {name: point.get(name, "") for name in ("kind", "title", "text", "by", "url")} for point in group["items"]
        ]
        groups.append(("group", {"title": note.subject, "breakout": str(breakout.public_id), "items": shown}))
    report.groups = groups
    publish(EventPage.objects.get(event=event, locale__language_code="nl"), report)
    HarvestedPage.objects.bulk_create(
        HarvestedPage(event=event, breakout=item.note.breakout, item=item, page_id=report.pk) for item in items
    )
    for group in row["group"]:
        for model, name in ((HandvatPage, "handvatten"), (PracticeExamplePage, "examples")):
            for page in model.objects.filter(locale__language_code="nl", slug__in=group[name]):
                HarvestedPage.objects.create(event=event, breakout=breakouts[group["breakout"]], page=page)
    return len(items)


def _texts(row: dict) -> dict:
    return {name: row[name] for name in ("title", "summary", "introduction")}


def _answered(event: Event, point: dict):
    return event.ends_at + timedelta(days=30) if point.get("answer") else None
