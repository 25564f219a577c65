"""The calendar bytes: what they say, that nothing breaks out of its property, and that real rules accept them."""

from dataclasses import replace
from datetime import UTC, datetime

import icalendar
import pytest

from events import ical
from events.ical import Entry, Person
from tests.events.itip import itip_complaints, lint

ORGANISER = Person("hallo@leerspoor.example.org", "Leerspoor")
ATTENDEE = Person("noor@example.org", "Noor van Dijk")
ENTRY = Entry(
    uid="0d2d7a3e-5f0d-4c37-9b5e-6a0f0f0a1b2c@localhost",
    sequence=3,
    stamp=datetime(2026, 9, 1, 8, tzinfo=UTC),
    starts_at=datetime(2026, 10, 8, 13, tzinfo=UTC),
    ends_at=datetime(2026, 10, 8, 15, tzinfo=UTC),
    title="Leeratelier Lindeveen",
    place="Buurthuis De Linde, Lindeveen",
    text="Je break-outs:\n- Ronde 1: Beginnen met het gesprek",
    url="http://localhost/mijn-aanmelding/abc/",
)
NASTY = 'Titel; met, "alles"\r\nEND:VEVENT\nBEGIN:VEVENT\rUID:ander\x00\x1b\u2028X-EVIL:1 \\n ' + "é😀" * 80


def invitation(**changes) -> bytes:
    return ical.invitation(replace(ENTRY, **changes), organiser=ORGANISER, attendee=ATTENDEE)


def event_in(content: bytes) -> icalendar.Event:
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return event


