"""A proposal as its organiser sees it: how good it is, who sits where, and what does not fit. Reads only."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from cms.facets import page_at
from events.allocation.outcome import Result
from events.models import Allocation, Breakout, Registration
from events.preferences import Plan, Wishes, moved, plan_of

PER_PAGE = 12  # break-outs


@dataclass(frozen=True)
class Seat:
    """One person in a column: `rank` of this break-out among their wishes (0: not wished for)."""

    registration: Registration
    rank: int
    by_hand: bool
    came: bool


@dataclass(frozen=True)
class Column:
    """A break-out with the people the proposal puts there; without a break-out: who has no place."""

    breakout: Breakout | None
    seats: list[Seat]

    @property
    def free(self) -> int:
        return max(self.breakout.capacity - len(self.seats), 0) if self.breakout else 0

    @property
    def too_few(self) -> bool:
        return bool(self.breakout and 0 < len(self.seats) < self.breakout.minimum)


class Board:
    """A proposal against the wishes as they are now. Twelve queries at most, however many people."""

    def __init__(self, wishes: Wishes, allocation: Allocation, round_id: str | None = None, page: str | None = None):
        self.wishes, self.allocation, self.asked_page = wishes, allocation, page
        rounds = wishes.rounds
        self.round = next((one for one in rounds if str(one.pk) == round_id), rounds[0] if rounds else None)

    @cached_property
    def plan(self) -> Plan:
        """The proposal, without who cancelled since."""
        return {pk: mine for pk, mine in plan_of(self.allocation).items() if pk in self.wishes.people}

    @cached_property
    def newcomers(self) -> int:
        """How many take part now who were not there when the proposal was made."""
        return len(self.wishes.people.keys() - self.plan.keys())

    @cached_property
    def changed(self) -> set[int]:
        """Whose places would change."""
        return moved(self.wishes, self.plan, self.plan)

    @cached_property
    def result(self) -> Result:
        """Cost, ranks, who has no place and which rules do not hold, for the proposal as adjusted."""
        instance = self.wishes.instance(keep=self.allocation.keeps_places)
        return self.wishes.judged(instance, self.plan, bound=self.allocation.bound)

    @property
    def figures(self) -> list[tuple[str, int]]:
        """In words and numbers: how many places were a first, second, … choice."""
        ranks = self.result.ranks
        named = [
            (_("%(rank)se keuze") % {"rank": rank}, ranks[rank])
            for rank in ranks
            if rank not in ("unranked", "unplaced")
        ]
        return [
            *named,
            (_("niet gekozen"), ranks["unranked"]),
            (_("zonder plaats"), ranks["unplaced"]),
        ]

    @property
    def places(self) -> int:
        """How many places there are to fill: people times rounds."""
        return sum(self.result.ranks.values())

    @property
    def share(self) -> float:
        """How much better, in per cent of its cost, any other allocation could be at most; 0 when this is the best."""
        result = self.result
        return 100 * (result.cost - result.bound) / result.cost if result.cost else 0.0

    @property
    def is_best(self) -> bool:
        return self.result.cost <= self.result.bound

    @property
    def problems(self) -> list[str]:
        """Rules that do not hold somewhere, and groups that stay empty."""
        return [*self.result.broken, *self.result.closed]

    @cached_property
    def unplaced(self) -> list[dict]:
        """Who has no place in a round: the registration, the round, and why."""
        found = []
        for item in self.result.unplaced:
            registration = self.wishes.people[self.wishes.numbers[item["person"]]]
            found.append(
                {"registration": registration, "round": self.wishes.rounds[item["round"]], "reason": item["reason"]}
            )
        return sorted(found, key=lambda item: (item["round"].starts_at, item["registration"].name))

    @cached_property
    def columns(self) -> list[Column]:
        """The break-outs of the chosen round with their people, by name; whoever has no place comes first."""
        if self.round is None:
            return []
        by_hand = set(
            self.allocation.places.filter(round=self.round, by_hand=True).values_list("registration", flat=True)
        )
        inside: dict[int | None, list[Seat]] = defaultdict(list)
        for pk, mine in self.plan.items():
            where = mine.get(self.round.pk)
            wanted = self.wishes.ranked.get(pk, {}).get(self.round.pk, [])
            rank = wanted.index(where) + 1 if where in wanted else 0
            came = self.allocation.keeps_places and pk in self.changed
            inside[where].append(Seat(self.wishes.people[pk], rank, pk in by_hand, came))
        for seats in inside.values():
            seats.sort(key=lambda seat: seat.registration.name.casefold())
        columns = [
            Column(breakout, inside.get(pk, []))
            for pk, breakout in self.wishes.breakouts.items()
            if breakout.round_id == self.round.pk
        ]
        return ([Column(None, inside[None])] if inside.get(None) else []) + columns

    @cached_property
    def page(self):
        """The columns in pages."""
        return page_at(self.columns, self.asked_page, PER_PAGE)


@dataclass(frozen=True)
class Standing:
    """How published groups stand now."""

    broken: list[str]
    too_few: list[str]
    unplaced: int

    @property
    def needs_repair(self) -> bool:
        return bool(self.broken or self.too_few or self.unplaced)


def standing(wishes: Wishes) -> Standing:
    """What dropped out of order since the groups were published: rules, minimums, people without a place."""
    result = wishes.judged(wishes.instance(), wishes.seats)
    inside = Counter(where for mine in wishes.seats.values() for where in mine.values())
    too_few = [
        _("%(title)s: %(count)s van ten minste %(minimum)s")
        % {"title": breakout.title, "count": inside[pk], "minimum": breakout.minimum}
        for pk, breakout in wishes.breakouts.items()
        if 0 < inside[pk] < breakout.minimum
    ]
    return Standing(result.broken, too_few, len(result.unplaced))
