"""Calendars: values in, bytes out. What every calendar of ours shares, the days of a plan, and closed sessions.

RFC 5545. Meetings that people sign up for have their own, in `events.ical`.
"""

import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, vText, vUri
from icalendar import Event as Component

PRODUCT = "-//Leerspoor//Agenda//NL"
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
CONTROL = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")  # Unicode: control, direction, unknown, line separators


@dataclass(frozen=True)
class Day:
    """What stands on a whole day. `sequence` rises with every change; `stamp` is the (aware) moment of the last."""

    uid: str
    sequence: int
    stamp: datetime
    on: date
    title: str
    text: str = ""
    url: str = ""


@dataclass(frozen=True)
class Meeting:
    """What stands in the calendar from one moment to another (aware). `sequence` and `stamp` as for a `Day`."""

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str = ""
    text: str = ""
    url: str = ""
    is_cancelled: bool = False


def meetings(entries: Iterable[Meeting], *, name: str) -> bytes:
    """A calendar of meetings without participants (METHOD:PUBLISH). In UTC, which every client knows."""
    published = envelope("PUBLISH")
    for field in ("NAME", "X-WR-CALNAME"):
        published.add(field, vText(one_line(name)))
    for entry in entries:
        published.add_component(_meeting(entry))
    return to_bytes(published)


def monthly(
    *, week: int, day: str, at: time, minutes: int, first: date, stamp: datetime, title: str, text: str
) -> bytes:
    """A calendar with one entry that comes back every month, in the `week` (1 to 4, or -1 for the last) on that `day`
    ("TU"), from the month of `first` on, with a reminder the day before.

    At the hour of whoever reads it (a floating time of RFC 5545), the same in summer and winter.
    """
    begins = _nth(first.year, first.month, week, day)
    if begins < first:
        years, month = divmod(first.month, 12)
        begins = _nth(first.year + years, month + 1, week, day)
    component = Component()
    component.add("UID", f"casus-{week}-{day}-{at:%H%M}-{minutes}-{begins:%Y%m}@leerspoor")
    component.add("DTSTAMP", stamp.astimezone(UTC))
    component.add("DTSTART", datetime.combine(begins, at))
    component.add("DTEND", datetime.combine(begins, at) + timedelta(minutes=minutes))
    component.add("RRULE", {"FREQ": "MONTHLY", "BYDAY": f"{week}{day}"})
    component.add("SUMMARY", one_line(title))
    component.add("DESCRIPTION", clean(text))
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", one_line(title))
    alarm.add("TRIGGER", timedelta(days=-1))
    component.add_component(alarm)
    published = envelope("PUBLISH")
    published.add_component(component)
    return to_bytes(published)


def _nth(year: int, month: int, week: int, day: str) -> date:
    """The day of a month: its first to fourth such weekday, or (-1) its last."""
    weekday = WEEKDAYS.index(day)
    if week > 0:
        start = date(year, month, 1)
        return start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * (week - 1))
    end = date(year, month, monthrange(year, month)[1])
    return end - timedelta(days=(end.weekday() - weekday) % 7)


def days(entries: Iterable[Day], *, name: str) -> bytes:
    """A calendar of whole days (METHOD:PUBLISH), which leave the reader free."""
    published = envelope("PUBLISH")
    for field in ("NAME", "X-WR-CALNAME"):
        published.add(field, vText(one_line(name)))
    for entry in entries:
        published.add_component(_day(entry))
    return to_bytes(published)


def envelope(method: str) -> Calendar:
    """A calendar without anything in it."""
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method)
    return calendar


def to_bytes(calendar: Calendar) -> bytes:
    """CRLF, folded at 75 octets, always in the same order."""
    return calendar.to_ical(sorted=False)


def clean(text: str) -> str:
    """`text` without control characters; new lines stay, as one kind (they are escaped inside the property)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(char for char in lines if char == "\n" or unicodedata.category(char) not in CONTROL)


def one_line(text: str) -> str:
    """`text` on one line, without control characters."""
    return " ".join(clean(text).split())


def _day(entry: Day) -> Component:
    component = Component()
    component.add("UID", clean(entry.uid))
    component.add("DTSTAMP", entry.stamp.astimezone(UTC))
    component.add("SEQUENCE", entry.sequence)
    component.add("DTSTART", entry.on)
    component.add("DTEND", entry.on + timedelta(days=1))
    component.add("SUMMARY", one_line(entry.title))
    component.add("TRANSP", "TRANSPARENT")
    if entry.text:
        component.add("DESCRIPTION", clean(entry.text))
    if entry.url:
        component.add("URL", vUri("".join(clean(entry.url).split())))
    return component


def _meeting(entry: Meeting) -> Component:
    component = Component()
    component.add("UID", clean(entry.uid))
    component.add("DTSTAMP", entry.stamp.astimezone(UTC))
    component.add("SEQUENCE", entry.sequence)
    component.add("DTSTART", entry.starts_at.astimezone(UTC))
    component.add("DTEND", entry.ends_at.astimezone(UTC))
    component.add("SUMMARY", one_line(entry.title))
    component.add("STATUS", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    if entry.place:
        component.add("LOCATION", one_line(entry.place))
    if entry.text:
        component.add("DESCRIPTION", clean(entry.text))
    if entry.url:
        component.add("URL", vUri("".join(clean(entry.url).split())))
    return component
