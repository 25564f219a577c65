"""The one writer of capacity: who sits where, and who waits.

Every change of places happens inside `seating(event)`: one transaction that locks the meeting's row first. A
break-out belongs to exactly one meeting, so this single lock covers all its limits and no order of locks can
deadlock. Nobody takes a seat directly: everybody joins the queue, and `fill()` gives free seats to the first who
fits. That is why a newcomer never overtakes. Unique constraints on seat numbers are the second wall.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from cms import clock, page_cache
from events import notifications
from events.actions.refusal import Refused, busy
from events.models import Breakout, Event, LedgerEntry, Place, Registration

logger = logging.getLogger(__name__)
Kind = LedgerEntry.Kind


@contextmanager
def seating(event: Event) -> Iterator["Seating"]:
    """One transaction under the lock of `event`; on leaving, free seats are given out and the people told.

    Overdue holds are released before the block runs. Raises `Refused` when the lock cannot be had in time.
    """
    try:
        with transaction.atomic(durable=True):
            seats = Seating(lock_event(event.pk))
            if seats.expire_holds():
                seats.fill()
            yield seats
            seats.fill()
            seats.tell()
            page_cache.forget()
    except (OperationalError, IntegrityError) as error:
        logger.exception("seating of event %s failed", event.pk)
        raise busy() from error


def lock_event(pk: int) -> Event:
    """The meeting's row, locked until the transaction ends (PostgreSQL: FOR UPDATE; SQLite: BEGIN IMMEDIATE)."""
    return Event.objects.select_for_update().get(pk=pk)


