"""Answers that calendars send by mail (iTIP REPLY): who declined does not come.

Nothing of a message is kept. A message counts when the sender is the attendee it speaks of, that address is signed up
for the meeting of that UID, and, where `REPLIES_AUTHSERV` names our mail server, that server found the sender genuine.
What does not count is written to the log by its kind alone.
"""

import email.policy
import logging
import re
import uuid
from email.message import EmailMessage
from email.utils import getaddresses

import icalendar
from django.conf import settings

from community.addresses import ascii_address
from events import rules
from events.actions.change import cancel
from events.actions.refusal import Refused
from events.entries import event_uid
from events.models import Event, Registration

logger = logging.getLogger(__name__)
MOST_BYTES = 1_000_000


def take_in(raw: bytes) -> str:
    """Act on one mail; returns a word for what became of it: `declined`, `kept`, or why it was ignored."""
    word = _take_in(raw)
    logger.info("calendar reply: %s", word)
    return word


def _take_in(raw: bytes) -> str:
    if len(raw) > MOST_BYTES:
        return "too large"
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        sender, reply = _sender(message), _reply(message)
    except Exception:  # noqa: BLE001  whatever a stranger's mail does to a parser, the mails after it are read
        return "unreadable"
    if reply is None:
        return "no calendar reply"
    uid, attendee, answer = reply
    if not sender or sender != attendee or "\0" in sender:
        return "sender is not the attendee"
    if not _is_genuine(message, sender):
        return "sender is not proven"
    registration = _registration(uid, sender)
    if registration is None:
        return "unknown meeting or person"
    if answer != "DECLINED":
        return "kept"
    if registration.status == Registration.Status.CANCELLED:
        return "kept"
    if not rules.may_change(registration):
        return "too late"
    try:
        cancel(registration=registration, by_reply=True)
    except Refused:
        return "too late"
    return "declined"


def _sender(message: EmailMessage) -> str:
    found = [address for _name, address in getaddresses([str(message.get("From", ""))]) if address]
    return found[0].lower() if len(found) == 1 else ""


def _reply(message: EmailMessage) -> tuple[str, str, str] | None:
    """UID, address of the attendee and their PARTSTAT, from the one calendar part that is a REPLY."""
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            content = part.get_content()
            calendar = icalendar.Calendar.from_ical(content)
            if str(calendar.get("METHOD", "")).upper() != "REPLY":
                continue
            events = calendar.walk("VEVENT")
            attendee = events[0].get("ATTENDEE") if len(events) == 1 else None
            if attendee is None or isinstance(attendee, list):
                return None
            address = re.sub(r"(?i)^mailto:", "", str(attendee)).strip().lower()
            return str(events[0].get("UID", "")), address, str(attendee.params.get("PARTSTAT", "")).upper()
    return None


def _is_genuine(message: EmailMessage, sender: str) -> bool:
    """What our own mail server says of the sender (RFC 8601); only its header, the first, counts."""
    ours = settings.REPLIES_AUTHSERV
    if not ours:
        return True
    results = str((message.get_all("Authentication-Results") or [""])[0])
    # What stands between quotes or brackets is the sender's own text: it may spell out a verdict.
    server, *verdicts = re.sub(r'"(\\.|[^"\\])*"|\([^()]*\)', " ", results).split(";")
    if (server.split() or [""])[0].lower() != ours.lower():
        return False
    domain = re.escape(sender.rpartition("@")[2]) + r"(?![\w.-])"  # whole: not the beginning of a longer name
    proof = re.compile(
        rf"\s*(dmarc=pass\b.*\sheader\.from|dkim=pass\b.*\sheader\.d)={domain}", re.IGNORECASE | re.DOTALL
    )
    return any(proof.match(verdict) for verdict in verdicts)


def _registration(uid: str, sender: str) -> Registration | None:
    try:
        public_id = uuid.UUID(uid.partition("@")[0])
    except ValueError:
        return None
    event = Event.objects.filter(public_id=public_id).first()
    if event is None or event_uid(event) != uid:
        return None
    for registration in event.registrations.select_related("event").filter(email__icontains=sender.partition("@")[0]):
        if sender in (registration.email, ascii_address(registration.email).lower()):
            return registration
    return None
