"""The one writer of capacity: who sits where, and who waits.

Every change of places happens inside `seating(event)`: one transaction that locks the meeting's row first. A
break-out belongs to exactly one meeting, so this single lock covers all its limits and no order of locks can
deadlock. Nobody takes a seat directly: everybody joins the queue, and `fill()` gives free seats to the first who
fits. That is why a newcomer never overtakes. Unique constraints on seat numbers are the second wall.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from itertools import count, islice

from django.db import IntegrityError, OperationalError, transaction

from cms import clock, page_cache
from events import notifications
from events.actions.pools import Pool, Room, numbers_from, pools_of
from events.actions.refusal import busy, too_many
from events.models import Admission, Breakout, Event, LedgerEntry, Place, Registration, Topic
from events.notifications import webhooks
from events.working_hours import after_working_hours

logger = logging.getLogger(__name__)
Kind = LedgerEntry.Kind
# What other systems hear of first; anything else is a change.
TOPICS = {Kind.SIGNED_UP: Topic.SIGNED_UP, Kind.CANCELLED: Topic.CANCELLED, Kind.EXPIRED: Topic.CANCELLED}
ACTIVE = (Registration.Status.CONFIRMED, Registration.Status.UNCONFIRMED)


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
            if not seats.settled:
                seats.fill()
            seats.tell()
            page_cache.forget()
    except (OperationalError, IntegrityError) as error:
        logger.exception("seating of event %s failed", event.pk)
        raise busy() from error


def lock_event(pk: int) -> Event:
    """The meeting's row, locked until the transaction ends (PostgreSQL: FOR UPDATE; SQLite: BEGIN IMMEDIATE)."""
    return Event.objects.select_for_update(of=("self",)).select_related("admission").get(pk=pk)


