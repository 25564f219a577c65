"""The invariants of signing up and enrolling, recounted on live data by other means than the code that keeps them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, F

from cms import clock
from events.models import Admission, Cohort, Enrolment, Event, LedgerEntry, Place, Registration

SWEEP_GRACE = timedelta(minutes=5)  # an overdue hold takes its seat until the sweep, which runs every minute
_STATUS_OF = {
    LedgerEntry.Kind.SIGNED_UP: Registration.Status.UNCONFIRMED,
    LedgerEntry.Kind.CONFIRMED: Registration.Status.CONFIRMED,
    LedgerEntry.Kind.CANCELLED: Registration.Status.CANCELLED,
    LedgerEntry.Kind.EXPIRED: Registration.Status.EXPIRED,
}


def violations() -> Iterator[str]:
    """One line per violated invariant over all meetings and trainings; nothing when all is well. Changes nothing.

    Each meeting is read under its lock, so that a sign-up in between is no false alarm.
    """
    for pk in Event.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            found = list(_event_violations(Event.objects.select_for_update().get(pk=pk)))
        yield from found
    yield from _training_violations()


def _training_violations() -> Iterator[str]:
    overdue = Enrolment.objects.filter(confirm_before__lt=clock.now() - SWEEP_GRACE).order_by("pk")
    for programme_id, pk in overdue.values_list("programme", "pk"):
        yield f"training {programme_id}: enrolment {pk} was not confirmed in time"
    cohorts = Cohort.objects.annotate(inside=Count("enrolments")).filter(inside__gt=F("capacity")).order_by("pk")
    for cohort in cohorts:
        yield f"training {cohort.programme_id}: {cohort.inside} people in cohort {cohort.pk} of {cohort.capacity}"


def _event_violations(event: Event) -> Iterator[str]:
    places = list(Place.objects.filter(event=event).select_related("registration", "breakout"))
    pools: dict[int | None, list[Place]] = defaultdict(list)
    for place in places:
        pools[place.breakout_id].append(place)
        if place.registration.event_id != event.pk or (place.breakout and place.breakout.event_id != event.pk):
            yield f"event {event.pk}: place {place.pk} belongs to another meeting"
        if not place.registration.is_active:
            yield f"event {event.pk}: place {place.pk} of a registration that is {place.registration.status}"
        if place.is_offer and place.offered_until > event.starts_at:
            yield f"event {event.pk}: place {place.pk} is offered past the start"
        if place.breakout and place.breakout.is_cancelled:
            yield f"event {event.pk}: place {place.pk} in cancelled break-out {place.breakout_id}"
    seated = {place.registration_id for place in pools[None] if place.is_seat}
    for breakout_id, pool in pools.items():
        yield from _pool_violations(event, breakout_id, pool, seated)
    yield from _round_violations(event, places, seated)
    yield from _pair_violations(event)
    yield from _status_violations(event)
    yield from _ledger_violations(event, pools)


def _pool_violations(event: Event, breakout_id: int | None, pool: list[Place], seated: set[int]) -> Iterator[str]:
    name = f"event {event.pk}" + (f", break-out {breakout_id}" if breakout_id else "")
    capacity = pool[0].breakout.capacity if breakout_id else event.capacity
    seats = [place for place in pool if place.seat_number is not None]
    waiting = sorted(_waiting(pool), key=lambda place: place.queue_number)
    for number, times in Counter(place.seat_number for place in seats).items():
        if times > 1:
            yield f"{name}: seat {number} given {times} times"
    for registration_id, times in Counter(place.registration_id for place in pool).items():
        if times > 1:
            yield f"{name}: registration {registration_id} has {times} places"
    if capacity is not None and len(seats) > capacity:
        yield f"{name}: {len(seats)} seats taken of {capacity}"
    if len({place.queue_number for place in waiting}) < len(waiting):
        yield f"{name}: a queue number given twice"
    if any(place.queue_number > event.last_queue_number for place in waiting):
        yield f"{name}: a queue number that was never given out"
    if event.is_cancelled or event.has_begun:
        return
    taken = [place for place in seats if not _is_overdue(place)]
    fitting = {
        place.registration_id: place for place in waiting if breakout_id is None or place.registration_id in seated
    }
    for place in fitting.values():
        needed = 2 if place.registration.partner_id in fitting else 1
        if capacity is None or len(taken) + needed <= capacity:
            yield f"{name}: registration {place.registration_id} waits while a seat is free"
            return


def _waiting(pool: list[Place]) -> list[Place]:
    return [place for place in pool if place.queue_number is not None]


def _is_overdue(place: Place) -> bool:
    ends = [moment for moment in (place.registration.confirm_before, place.offered_until) if moment]
    return any(moment + SWEEP_GRACE < clock.now() for moment in ends)


def _pair_violations(event: Event) -> Iterator[str]:
    people = {registration.pk: registration for registration in event.registrations.exclude(partner=None)}
    for registration in people.values():
        partner = people.get(registration.partner_id)
        if partner is None or partner.partner_id != registration.pk:
            yield f"event {event.pk}: registration {registration.pk} has a partner who does not have them"
        elif not (registration.is_active and partner.is_active):
            yield f"event {event.pk}: registration {registration.pk} is still paired though one of them left"
    most = Admission.of(event).room_capacity if event.mode == Event.Mode.HYBRID else None
    in_room = sum(1 for one in event.registrations.filter(attends=Registration.Attends.ROOM) if one.is_active)
    if most is not None and in_room > most:
        yield f"event {event.pk}: {in_room} people come to a room for {most}"


def _round_violations(event: Event, places: list[Place], seated: set[int]) -> Iterator[str]:
    in_round = Counter((place.registration_id, place.round_id) for place in places if place.is_seat and place.round_id)
    for (registration_id, round_id), times in in_round.items():
        if times > 1:
            yield f"event {event.pk}: registration {registration_id} in {times} break-outs of round {round_id}"
        if registration_id not in seated:
            yield f"event {event.pk}: registration {registration_id} in round {round_id} without a seat in the meeting"


def _status_violations(event: Event) -> Iterator[str]:
    latest: dict[int, str] = {}
    entries = LedgerEntry.objects.filter(registration__event=event, kind__in=_STATUS_OF).order_by("pk")
    for registration_id, kind in entries.values_list("registration_id", "kind"):
        latest[registration_id] = _STATUS_OF[LedgerEntry.Kind(kind)]
    with_place = set(Place.objects.filter(event=event, breakout=None).values_list("registration_id", flat=True))
    for registration in event.registrations.all():
        if latest.get(registration.pk) != registration.status:
            yield f"event {event.pk}: registration {registration.pk} is {registration.status}, its ledger says otherwise"
        if registration.is_active and registration.pk not in with_place:
            yield f"event {event.pk}: registration {registration.pk} is {registration.status} without a place"


def _ledger_violations(event: Event, pools: dict[int | None, list[Place]]) -> Iterator[str]:
    """Replay the ledger: nobody was seated past somebody ahead who fitted, and it ends where the places are now."""
    kinds = LedgerEntry.Kind
    queues: dict[int | None, dict[int, None]] = defaultdict(dict)  # registration ids in order of arrival
    seated: dict[int | None, set[int]] = defaultdict(set)
    offered: set[int] = set()
    in_pairs: set[int] = set()  # may be passed while one seat is free; the recount above sees to two
    entries = LedgerEntry.objects.filter(registration__event=event).order_by("pk")
    for pk, registration_id, kind, pool, reason in entries.values_list(
        "pk", "registration", "kind", "breakout", "reason"
    ):
        if kind == kinds.QUEUED:
            queues[pool].pop(registration_id, None)  # once more: sent back to the end of a line that moved along
            queues[pool][registration_id] = None
            if reason == "together":
                in_pairs.add(registration_id)
        elif kind in (kinds.SEATED, kinds.MOVED, kinds.ALLOCATED, kinds.OFFERED):
            ahead = (
                list(queues[pool])[: list(queues[pool]).index(registration_id)]
                if registration_id in queues[pool]
                else []
            )
            passed = [other for other in ahead if other not in in_pairs and (pool is None or other in seated[None])]
            if kind in (kinds.SEATED, kinds.OFFERED) and passed:
                yield f"event {event.pk}: ledger entry {pk} seats registration {registration_id} before {passed[0]}"
            queues[pool].pop(registration_id, None)
            (offered if kind == kinds.OFFERED else seated[pool]).add(registration_id)
            if kind == kinds.SEATED and pool is None:
                offered.discard(registration_id)
        elif kind == kinds.LEFT:
            if pool is None:
                offered.discard(registration_id)
            queues[pool].pop(registration_id, None)
            seated[pool].discard(registration_id)
    for pool in {*pools, *queues, *seated}:
        waiting = sorted(_waiting(pools[pool]), key=lambda place: place.queue_number)
        name = f"event {event.pk}" + (f", break-out {pool}" if pool else "")
        if [place.registration_id for place in waiting] != list(queues[pool]):
            yield f"{name}: the queue is not the one the ledger tells of"
        if {place.registration_id for place in pools[pool] if place.is_seat} != seated[pool]:
            yield f"{name}: the seats are not those the ledger tells of"
    if {place.registration_id for place in pools[None] if place.is_offer} != offered:
        yield f"event {event.pk}: the offers are not those the ledger tells of"
