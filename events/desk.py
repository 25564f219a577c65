"""How a meeting fills, in numbers: by day, per group, and the mails that did not arrive. Reads only."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils import timezone

from events.models import Event, LedgerEntry, Registration
from events.participants import not_reached
from events.programme import Programme

WIDTH, HEIGHT = 600, 160  # of the drawing, in its own units
MOST_DAYS = 400
UP, DOWN = (LedgerEntry.Kind.SIGNED_UP,), (LedgerEntry.Kind.CANCELLED, LedgerEntry.Kind.EXPIRED)


@dataclass(frozen=True)
class Day:
    """How many signed up and left on a day, and how many were signed up at its end."""

    on: date
    came: int
    left: int
    total: int


class Desk:
    """What the organiser's desk shows of one meeting; 7 queries."""

    def __init__(self, event: Event):
        self.event = event
        self.programme = Programme(event)

    @cached_property
    def days(self) -> list[Day]:
        """Every day from the first sign-up to the last news, also those on which nothing happened."""
        rows = LedgerEntry.objects.filter(registration__event=self.event, kind__in=(*UP, *DOWN))
        came, left = Counter(), Counter()
        for kind, at in rows.values_list("kind", "at"):
            (came if kind in UP else left)[timezone.localtime(at).date()] += 1
        known = sorted(came.keys() | left.keys())
        if not known:
            return []
        found, total, on = [], 0, max(known[0], known[-1] - timedelta(days=MOST_DAYS))
        while on <= known[-1]:
            total += came[on] - left[on]
            found.append(Day(on, came[on], left[on], total))
            on += timedelta(days=1)
        return found

    @property
    def news(self) -> list[Day]:
        """The days on which something happened, latest first."""
        return [day for day in reversed(self.days) if day.came or day.left]

    @property
    def line(self) -> str:
        """The totals as points of an SVG polyline of `WIDTH` by `HEIGHT`."""
        highest = max((day.total for day in self.days), default=0) or 1
        step = WIDTH / max(len(self.days) - 1, 1)
        return " ".join(
            f"{number * step:.1f},{HEIGHT - day.total / highest * HEIGHT:.1f}" for number, day in enumerate(self.days)
        )

    @cached_property
    def groups(self) -> list[dict]:
        """Every group that goes on: its share that is filled, and who waits."""
        return [
            {
                "title": offer.breakout.title,
                "round": part.title,
                "taken": offer.room.taken,
                "capacity": offer.room.capacity,
                "waiting": offer.room.waiting,
                "share": min(round(100 * offer.room.taken / offer.room.capacity), 100),
            }
            for part in self.programme.rounds
            for offer in part.offers
            if not offer.room.cancelled
        ]

    @cached_property
    def failed(self) -> list[Registration]:
        """The people to whom a mail about this meeting did not arrive."""
        return list(not_reached(self.event).order_by("name")[:50])