class Seating:
    """The places of one locked meeting. Made by `seating()` only."""

    def __init__(self, event: Event):
        self.event = event
        self._moved_up: dict[int, LedgerEntry] = {}  # registration id → the last entry to tell of
        self._offered: list[tuple[Registration, LedgerEntry, datetime]] = []
        self._sent_back: list[Registration] = []
        self._left_alone: dict[int, LedgerEntry] = {}  # registration id → why their partner does not come
        self._told: set[int] = set()
        self._happened: dict[int, Topic] = {}  # registration id → what other systems hear of
        self._freed = False  # somebody let go of a place since the last round of filling
        self.settled = False
        """Set by a caller that has filled and changed nothing since: there is nothing left to give out."""

    # --- the ledger ---------------------------------------------------------------------------------------------
    def record(self, registration: Registration, kind: Kind, **details) -> LedgerEntry:
        """Append to the ledger; a kind that is also a status becomes the registration's status."""
        entry = self.note(registration, kind, **details)
        entry.save(force_insert=True)
        return entry

    def note(self, registration: Registration, kind: Kind, **details) -> LedgerEntry:
        """What `record` appends, not stored yet: for a caller that writes more at the same time."""
        status = {
            Kind.SIGNED_UP: Registration.Status.UNCONFIRMED,
            Kind.CONFIRMED: Registration.Status.CONFIRMED,
            Kind.CANCELLED: Registration.Status.CANCELLED,
            Kind.EXPIRED: Registration.Status.EXPIRED,
        }.get(kind)
        if kind in TOPICS:
            self._happened[registration.pk] = TOPICS[kind]
        elif kind != Kind.EVENT_CANCELLED:
            self._happened.setdefault(registration.pk, Topic.CHANGED)
        if status and registration.status != status:
            registration.status = status
            registration.save(update_fields=["status"])
        return LedgerEntry(registration=registration, kind=kind, **details)

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
        self._stand_in_line(registration, breakout).save(force_insert=True)
        self.event.save(update_fields=["last_queue_number"])
        self._queued(registration, breakout).save(force_insert=True)

    def _stand_in_line(self, registration: Registration, breakout: Breakout | None) -> Place:
        """The last place of a line, not stored yet, nor the number that the meeting gave out for it."""
        self.event.last_queue_number += 1
        return Place(
            event=self.event,
            registration=registration,
            round_id=breakout.round_id if breakout else None,
            breakout=breakout,
            queue_number=self.event.last_queue_number,
        )

    def _queued(self, registration: Registration, breakout: Breakout | None) -> LedgerEntry:
        reason = "together" if registration.partner_id else ""
        return LedgerEntry(registration=registration, kind=Kind.QUEUED, breakout=breakout, reason=reason)

    def admit(self, party: Mapping[Registration, LedgerEntry], room: Room) -> list[Place]:
        """Bring in people who have nothing here yet and come together, to each of the places that `room` tells of.

        They join the end of every line. Where that line was empty and all of them fit, they have their seats at once,
        as `fill` would give them. `party` holds what comes first in the ledger, from `note`. Returns their places, each
        with its `position`. Three queries, and those of `fill` where others stand in line before free seats.
        """
        places, queued, taken = [], [], []
        seated, some_wait_before = False, False
        for breakout, pool in room.items():
            fits = (seated or breakout is None) and pool.has_room_for(len(party))
            at_once = fits and not pool.waiting
            some_wait_before |= fits and not at_once
            numbers = self._free_in(pool, breakout) if at_once else None
            for position, registration in enumerate(party, pool.waiting + 1):
                place = self._stand_in_line(registration, breakout)
                queued.append(self._queued(registration, breakout))
                if numbers:
                    self._sit_down(place, next(numbers))
                    taken.append(LedgerEntry(registration=registration, kind=Kind.SEATED, breakout=breakout))
                place.position = 0 if numbers else position
                places.append(place)
            seated |= at_once
        self.event.save(update_fields=["last_queue_number"])
        Place.objects.bulk_create(places)
        LedgerEntry.objects.bulk_create([*party.values(), *queued, *taken])
        if not some_wait_before:
            return places
        self.fill(*party)
        return list(Place.objects.filter(registration__in=party).with_position().select_related("breakout__round"))

    def part(self, registration: Registration, entry: LedgerEntry) -> None:
        """End that somebody and their partner get places together: one of them goes (`entry`), the other goes on alone
        and hears so, once the free seats are given out."""
        if registration.partner_id:
            self._left_alone[registration.partner_id] = entry
            pair = (registration.pk, registration.partner_id)
            Registration.objects.filter(pk__in=pair).update(partner=None)
            registration.partner = None

    def release(self, places, *, reason: str = "", actor=None) -> None:
        """Let go of these places (a Place queryset or list), seats and waits alike."""
        for place in list(places):
            self.record(place.registration, Kind.LEFT, breakout=place.breakout, reason=reason, actor=actor)
            place.delete()
            self._freed = True

    def expire_holds(self) -> list[Registration]:
        """Release every place that was not confirmed, or accepted, in time; returns whose they were.

        Of a cancelled meeting nothing ends: nobody else gets the place, and no second mail is due.
        """
        if self.event.is_cancelled:
            return []
        now = clock.now()
        unconfirmed = self.event.registrations.filter(status=Registration.Status.UNCONFIRMED, confirm_before__lte=now)
        unanswered = Place.objects.filter(event=self.event, offered_until__lte=now)
        # Nearly always nobody: two plain questions for keys, asked as one, cost half of one that joins them.
        keys = unconfirmed.order_by().values_list("pk").union(unanswered.order_by().values_list("registration"))
        late = [pk for (pk,) in keys]
        expired = list(self.event.registrations.filter(pk__in=late)) if late else []
        for registration in expired:
            places = list(registration.places.select_related("breakout", "registration"))
            by_offer = any(place.is_offer and place.offered_until <= now for place in places)
            self.release(places, reason="offer_expired" if by_offer else "expired")
            entry = self.record(registration, Kind.EXPIRED)
            self.part(registration, entry)
            (notifications.offer_expired if by_offer else notifications.hold_expired)(registration, entry)
        return expired

    def seat(self, place: Place, number: int | None = None) -> bool:
        """Turn a waiting place into seat `number`, or the lowest that is free; gives up the seat held in the same round.

        Returns whether it worked.
        """
        number = number or self.free_seat(place.breakout)
        if number is None:
            return False
        if place.breakout:
            held = place.registration.places.seats().filter(round=place.round_id).exclude(pk=place.pk)
            self.release(held.select_related("breakout", "registration"), reason="swapped")
        self._sit_down(place, number)
        place.save(update_fields=["seat_number", "queue_number", "seat_limit"])
        return True

    def _sit_down(self, place: Place, number: int) -> None:
        place.seat_number, place.queue_number = number, None
        place.seat_limit = (place.breakout or self.event).capacity

    def offer(self, place: Place, number: int, until: datetime) -> None:
        """Keep a seat of the meeting for somebody who waits, until they say yes or the time is over.

        Saying yes confirms too, so who has not confirmed yet has as long for that.
        """
        place.seat_number, place.queue_number, place.offered_until = number, None, until
        place.seat_limit = self.event.capacity
        place.save(update_fields=["seat_number", "queue_number", "seat_limit", "offered_until"])
        registration = place.registration
        if registration.confirm_before and registration.confirm_before < until:
            registration.confirm_before = until
            registration.save(update_fields=["confirm_before"])
        entry = self.record(registration, Kind.OFFERED)
        self._offered.append((registration, entry, until))

    def free_seat(self, breakout: Breakout | None = None) -> int | None:
        """The lowest free seat number of the meeting or break-out; None when it is full."""
        return next(self._free_seats(breakout), None)

    def room_has_place_for(self, people: int) -> bool:
        """Whether so many can still come to the room of a meeting that is also online. Who waits counts too.

        A meeting in a room alone has no other limit than its own.
        """
        most = self.admission.room_capacity if self.event.mode == Event.Mode.HYBRID else None
        coming = self.event.registrations.filter(attends=Registration.Attends.ROOM, status__in=ACTIVE)
        return most is None or coming.count() + people <= most

    def _free_seats(self, breakout: Breakout | None) -> Iterator[int]:
        """The free seat numbers, lowest first, as they are now; one query."""
        taken = set(Place.objects.of(self.event, breakout).taken().values_list("seat_number", flat=True))
        return (number for number in numbers_from(1, (breakout or self.event).capacity) if number not in taken)

    def fill(self, *newcomers: Registration) -> None:
        """Give every free seat to the first in its queue who fits. Nothing moves once the meeting has begun.

        A break-out place fits whoever has a seat in the meeting itself; who has none is passed but keeps their
        number. Two who signed up together fit where two seats are free; until then they keep their numbers, and
        others pass. Where the organiser wants to ask first, a seat in the meeting is offered, but not to `newcomers`:
        they have just asked for it.
        """
        if self.event.is_cancelled or self.event.has_begun:
            return
        known = {registration.pk for registration in newcomers}
        self._freed = True
        while self._freed:  # a swap can free a seat somewhere else
            self._freed = False
            self._fill_once(known)

    def _fill_once(self, newcomers: set[int]) -> None:
        for pool in pools_of(self.event):
            if not pool.waiting or not pool.has_room_for(1):
                continue
            in_line = {place.registration_id: place for place in self._in_line(pool)}
            free: Iterator[int] | None = None
            numbers: list[int] = []
            while in_line:
                place = in_line.pop(next(iter(in_line)))
                party = [place, *filter(None, [in_line.pop(place.registration.partner_id, None)])]
                if free is None:
                    free = self._free_in(pool, place.breakout)
                numbers += islice(free, len(party) - len(numbers))
                if not numbers:
                    break
                if len(numbers) < len(party):
                    continue
                for one in party:
                    self._give(one, numbers.pop(0), newcomers)

    def _in_line(self, pool: Pool) -> Iterable[Place]:
        """Who waits for this pool and may have a seat of it, first in line first."""
        waiting = Place.objects.of(self.event, pool.breakout).waiting().select_related("registration", "breakout")
        if pool.breakout:
            waiting = waiting.filter(registration__in=Place.objects.of(self.event).seats().values("registration"))
        return waiting

    def _free_in(self, pool: Pool, breakout: Breakout | None) -> Iterator[int]:
        """The free seat numbers of a pool, lowest first; one query where there are gaps."""
        gaps = pool.taken < pool.highest
        return self._free_seats(breakout) if gaps else numbers_from(pool.highest + 1, pool.capacity)

    def _give(self, place: Place, number: int, newcomers: set[int]) -> None:
        if place.breakout is None and place.registration_id not in newcomers and self.admission.offers:
            hours = self.admission.offer_hours
            until = min(after_working_hours(clock.now(), hours, self.event.timezone), self.event.starts_at)
            return self.offer(place, number, until)
        self.seat(place, number)
        entry = self.record(place.registration, Kind.SEATED, breakout=place.breakout)
        self._moved_up[place.registration_id] = entry

    @cached_property
    def admission(self) -> Admission:
        """How people get into this meeting."""
        return Admission.read_with(self.event)

    def has_event_seat(self, registration: Registration) -> bool:
        """Whether this person has a seat in the meeting itself (rather than waiting for one)."""
        return registration.places.seats().filter(breakout=None).exists()

    def resize(self, breakout: Breakout | None, capacity: int | None, *, excess_waits: bool = False) -> None:
        """Set the capacity of the meeting (`breakout=None`) or a break-out; None means no limit.

        Seats above the new limit get a lower number. Where more seats are taken than would fit, the last who came
        go to the front of the queue (`excess_waits`), or `Refused` says who they are.
        """
        limited = breakout or self.event
        seats = list(Place.objects.of(self.event, breakout).taken().select_related("registration", "breakout"))
        seats.sort(key=lambda seat: seat.seat_number)
        if capacity is not None and len(seats) > capacity:
            last = sorted(seats, key=lambda seat: (seat.is_offer, seat.pk))[capacity:]
            if not excess_waits:
                raise too_many(len(seats), last)
            self._to_the_front(breakout, last)
            seats = [seat for seat in seats if seat not in last]
        limited.capacity = capacity
        limited.save(update_fields=["capacity"])
        free = count(1)
        taken = {seat.seat_number for seat in seats}
        for seat in seats:
            if capacity is not None and seat.seat_number > capacity:
                seat.seat_number = next(number for number in free if number not in taken)
            seat.seat_limit = capacity
            seat.save(update_fields=["seat_number", "seat_limit"])

    def _to_the_front(self, breakout: Breakout | None, places: list[Place]) -> None:
        """Let these seats wait, in their order, before everybody who waits already."""
        waiting = list(Place.objects.of(self.event, breakout).waiting().select_related("registration"))
        theirs = Place.objects.filter(registration__in=[place.registration_id for place in places])
        theirs = theirs.exclude(breakout=None).select_related("breakout", "registration")
        if breakout:  # a person waits for one break-out of a round at most
            self.release(theirs.waiting().filter(round=breakout.round_id), reason="capacity")
        else:  # nobody sits in a break-out without a seat in the meeting: those wait along
            for seat in theirs.seats():
                self.release([seat], reason="capacity")
                if not seat.registration.places.waiting().filter(round=seat.round_id).exists():
                    self.enqueue(seat.registration, seat.breakout)
        for place in places:
            self.record(place.registration, Kind.LEFT, breakout=breakout, reason="capacity")
        for place in [*places, *waiting]:
            self.event.last_queue_number += 1
            place.seat_number = place.seat_limit = place.offered_until = None
            place.queue_number = self.event.last_queue_number
            place.save(update_fields=["seat_number", "seat_limit", "offered_until", "queue_number"])
            self.record(place.registration, Kind.QUEUED, breakout=breakout, reason="capacity")
        self.event.save(update_fields=["last_queue_number"])
        self._sent_back += [place.registration for place in places]

    # --- telling ------------------------------------------------------------------------------------------------
    def tell(self) -> None:
        """One mail to everybody who moved up, unless the caller tells them, and to who goes on without their partner."""
        left = self._left_alone
        for pk, entry in self._moved_up.items():
            if pk not in self._told:
                notifications.moved_up(entry.registration, entry, left=left.pop(pk, None))
        for registration, entry, until in self._offered:
            notifications.seat_offered(registration, entry, until=until, left=left.pop(registration.pk, None))
        for registration in self.event.registrations.filter(pk__in=left, status__in=ACTIVE):
            notifications.partner_left(registration, left[registration.pk])
        for registration in self._sent_back:
            notifications.sent_back(registration, registration.ledger.last())
        webhooks.tell(self.event, Counter(self._happened.values()))
        self._happened.clear()
        self._moved_up.clear()
        self._offered.clear()
        self._sent_back.clear()
        self._left_alone.clear()
