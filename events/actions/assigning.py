"""Many places at once, by a plan: what `seating` does one by one, in a number of queries that does not grow."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import count

from django.utils.translation import gettext as _

from events.actions.refusal import Refused
from events.actions.seating import Kind, Seating
from events.models import LedgerEntry, Place

Plan = Mapping[int, Mapping[int, int | None]]
"""Registration id → round id → break-out id, or None for no place."""


def assign(seats: Seating, plan: Plan, *, actor=None) -> set[int]:
    """Give everybody in the plan exactly these break-outs, under the meeting's lock; tells nobody.

    A wait for another break-out stays. Raises `Refused` when a break-out has fewer seats than the plan gives out.
    Returns the ids of the registrations whose seats changed.
    """
    gone, came = _differences(seats, plan)
    entries = [
        LedgerEntry(
            registration_id=place.registration_id,
            kind=Kind.LEFT,
            breakout_id=place.breakout_id,
            reason="allocated",
            actor=actor,
        )
        for place in gone
    ]
    Place.objects.filter(pk__in=[place.pk for place in gone]).delete()
    places = _places(seats, came)
    entries += [
        LedgerEntry(
            registration_id=place.registration_id, kind=Kind.ALLOCATED, breakout_id=place.breakout_id, actor=actor
        )
        for place in places
    ]
    Place.objects.bulk_create(places)
    LedgerEntry.objects.bulk_create(entries)
    return {place.registration_id for place in (*gone, *places)}


def _differences(seats: Seating, plan: Plan) -> tuple[list[Place], list[tuple[int, int, int]]]:
    """The places to let go, and (registration, round, break-out) of those to make."""
    held, waits = {}, {}
    for place in Place.objects.filter(event=seats.event, breakout__isnull=False):
        if place.is_seat:
            held[place.registration_id, place.round_id] = place
        else:
            waits[place.registration_id, place.breakout_id] = place
    gone, came = [], []
    for person, rounds in plan.items():
        for round_id, wanted in rounds.items():
            place = held.get((person, round_id))
            if wanted == (place.breakout_id if place else None):
                continue
            if place:
                gone.append(place)
            if wanted:
                came.append((person, round_id, wanted))
                if wait := waits.get((person, wanted)):
                    gone.append(wait)
    return gone, came


def _places(seats: Seating, came: list[tuple[int, int, int]]) -> list[Place]:
    """The new places, each with the lowest free number of its break-out."""
    breakouts = {breakout.pk: breakout for breakout in seats.event.breakouts.all()}
    taken: dict[int, set[int]] = defaultdict(set)
    rows = Place.objects.filter(event=seats.event, breakout__isnull=False).seats()
    for breakout_id, number in rows.values_list("breakout", "seat_number"):
        taken[breakout_id].add(number)
    free = {pk: _free(taken[pk]) for pk in breakouts}
    places = []
    for person, round_id, wanted in came:
        breakout, number = breakouts[wanted], next(free[wanted])
        if number > breakout.capacity:
            raise Refused(_("“%(title)s” is vol.") % {"title": breakout.title})
        places.append(
            Place(
                event=seats.event,
                registration_id=person,
                round_id=round_id,
                breakout=breakout,
                seat_number=number,
                seat_limit=breakout.capacity,
            )
        )
    return places


def _free(taken: set[int]) -> Iterator[int]:
    return (number for number in count(1) if number not in taken)