def test_invitation_is_exact():
    lines = invitation().replace(b"\r\n ", b"").decode().split("\r\n")
    head = ["BEGIN:VCALENDAR", "PRODID:-//Leerspoor//Agenda//NL", "VERSION:2.0", "CALSCALE:GREGORIAN", "METHOD:REQUEST"]
    assert lines[:5] == head
    assert lines[lines.index("BEGIN:VEVENT") :] == [
        "BEGIN:VEVENT",
        "UID:0d2d7a3e-5f0d-4c37-9b5e-6a0f0f0a1b2c@localhost",
        "DTSTAMP:20260901T080000Z",
        "SEQUENCE:3",
        "DTSTART;TZID=Europe/Amsterdam:20261008T150000",
        "DTEND;TZID=Europe/Amsterdam:20261008T170000",
        "SUMMARY:Leeratelier Lindeveen",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "LOCATION:Buurthuis De Linde\\, Lindeveen",
        "DESCRIPTION:Je break-outs:\\n- Ronde 1: Beginnen met het gesprek",
        "URL:http://localhost/mijn-aanmelding/abc/",
        "ORGANIZER;CN=Leerspoor:mailto:hallo@leerspoor.example.org",
        'ATTENDEE;CN="Noor van Dijk";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:noor@example.org',
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_calendar_has_no_alarm_and_no_random_part():
    assert b"VALARM" not in invitation()
    assert invitation() == invitation()


def test_timezone_is_two_rules():
    zone = icalendar.Calendar.from_ical(invitation()).walk("VTIMEZONE")[0]
    assert [(part.name, part["RRULE"].to_ical()) for part in zone.subcomponents] == [
        ("DAYLIGHT", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
        ("STANDARD", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
    ]


def between(begin: str, end: str) -> dict[str, datetime]:
    return {"starts_at": datetime.fromisoformat(begin), "ends_at": datetime.fromisoformat(end)}


METHODS = {
    "REQUEST": lambda entry: ical.invitation(entry, organiser=ORGANISER, attendee=ATTENDEE),
    "CANCEL": lambda entry: ical.cancellation(entry, organiser=ORGANISER, attendee=ATTENDEE),
    "PUBLISH": lambda entry: ical.feed([entry], organiser=ORGANISER, name="Agenda"),
}
ENTRIES = {
    "plain": {},
    "cancelled": {"cancelled": True},
    "bare": {"place": "", "text": "", "url": ""},
    "nasty": {"title": NASTY, "place": NASTY, "text": NASTY},
    "utc": {"timezone": "America/New_York"},
    # The clocks go back on 25 October 2026 at 3:00 and forward on 28 March 2027 at 2:00.
    "before winter time": between("2026-10-24T22:00Z", "2026-10-25T03:00Z"),
    "in the first 2:30": between("2026-10-25T00:30Z", "2026-10-25T04:00Z"),
    "in the second 2:30": between("2026-10-25T01:30Z", "2026-10-25T04:00Z"),
    "inside the repeated hour": between("2026-10-25T00:45Z", "2026-10-25T01:15Z"),
    "over summer time": between("2027-03-28T00:30Z", "2027-03-28T01:30Z"),
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("kind", ENTRIES)
def test_calendar_obeys_the_rules(method, kind):
    if (method, kind) == ("REQUEST", "cancelled"):
        return  # never sent: a meeting that is cancelled takes its entries away by CANCEL
    entry = replace(ENTRY, **ENTRIES[kind])
    content = METHODS[method](entry)
    assert lint(content) == []
    assert itip_complaints(content) == []
    event = event_in(content)
    assert event.decoded("DTSTART") == entry.starts_at
    assert event.decoded("DTEND") == entry.ends_at


def test_nothing_breaks_out_of_its_property():
    calendar = ical.invitation(
        replace(ENTRY, title=NASTY, place=NASTY, text=NASTY, url="http://localhost/\r\nATTACH:x"),
        organiser=ORGANISER,
        attendee=Person("noor@example.org", 'Noor"\r\nBEGIN:VALARM;X=1:"'),
    )
    event = event_in(calendar)
    assert str(event["UID"]) == ENTRY.uid
    assert [name for name, _value in event.property_items(recursive=False)].count("ATTENDEE") == 1
    assert not {"X-EVIL", "ATTACH"} & set(event)
    assert not icalendar.Calendar.from_ical(calendar).walk("VALARM")
    assert event["ATTENDEE"].params["CN"] == "Noor' BEGIN:VALARM;X=1:'"
    assert str(event["SUMMARY"]).startswith('Titel; met, "alles" END:VEVENT BEGIN:VEVENT UID:ander')
    assert str(event["SUMMARY"]).endswith("é😀")


def test_cancellation_says_so():
    event = event_in(METHODS["CANCEL"](ENTRY))
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 3)
    assert b"METHOD:CANCEL" in METHODS["CANCEL"](ENTRY)


def test_feed_names_nobody_and_keeps_what_is_cancelled():
    content = ical.feed([ENTRY, replace(ENTRY, uid="b@localhost", cancelled=True)], organiser=ORGANISER, name="Agenda")
    assert b"ATTENDEE" not in content
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H" in content
    assert [str(event["STATUS"]) for event in icalendar.Calendar.from_ical(content).walk("VEVENT")] == [
        "CONFIRMED",
        "CANCELLED",
    ]
    assert content.count(b"BEGIN:VTIMEZONE") == 1


def test_empty_feed_is_a_calendar():
    assert lint(ical.feed([], organiser=ORGANISER, name="Agenda")) == []


BROKEN = {
    "a request without a guest": (b"ATTENDEE", b"X-ATTENDEE"),
    "a request without an organiser": (b"ORGANIZER", b"X-ORGANIZER"),
    "a request without a title": (b"SUMMARY", b"X-SUMMARY"),
    "a request without a name": (b"\r\nUID", b"\r\nX-UID"),
    "a request without a stamp": (b"DTSTAMP", b"X-DTSTAMP"),
    "a publication with a guest": (b"METHOD:REQUEST", b"METHOD:PUBLISH"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_judge_refuses_what_is_broken(fault):
    """The judge itself: it must see what it is there to see."""
    content = invitation()
    broken = content.replace(*BROKEN[fault])
    assert broken != content
    assert itip_complaints(broken) != []


def test_lint_refuses_what_is_broken():
    content = METHODS["CANCEL"](ENTRY)
    assert lint(content.replace(b"\r\n", b"\n"))
    assert "a line of more than 75 octets" in lint(content.replace(b"SUMMARY:", b"SUMMARY:" + b"x" * 80))
    other_zone = content.replace(b"\r\nTZID:Europe/Amsterdam", b"\r\nTZID:Europe/Paris")
    assert "TZID Europe/Amsterdam without VTIMEZONE" in lint(other_zone)
    assert "CANCEL without STATUS:CANCELLED" in lint(content.replace(b"STATUS:CANCELLED", b"STATUS:CONFIRMED"))
    assert "end before start" in lint(content.replace(b"20261008T170000", b"20261008T120000"))
