"""Judges of calendar bytes: the iTIP rules of libical, a lint of the bytes, and the match of mail and calendar."""

import ctypes
import ctypes.util
import os
import re
from email.message import EmailMessage
from email.utils import parseaddr

import icalendar
import pytest

COMPLAINT = re.compile(r"X-LIC-ERROR[^:]*:(.*)")


def libical() -> ctypes.CDLL:
    """Debian's libical3. Without it the test is skipped, and with CI=true it fails."""
    try:
        library = ctypes.CDLL("libical.so.3")
    except OSError:
        if os.environ.get("CI") == "true":
            pytest.fail("libical3 is missing: install the Debian package libical3")
        pytest.skip("libical3 is not installed here")
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    library.icalrestriction_check.argtypes = [ctypes.c_void_p]
    library.icalcomponent_as_ical_string.restype = ctypes.c_char_p
    library.icalcomponent_as_ical_string.argtypes = [ctypes.c_void_p]
    library.icalcomponent_free.argtypes = [ctypes.c_void_p]
    return library


def itip_complaints(content: bytes) -> list[str]:
    """What libical has against this VCALENDAR: its parser's errors and RFC 5546's rules for the method."""
    library = libical()
    component = library.icalparser_parse_string(content)
    if not component:
        return ["not a calendar at all"]
    try:
        valid = library.icalrestriction_check(component)
        seen = library.icalcomponent_as_ical_string(component).decode().replace("\r\n ", "")
        complaints = [complaint.strip() for complaint in COMPLAINT.findall(seen)]
        return complaints or ([] if valid else ["icalrestriction_check said no"])
    finally:
        library.icalcomponent_free(component)


def lint(content: bytes) -> list[str]:
    """What is wrong with the bytes themselves, which parsers forgive and calendars do not."""
    found = []
    if (
        not content.endswith(b"\r\n")
        or b"\n" in content.replace(b"\r\n", b"")
        or b"\r" in content.replace(b"\r\n", b"")
    ):
        found.append("lines do not end in CRLF")
    if any(len(line) > 75 for line in content.split(b"\r\n")):
        found.append("a line of more than 75 octets")
    text = content.replace(b"\r\n ", b"").decode()
    lines = text.split("\r\n")
    if lines.count("BEGIN:VCALENDAR") != 1 or lines[0] != "BEGIN:VCALENDAR":
        found.append("not exactly one VCALENDAR")
    method = next((line.partition(":")[2] for line in lines if line.startswith("METHOD:")), "")
    for zone in set(re.findall(r"^(?:DTSTART|DTEND)[^:]*;TZID=([^:;\r]+)", text, re.MULTILINE)):
        if f"TZID:{zone}" not in lines:
            found.append(f"TZID {zone} without VTIMEZONE")
    if "RDATE" in text:
        found.append("a VTIMEZONE with RDATE")
    calendar = icalendar.Calendar.from_ical(content)
    events = calendar.walk("VEVENT")
    for event in events:
        if event.decoded("DTEND") <= event.decoded("DTSTART"):
            found.append("end before start")
        if event.decoded("DTSTAMP").utcoffset().total_seconds() != 0:
            found.append("DTSTAMP is not UTC")
        if method == "CANCEL" and event.get("STATUS") != "CANCELLED":
            found.append("CANCEL without STATUS:CANCELLED")
        if method == "PUBLISH" and "ATTENDEE" in event:
            found.append("PUBLISH with ATTENDEE")
        for field in ("UID", "SEQUENCE", "DTSTAMP", "SUMMARY", "ORGANIZER"):
            if len([name for name, _value in event.property_items(recursive=False) if name == field]) != 1:
                found.append(f"not exactly one {field}")
    if method in ("REQUEST", "CANCEL") and len(events) != 1:
        found.append("not exactly one VEVENT in the mail")
    return found


def calendar_of(message: EmailMessage) -> bytes | None:
    """The bytes of the mail's `text/calendar` part; None without one."""
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert len(parts) <= 1
    return parts[0].get_payload(decode=True) if parts else None


def event_of(message: EmailMessage) -> icalendar.Event:
    """The one VEVENT in the mail."""
    return icalendar.Calendar.from_ical(calendar_of(message)).walk("VEVENT")[0]


def mime_complaints(message: EmailMessage) -> list[str]:
    """Where mail and calendar do not agree (RFC 6047)."""
    part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    event, found = event_of(message), []
    method = str(icalendar.Calendar.from_ical(calendar_of(message))["METHOD"])
    if part.get_param("method") != method:
        found.append(f"method parameter {part.get_param('method')} is not {method}")
    if (part.get_content_charset() or "").lower() != "utf-8":
        found.append("charset is not utf-8")
    if part.get_content_disposition() == "attachment":
        found.append("the calendar part is an attachment")
    if parseaddr(message["From"])[1] != str(event["ORGANIZER"]).removeprefix("mailto:"):
        found.append("From is not the organiser")
    if parseaddr(message["To"])[1] != str(event["ATTENDEE"]).removeprefix("mailto:"):
        found.append("To is not the attendee")
    copies = [part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == "application/ics"]
    if copies != [calendar_of(message)]:
        found.append("the file is not the same calendar")
    return found


def complaints(message: EmailMessage) -> list[str]:
    """Everything the three judges have against a mail with a calendar."""
    content = calendar_of(message)
    return [*itip_complaints(content), *lint(content), *mime_complaints(message)]
