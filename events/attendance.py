"""How long somebody was there, and what a ticket says. Reads only."""

import base64
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from cms import clock
from events.models import Attendance, Event, ProgrammeItem, Registration

CODE_LENGTH = 8


@dataclass(frozen=True)
class Hours:
    """When a meeting is on, without its breaks: net time is what registers give points for."""

    starts_at: datetime
    ends_at: datetime
    breaks: tuple[tuple[datetime, datetime], ...]

    @classmethod
    def of(cls, event: Event) -> "Hours":
        """One query."""
        breaks = event.programme_items.filter(kind=ProgrammeItem.Kind.BREAK).values_list("starts_at", "ends_at")
        return cls(event.starts_at, event.ends_at, tuple(breaks))

    @property
    def net(self) -> int:
        """Whole minutes of the meeting itself."""
        return self.between(self.starts_at, self.ends_at)

    def between(self, came_at: datetime, left_at: datetime) -> int:
        """Whole net minutes of a stay: what falls outside the meeting or in a break does not count."""
        begin, end = max(came_at, self.starts_at), min(left_at, self.ends_at)
        if end <= begin:
            return 0
        off = sum(max((min(end, to) - max(begin, since)).total_seconds(), 0) for since, to in self.breaks)
        return max(int(((end - begin).total_seconds() - off) // 60), 0)

    def minutes(self, attendance: Attendance) -> int:
        """How long this person was there: what the organiser said, or what the door saw. Until the end without an out."""
        if attendance.minutes_given is not None:
            return attendance.minutes_given
        if attendance.came_at is None:
            return 0
        left_at = attendance.left_at or min(clock.now(), self.ends_at)
        return attendance.minutes_before + self.between(attendance.came_at, left_at)


def expected(event: Event):
    """The registrations that may come in: confirmed, with a seat in the meeting, not one that is offered. By name."""
    seated = event.places.of(event).seats().values("registration")
    return event.registrations.filter(pk__in=seated, status=Registration.Status.CONFIRMED).order_by("name", "pk")


def ticket_code(registration: Registration) -> str:
    """The short code of a ticket, to type when a camera does not help: 40 bits, and only good at this one door."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), b"events.ticket:" + registration.public_id.bytes, "sha256")
    return base64.b32encode(digest)[:CODE_LENGTH].decode().translate(str.maketrans("IO", "98"))


def plain_code(typed: str) -> str:
    """What somebody typed, as codes are stored: without spaces and hyphens, in capitals; I and O read as 9 and 8."""
    return "".join(typed.split()).replace("-", "").upper().translate(str.maketrans("IO", "98"))


def with_code(registrations: Iterable[Registration], typed: str) -> Registration | None:
    """Whose short code this is, among these people."""
    wanted = plain_code(typed)
    if len(wanted) != CODE_LENGTH or not wanted.isascii():
        return None
    return next((one for one in registrations if hmac.compare_digest(ticket_code(one), wanted)), None)
