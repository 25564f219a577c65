"""Everybody at every table once: a proposal to look at, and giving those places out."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events import notifications
from events.actions.refusal import Refused
from events.actions.seating import Kind, seating
from events.models import Breakout, Event, Registration, Round
from events.rotation import Guest, meetings, rotation


@dataclass(frozen=True)
class Table:
    """A table in a round, and who sit there."""

    breakout: Breakout
    people: list[Registration]

    @property
    def is_mixed(self) -> bool:
        """Whether at least two fields of work sit here."""
        return len({person.sector_id for person in self.people}) > 1


@dataclass(frozen=True)
class Plan:
    """The tables of each round; how often two people meet at most, and how many pairs more than once."""

    rounds: list[tuple[Round, list[Table]]]
    most_together: int
    pairs_again: int

    @property
    def all_mixed(self) -> bool:
        return all(table.is_mixed for _round, tables in self.rounds for table in tables)

    @property
    def people(self) -> int:
        return sum(len(table.people) for table in self.rounds[0][1])


def propose(event: Event) -> Plan:
    """Who would sit where, the same each time for the same people; nothing is changed. Raises `Refused`."""
    rounds = [
        (round_, [each for each in round_.breakouts.all() if not each.is_cancelled])
        for round_ in event.rounds.prefetch_related("breakouts")
    ]
    sizes = {len(tables) for _round, tables in rounds}
    if len(sizes) != 1 or min(sizes) < 2:
        raise Refused(_("Elke ronde heeft evenveel tafels nodig, en ten minste twee. Pas het programma aan."))
    (number,) = sizes
    if len(rounds) > number:
        raise Refused(_("Er zijn meer rondes dan tafels: dan komt iemand twee keer aan dezelfde tafel."))
    seated = event.places.seats().filter(breakout=None).values("registration")
    people = {
        person.pk: person
        for person in event.registrations.filter(pk__in=seated).select_related("sector", "details").order_by("pk")
    }
    if len(people) < number:
        raise Refused(_("Er zijn nog te weinig mensen: er is er minstens één per tafel nodig."))
    guests = [Guest(pk, str(person.sector_id or ""), _experience(person)) for pk, person in people.items()]
    keys = rotation(guests, tables=number, rounds=len(rounds), seed=event.public_id.int & 0xFFFFFFFF)
    together = Counter(meetings(keys).values())
    planned = [
        (round_, [Table(table, [people[pk] for pk in sitting]) for table, sitting in zip(tables, given, strict=True)])
        for (round_, tables), given in zip(rounds, keys, strict=True)
    ]
    for _round, tables in planned:
        if full := next((table.breakout for table in tables if len(table.people) > table.breakout.capacity), None):
            raise Refused(_("Aan “%(title)s” passen te weinig mensen. Maak de tafel groter.") % {"title": full.title})
    return Plan(planned, max(together, default=0), sum(n for times, n in together.items() if times > 1))


def _experience(person: Registration) -> str:
    return person.details.experience if hasattr(person, "details") else ""


def give_tables(*, event: Event, actor) -> Plan:
    """Give everybody who has a seat their tables, in place of the break-outs they had; each hears so in one mail.

    Raises `Refused` when it does not fit, and once the meeting has begun.
    """
    with seating(event) as seats:
        if seats.event.is_cancelled or seats.event.has_begun:
            raise Refused(_("De bijeenkomst is al begonnen of gaat niet door."))
        plan = propose(seats.event)
        people = {person.pk: person for _round, tables in plan.rounds for table in tables for person in table.people}
        held = seats.event.places.filter(breakout__isnull=False, registration__in=people)
        seats.release(held.select_related("registration", "breakout"), reason="changed", actor=actor)
        entries = {}
        for _round, tables in plan.rounds:
            for table in tables:
                for person in table.people:
                    seats.leave_to_caller(person)
                    seats.enqueue(person, table.breakout)
                    place = person.places.select_related("breakout", "registration").get(breakout=table.breakout)
                    if not seats.seat(place):  # somebody who is not in the plan sits here
                        raise Refused(_("“%(title)s” is vol.") % {"title": table.breakout.title})
                    entries[person.pk] = seats.record(person, Kind.MOVED, breakout=table.breakout, actor=actor)
        told = [people[pk] for pk in entries]
        with notifications.together(told):
            for person in told:
                notifications.tables_given(person, entries[person.pk])
        log(instance=seats.event, action="events.move", user=actor, data={"rows": len(people)})
    return plan
