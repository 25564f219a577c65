"""How full a meeting and its break-outs are, read under the meeting's lock: what `Seating` gives places by."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from django.db.models import Count, Max
from django.db.models.functions import Coalesce

from events.models import Breakout, Event, Place


class Pool(NamedTuple):
    """The seats of a meeting (`breakout` None) or of one break-out, by its key."""

    breakout: int | None
    capacity: int | None
    """None means no limit."""
    taken: int
    highest: int
    """The highest number of a seat that is taken; 0 without any."""
    waiting: int

    def has_room_for(self, people: int) -> bool:
        """Whether so many seats are free."""
        return self.capacity is None or self.taken + people <= self.capacity


Room = dict[Breakout | None, Pool]  # of the meeting itself (None, always first) and of break-outs


def room_in(event: Event, breakouts: Iterable[Breakout]) -> Room:
    """The meeting's own seats and those of these break-outs. One query."""
    known = {pool.breakout: pool for pool in pools_of(event)}
    room: Room = {None: Pool(None, event.capacity, 0, 0, 0)}
    room |= {breakout: Pool(breakout.pk, breakout.capacity, 0, 0, 0) for breakout in breakouts}
    return {key: known.get(pool.breakout, pool) for key, pool in room.items()}


def pools_of(event: Event) -> list[Pool]:
    """All pools of the meeting where somebody sits or waits, the meeting itself first. One query."""
    counts = Place.objects.filter(event=event).order_by().values_list("breakout", "breakout__capacity")
    counts = counts.annotate(taken=Count("seat_number"), highest=Coalesce(Max("seat_number"), 0))
    counts = counts.annotate(waiting=Count("queue_number"))
    pools = [Pool(pk, capacity if pk else event.capacity, *others) for pk, capacity, *others in counts]
    return sorted(pools, key=lambda pool: pool.breakout or 0)


def numbers_from(first: int, last: int | None) -> Iterator[int]:
    """The seat numbers from `first` up to and with `last`, or without end."""
    return iter(range(first, last + 1)) if last is not None else count(first)
