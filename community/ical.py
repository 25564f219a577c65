"""Calendars: values in, bytes out. What every calendar of ours shares, and the days of a plan.

RFC 5545. Meetings have their own, in `events.ical`.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, vText, vUri
from icalendar import Event as Component

PRODUCT = "-//Leerspoor//Agenda//NL"
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
