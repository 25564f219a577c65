"""The two series: their pages, their meetings with programme, rounds and break-outs, and how they move with time.

A demo meeting is known by its `public_id`, which follows from its name in the content; meetings made by hand have a
random one and are never touched.
"""

import uuid
from datetime import date, timedelta

from cms import clock
from cms.models import Audience
from config.demo.content import read
from config.demo.knowledge import dutch, one_line, publish, terms
from config.demo.moments import AMSTERDAM, at, day_of, today
from events.actions.seating import seating
from events.models import (
    Admission,
    AgendaPage,
    Breakout,
    Event,
    EventPage,
    EventSeries,
    ProgrammeItem,
    Round,
    SeriesPage,
)
from events.notifications import silently

CLOSED = timedelta(hours=2)  # so long ago wishes closed where places were given by them; nobody signed up after that
DEMO_SEED = 481516  # of the draw: the same demo every time
ROOMS = "https://ontmoeten.example.org/"  # where groups meet that are not in a building
ANNOUNCED = timedelta(days=60)  # before the start


def demo_id(*names: str) -> uuid.UUID:
    """The same id for the same names, always."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "/".join(["https://leerspoor.example.org/demo", *names]))


def event_id(row: dict) -> uuid.UUID:
    """The `public_id` of the demo meeting in this row of `meetings.toml`."""
    return demo_id(row["series"], row["slug"])


def load() -> int:
    """Make the series and meetings, unless they were made before; returns how many meetings were made."""
    file = read("meetings")
    if Event.objects.filter(public_id__in=[event_id(row) for row in file["event"]]).exists():
        return 0
    series = {row["slug"]: _series(row) for row in file["series"]}
    audiences = {audience.slug: audience for audience in Audience.objects.all()}
    for row in file["event"]:
        _meeting(row, series[row["series"]], audiences)
    return len(file["event"])


def _series(row: dict) -> SeriesPage:
    series = EventSeries.objects.create(name=row["name"], kind=row["kind"])
    page = SeriesPage(series=series, **_texts(row))
    return publish(dutch(AgendaPage), page)


def _texts(row: dict) -> dict:
    return {name: row[name] for name in ("title", "slug", "summary")} | {"body": one_line(row["body"])} | terms(row)


def _meeting(row: dict, parent: SeriesPage, audiences: dict[str, Audience]) -> None:
    day = day_of(parent.series.kind, row["slot"], on=today())
    begins = at(day, row["begins"])
    event = Event.objects.create(
        public_id=event_id(row),
        series=parent.series,
        kind=parent.series.kind,
        starts_at=begins,
        ends_at=at(day, row["ends"]),
        created_at=begins - ANNOUNCED,
        changed_at=begins - ANNOUNCED,
        **{name: row.get(name, "") for name in ("title", "mode", "venue", "meeting_url")},
        **{name: row.get(name) for name in ("edition", "capacity")},
    )
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(event=event, **_hours(item, day), **_without(item, "from", "to")) for item in row["programme"]
    )
    for round_row in row.get("round", []):
        _round(event, round_row, day, audiences)
    if "admission" in row:
        _admission(event, row["admission"])
    page = EventPage(event=event, **_texts(row))
    page.regions = list(parent.regions.all())
    publish(parent, page)


def _round(event: Event, row: dict, day: date, audiences: dict[str, Audience]) -> None:
    made = Round.objects.create(event=event, title=row["title"], **_hours(row, day))
    for order, breakout in enumerate(row["breakouts"], start=1):
        Breakout.objects.create(
            public_id=demo_id(str(event.public_id), row["title"], breakout["title"]),
            event=event,
            round=made,
            sort_order=order,
            audience=audiences[breakout["audience"]],
            meeting_url="" if event.mode == Event.Mode.ROOM else f"{ROOMS}groep-{event.edition}-{made.pk}-{order}",
            **_without(breakout, "audience", "taken", "waiting"),
        )


def _admission(event: Event, row: dict) -> None:
    """By wish: open until so many days before the start, or (`allocated`) closed a little while ago."""
    if row.get("allocated"):
        closes_at = min(clock.now(), event.starts_at) - CLOSED
    else:
        closes_at = event.starts_at - timedelta(days=row["closes_days_before"])
    rules = _without(row, "allocated", "closes_days_before")
    Admission.objects.create(event=event, wishes_close_at=closes_at, seed=DEMO_SEED, **rules)


def _hours(row: dict, day: date) -> dict:
    return {"starts_at": at(day, row["from"]), "ends_at": at(day, row["to"])}


def _without(row: dict, *names: str) -> dict:
    return {name: value for name, value in row.items() if name not in names}


# --- moving with time -----------------------------------------------------------------------------------------------
def refresh_dates() -> int:
    """Move a demo series whose meetings have all passed forward, past editions too, as if it were loaded today.

    Clock times in Amsterdam stay as they are, whatever summer time does. Who signed up stays signed up and hears
    nothing. Returns how many meetings were moved; harmless when called twice.
    """
    rows = {event_id(row): row for row in read("meetings")["event"]}
    events = Event.objects.filter(public_id__in=rows).select_related("series")
    by_series: dict[str, list[Event]] = {}
    for event in events:
        by_series.setdefault(rows[event.public_id]["series"], []).append(event)
    moved = 0
    for meetings in by_series.values():
        if any(not event.is_over for event in meetings):
            continue
        for event in meetings:
            moved += _move(
                event,
                day_of(event.series.kind if event.series else event.kind, rows[event.public_id]["slot"], on=today()),
            )
    return moved


def _move(event: Event, day: date) -> bool:
    """Move one meeting with all its parts to `day`, silently; False when it is there already."""
    days = day - event.starts_at.astimezone(AMSTERDAM).date()
    if not days:
        return False
    # A hold that runs out or a seat that falls free by the move is nobody's news.
    with silently(), seating(event) as seats:
        event = seats.event
        for row in [*event.programme_items.all(), *event.rounds.all()]:
            _shift(row, days, "starts_at", "ends_at")
        _shift(event, days, "starts_at", "ends_at", "sign_up_closes_at")
        for row in Admission.objects.filter(event=event):
            _shift(row, days, "wishes_close_at")
        # Feeds follow a higher number; the versions make an organiser's open form notice.
        event.sequence, event.version, event.changed_at = event.sequence + 1, event.version + 1, clock.now()
        event.save()
    return True


def _shift(row, days: timedelta, *fields: str) -> None:
    """Move these moments by whole days on the wall clock of Amsterdam, and save them."""
    for field in fields:
        if moment := getattr(row, field):
            setattr(row, field, moment.astimezone(AMSTERDAM) + days)  # same clock time: the zone works out the offset
    row.save(update_fields=fields)
