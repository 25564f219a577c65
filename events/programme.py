"""What a meeting offers and how much room is left, as people see it. Reads only; a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from django.db.models import Count
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from events.models import Breakout, Event, Place, ProgrammeItem, Registration, Round

FEW = 3  # from so many free seats downward we say how many are left


@dataclass(frozen=True)
class Room:
    """How full a meeting or break-out is: seats `taken`, its `capacity` (None: no limit), and who wait."""

    taken: int
    waiting: int
    capacity: int | None
    cancelled: bool = False

    @property
    def free(self) -> int | None:
        """Free seats; None without a limit."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    @property
    def status(self) -> str:
        """One of `cancelled`, `full`, `few`, `free`: the name of a label."""
        if self.cancelled:
            return "cancelled"
        if self.free == 0:
            return "full"
        return "few" if self.free is not None and self.free <= FEW else "free"

    def fits(self, people: int) -> bool:
        """Whether so many who come together can have a seat now."""
        return self.free is None or self.free >= people

    @property
    def next_position(self) -> int:
        """The place in the queue of whoever joins now."""
        return self.waiting + 1


@dataclass(frozen=True)
class Offer:
    """A break-out with its room, and the place of the person who looks, if any."""

    breakout: Breakout
    programme: "Programme" = field(repr=False)
    mine: Place | None = None

    @property
    def room(self) -> Room:
        """How full it is. A form that only checks what was picked never asks."""
        return self.programme.room_of(self.breakout)


@dataclass(frozen=True)
class Part:
    """A stop of the programme: a part for everybody, or a round with its offers."""

    starts_at: datetime
    ends_at: datetime
    title: str
    item: ProgrammeItem | None = None
    round: Round | None = None
    offers: list[Offer] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """`plenary`, `break` or `round`."""
        return self.item.kind if self.item else "round"

    @property
    def going_on(self) -> list[Offer]:
        """The break-outs of a round that were not called off."""
        return [offer for offer in self.offers if not offer.breakout.is_cancelled]

    @property
    def seat(self) -> Offer | None:
        """Where the person sits in this round."""
        return next((offer for offer in self.offers if offer.mine and offer.mine.is_seat), None)

    @property
    def wait(self) -> Offer | None:
        """What the person waits for in this round."""
        return next((offer for offer in self.offers if offer.mine and not offer.mine.is_seat), None)


class Programme:
    """The parts of one meeting in order of time (4 queries), seen by nobody in particular or by a participant (+1)."""

    def __init__(self, event: Event, registration: Registration | None = None):
        self.event = event
        self.registration = registration

    @cached_property
    def parts(self) -> list[Part]:
        items = [Part(item.starts_at, item.ends_at, item.title, item=item) for item in self.event.programme_items.all()]
        return sorted(chain(items, self.rounds), key=lambda part: (part.starts_at, part.ends_at))

    @cached_property
    def rounds(self) -> list[Part]:
        """The rounds only, each with its break-outs."""
        offers: dict[int, list[Offer]] = {}
        for breakout in self.event.breakouts.select_related("audience").order_by("sort_order", "pk"):
            offers.setdefault(breakout.round_id, []).append(Offer(breakout, self, self._mine.get(breakout.pk)))
        return [
            Part(round_.starts_at, round_.ends_at, round_.title, round=round_, offers=offers.get(round_.pk, []))
            for round_ in self.event.rounds.all()
        ]

    @property
    def to_choose(self) -> list[Part]:
        """The rounds in which there is still something to choose."""
        return [part for part in self.rounds if part.going_on]

    @property
    def waiting_for_breakouts(self) -> int:
        """How many waits there are in the queues of the break-outs; somebody may wait in more rounds than one."""
        return sum(offer.room.waiting for part in self.rounds for offer in part.going_on)

    @property
    def to_watch(self) -> list[str]:
        """In words, per round: where somebody who comes would sit nowhere. Empty once the meeting has begun."""
        if self.event.is_cancelled or self.event.has_begun:
            return []
        return [words for part in self.rounds if (words := self._lacks(part))]

    def _lacks(self, part: Part) -> str:
        told = {"round": part.title, "places": self.event.capacity}
        if not part.going_on:
            return _("In “%(round)s” zijn nog geen break-outs: daar valt niets te kiezen.") % told
        if not any(offer.room.fits(1) for offer in part.going_on) and self.room.fits(1):
            return _("In “%(round)s” is alles vol: wie zich nu aanmeldt, heeft in die ronde geen plek.") % told
        seats = sum(offer.breakout.capacity for offer in part.going_on)
        if self.event.capacity is None or seats >= self.event.capacity:
            return ""
        text = _("In “%(round)s” is plaats voor %(seats)s van de %(places)s mensen die kunnen komen.")
        return text % (told | {"seats": seats})

    @property
    def has_chosen(self) -> bool:
        """Whether the person sits or waits in any of the rounds."""
        return any(part.seat or part.wait for part in self.rounds)

    @cached_property
    def room(self) -> Room:
        """The room in the meeting itself."""
        return self._room(None, self.event.capacity, self.event.is_cancelled)

    def room_of(self, breakout: Breakout) -> Room:
        """The room in one of its break-outs."""
        return self._room(breakout.pk, breakout.capacity, breakout.is_cancelled)

    @property
    def mine(self) -> Place | None:
        """The person's place in the meeting itself, with `position` when waiting."""
        return self._mine.get(None)

    @cached_property
    def _mine(self) -> dict[int | None, Place]:
        if self.registration is None:
            return {}
        return {place.breakout_id: place for place in self.registration.places.with_position()}

    @cached_property
    def _counts(self) -> Counter:
        return count_places([self.event])[self.event.pk]

    def _room(self, breakout_id: int | None, capacity: int | None, cancelled: bool) -> Room:
        taken, waiting = self._counts[breakout_id, True], self._counts[breakout_id, False]
        return Room(taken=taken, waiting=waiting, capacity=capacity, cancelled=cancelled)


def count_places(events: Iterable[Event]) -> dict[int, Counter]:
    """Per event id a Counter of (break-out id or None, is it a seat): number of places. One query."""
    counts: dict[int, Counter] = {event.pk: Counter() for event in events}
    rows = Place.objects.filter(event__in=list(counts)).order_by().values_list("event", "breakout")
    for event_id, breakout_id, taken, waiting in rows.annotate(Count("seat_number"), Count("queue_number")):
        counts[event_id][breakout_id, True] = taken
        counts[event_id][breakout_id, False] = waiting
    return counts


def waiting_in(events: list[Event]) -> dict[int, int]:
    """How many people wait in each meeting, for the meeting itself or for a break-out; by event id. One query."""
    waiting = Place.objects.filter(event__in=events).waiting().order_by().values("event")
    return dict(waiting.annotate(people=Count("registration", distinct=True)).values_list("event", "people"))


def rooms_of(events: list[Event]) -> dict[int, Room]:
    """The room in each meeting itself, by event id. One query."""
    counts = count_places(events)
    return {
        event.pk: Room(counts[event.pk][None, True], counts[event.pk][None, False], event.capacity, event.is_cancelled)
        for event in events
    }