class Seating:
    """The places of one locked meeting. Made by `seating()` only."""

    def __init__(self, event: Event):
        self.event = event
        self._moved_up: dict[int, LedgerEntry] = {}  # registration id → the last entry to tell of
        self._told: set[int] = set()

    # --- the ledger ---------------------------------------------------------------------------------------------
    def record(self, registration: Registration, kind: Kind, **details) -> LedgerEntry:
        """Append to the ledger; a kind that is also a status becomes the registration's status."""
        status = {
            Kind.SIGNED_UP: Registration.Status.UNCONFIRMED,
            Kind.CONFIRMED: Registration.Status.CONFIRMED,
            Kind.CANCELLED: Registration.Status.CANCELLED,
            Kind.EXPIRED: Registration.Status.EXPIRED,
        }.get(kind)
        if status and registration.status != status:
            registration.status = status
            registration.save(update_fields=["status"])
        return LedgerEntry.objects.create(registration=registration, kind=kind, **details)

    def leave_to_caller(self, registration: Registration) -> None:
        """The caller's own mail tells this person everything; no second mail about the same change."""
        self._told.add(registration.pk)

    # --- places -------------------------------------------------------------------------------------------------
    def enqueue(self, registration: Registration, breakout: Breakout | None = None) -> None:
        """Join the end of a queue (replacing another wait in the same round); harmless when already there."""
        mine = registration.places.of(self.event, breakout)
        if mine.exists():
            return
        if breakout:
            other = registration.places.waiting().filter(round=breakout.round_id)
            self.release(other.select_related("breakout", "registration"), reason="changed")
        self.event.last_queue_number += 1
        self.event.save(update_fields=["last_queue_number"])
        Place.objects.create(
            event=self.event,
            registration=registration,
            breakout=breakout,
            round_id=breakout.round_id if breakout else None,
            queue_number=self.event.last_queue_number,
        )
        self.record(registration, Kind.QUEUED, breakout=breakout)

    def release(self, places, *, reason: str = "", actor=None) -> None:
        """Let go of these places (a Place queryset or list), seats and waits alike."""
        for place in list(places):
            self.record(place.registration, Kind.LEFT, breakout=place.breakout, reason=reason, actor=actor)
            place.delete()

    def expire_holds(self) -> list[Registration]:
        """Release every place that was not confirmed in time; returns whose they were."""
        overdue = self.event.registrations.filter(
            status=Registration.Status.UNCONFIRMED, confirm_before__lte=clock.now()
        )
        expired = list(overdue)
        for registration in expired:
            self.release(registration.places.select_related("breakout", "registration"), reason="expired")
            notifications.hold_expired(registration, self.record(registration, Kind.EXPIRED))
        return expired

    def seat(self, place: Place) -> bool:
        """Turn a waiting place into a seat if one is free; gives up the seat held in the same round.

        Returns whether it worked.
        """
        number = self.free_seat(place.breakout)
        if number is None:
            return False
        if place.breakout:
            held = place.registration.places.seats().filter(round=place.round_id).exclude(pk=place.pk)
            self.release(held.select_related("breakout", "registration"), reason="swapped")
        place.seat_number, place.queue_number = number, None
        place.seat_limit = (place.breakout or self.event).capacity
        place.save(update_fields=["seat_number", "queue_number", "seat_limit"])
        return True

    def free_seat(self, breakout: Breakout | None = None) -> int | None:
        """The lowest free seat number of the meeting or break-out; None when it is full."""
        capacity = (breakout or self.event).capacity
        taken = set(Place.objects.of(self.event, breakout).seats().values_list("seat_number", flat=True))
        number = next(number for number in count(1) if number not in taken)
        return number if capacity is None or number <= capacity else None

    def fill(self) -> None:
        """Give every free seat to the first in its queue who fits. Nothing moves once the meeting has begun.

        A break-out place fits whoever has a seat in the meeting itself; who has none is passed but keeps their
        number.
        """
        if self.event.is_cancelled or self.event.has_begun:
            return
        while self._fill_once():
            pass  # a swap can free a seat somewhere else

    def _fill_once(self) -> bool:
        changed = False
        for breakout in self._pools_with_room():
            waiting = Place.objects.of(self.event, breakout).waiting().select_related("registration", "breakout")
            if breakout:
                waiting = waiting.filter(registration__in=Place.objects.of(self.event).seats().values("registration"))
            for place in waiting:
                if not self.seat(place):
                    break
                entry = self.record(place.registration, Kind.SEATED, breakout=breakout)
                self._moved_up[place.registration_id] = entry
                changed = True
        return changed

    def _pools_with_room(self) -> list[Breakout | None]:
        """Where somebody waits while a seat is free: the meeting itself (None) first, then break-outs."""
        counts = Place.objects.filter(event=self.event).order_by("breakout").values("breakout")
        counts = counts.annotate(taken=Count("seat_number"), waiting=Count("queue_number")).filter(waiting__gt=0)
        taken = {row["breakout"]: row["taken"] for row in counts}
        breakouts = self.event.breakouts.filter(pk__in=[pk for pk in taken if pk]).order_by("pk")
        pools = [(None, self.event.capacity), *((breakout, breakout.capacity) for breakout in breakouts)]
        return [
            breakout
            for breakout, capacity in pools
            if (pk := breakout.pk if breakout else None) in taken and (capacity is None or taken[pk] < capacity)
        ]

    def has_event_seat(self, registration: Registration) -> bool:
        """Whether this person has a seat in the meeting itself (rather than waiting for one)."""
        return registration.places.seats().filter(breakout=None).exists()

    def resize(self, breakout: Breakout | None, capacity: int | None) -> None:
        """Set the capacity of the meeting (`breakout=None`) or a break-out; None means no limit.

        Seats above the new limit get a lower number. Raises `Refused` when more seats are taken than would fit.
        """
        limited = breakout or self.event
        seats = list(Place.objects.of(self.event, breakout).seats().order_by("seat_number"))
        if capacity is not None and len(seats) > capacity:
            raise Refused(
                _("Er zijn al %(taken)s plaatsen bezet. Verplaats eerst mensen.") % {"taken": len(seats)},
                field="capacity",
            )
        limited.capacity = capacity
        limited.save(update_fields=["capacity"])
        free = count(1)
        taken = {seat.seat_number for seat in seats}
        for seat in seats:
            if capacity is not None and seat.seat_number > capacity:
                seat.seat_number = next(number for number in free if number not in taken)
            seat.seat_limit = capacity
            seat.save(update_fields=["seat_number", "seat_limit"])

    # --- telling ------------------------------------------------------------------------------------------------
    def tell(self) -> None:
        """One mail to everybody who moved up, unless the caller tells them."""
        for entry in self._moved_up.values():
            if entry.registration_id not in self._told:
                notifications.moved_up(entry.registration, entry)
        self._moved_up.clear()
