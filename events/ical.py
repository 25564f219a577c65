"""Calendars: values in, bytes out. No database, no clock, no settings.

RFC 5545 (format), RFC 5546 (what a REQUEST, CANCEL and PUBLISH must carry), RFC 7986 (feeds). A participant gets
REQUEST and CANCEL, because calendars only follow and remove what came as an invitation; a feed is PUBLISH and
names nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, vCalAddress, vDuration, vText, vUri
from icalendar import Event as Component

from community.ical import clean, envelope, one_line, to_bytes

REFRESH = timedelta(hours=6)
AMSTERDAM = "Europe/Amsterdam"
# The classic form, one rule each way: clients trip over the long lists of dates that libraries generate.
AMSTERDAM_RULES = b"""BEGIN:VTIMEZONE\r
TZID:Europe/Amsterdam\r
BEGIN:DAYLIGHT\r
TZNAME:CEST\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
DTSTART:19700329T020000\r
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r
END:DAYLIGHT\r
BEGIN:STANDARD\r
TZNAME:CET\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
DTSTART:19701025T030000\r
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r
END:STANDARD\r
END:VTIMEZONE\r
"""


@dataclass(frozen=True)
class Person:
    """Who invites or is invited. An empty name is left out."""

    email: str
    name: str = ""


@dataclass(frozen=True)
class Entry:
    """What stands in the calendar. Moments are aware; `stamp` is when this version was made."""

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str = ""
    text: str = ""
    url: str = ""
    timezone: str = AMSTERDAM
    cancelled: bool = False


def uid(public_id, host: str) -> str:
    """The name of a meeting in every calendar, for ever; in mails, downloads and feeds alike."""
    return f"{public_id}@{host}"


def invitation(entry: Entry, *, organiser: Person, attendee: Person) -> bytes:
    """An invitation or its update for one participant (METHOD:REQUEST)."""
    return to_bytes(calendar("REQUEST", [event(entry, organiser, attendee)]))


def cancellation(entry: Entry, *, organiser: Person, attendee: Person) -> bytes:
    """Takes the entry out of one participant's calendar (METHOD:CANCEL)."""
    component = event(entry, organiser, attendee)
    component["STATUS"] = vText("CANCELLED")
    return to_bytes(calendar("CANCEL", [component]))


def feed(entries: Iterable[Entry], *, organiser: Person, name: str = "") -> bytes:
    """A public calendar (METHOD:PUBLISH), without participants; with a `name`, one to subscribe to."""
    published = calendar("PUBLISH", [event(entry, organiser) for entry in entries])
    if name:
        for field in ("NAME", "X-WR-CALNAME"):
            published.add(field, vText(one_line(name)))
        published.add("REFRESH-INTERVAL", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
        published.add("X-PUBLISHED-TTL", vText(vDuration(REFRESH).to_ical().decode()))
    return to_bytes(published)


def calendar(method: str, events: Iterable[Component]) -> Calendar:
    """The envelope, with the zone when an event stands in it."""
    made = envelope(method)
    events = list(events)
    if any("TZID" in component["DTSTART"].params for component in events):
        made.add_component(Timezone.from_ical(AMSTERDAM_RULES))
    for component in events:
        made.add_component(component)
    return made


def event(entry: Entry, organiser: Person, attendee: Person | None = None) -> Component:
    """One VEVENT, in Amsterdam's time or else in UTC, which every client knows.

    UTC for other zones, and for the hour that the clocks repeat in October, where a local time is two moments.
    """
    component = Component()
    component.add("UID", clean(entry.uid))
    component.add("DTSTAMP", entry.stamp.astimezone(UTC))
    component.add("SEQUENCE", entry.sequence)
    moments = (entry.starts_at, entry.ends_at)
    zone = ZoneInfo(AMSTERDAM) if entry.timezone == AMSTERDAM and not any(map(_is_repeated, moments)) else UTC
    component.add("DTSTART", entry.starts_at.astimezone(zone))
    component.add("DTEND", entry.ends_at.astimezone(zone))
    component.add("SUMMARY", one_line(entry.title))
    component.add("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED")
    component.add("TRANSP", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    if entry.place:
        component.add("LOCATION", one_line(entry.place))
    if entry.text:
        component.add("DESCRIPTION", clean(entry.text))
    if entry.url:
        component.add("URL", vUri("".join(clean(entry.url).split())))
    component.add("ORGANIZER", _address(organiser), encode=False)
    if attendee:
        address = _address(attendee)
        address.params |= {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
        component.add("ATTENDEE", address, encode=False)
    return component


def _is_repeated(moment: datetime) -> bool:
    local = moment.astimezone(ZoneInfo(AMSTERDAM))
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _address(person: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{one_line(person.email)}")
    if person.name:
        address.params["CN"] = one_line(person.name).replace('"', "'")
    return address
