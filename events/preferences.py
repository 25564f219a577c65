"""From the wishes of a meeting to an instance of `events.allocation`, and from places back to reasons. Reads only."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from community.models import AmbassadorProfile
from events.allocation import Group, Instance, Person, Rules
from events.allocation.outcome import Result, judge
from events.models import Admission, Allocation, Breakout, Event, ParticipantDetails, Place, Registration, Round, Wish

ACTIVE = (Registration.Status.CONFIRMED, Registration.Status.UNCONFIRMED)
LEVELS = {
    Breakout.Level.STARTER: ParticipantDetails.Experience.NEW,
    Breakout.Level.ADVANCED: ParticipantDetails.Experience.EXPERIENCED,
}
Plan = Mapping[int, Mapping[int, int | None]]
"""Registration id → round id → break-out id, or None for no place."""


class Wishes:
    """Everybody with a seat in the meeting, what they wish for, and where they sit. Seven queries, however many."""

    def __init__(self, event: Event, admission: Admission):
        self.event, self.admission = event, admission

    @cached_property
    def rounds(self) -> list[Round]:
        """The rounds in which a break-out goes on; in the others there is nothing to give."""
        going_on = {breakout.round_id for breakout in self.breakouts.values()}
        return [round_ for round_ in self.event.rounds.all() if round_.pk in going_on]

    @cached_property
    def breakouts(self) -> dict[int, Breakout]:
        """The break-outs that go on, by id, in the order of the programme."""
        found = self.event.breakouts.filter(status=Breakout.Status.PLANNED).select_related("round")
        return {breakout.pk: breakout for breakout in found}

    @cached_property
    def people(self) -> dict[int, Registration]:
        """Who takes part in an allocation: signed up, with a seat in the meeting itself."""
        seated = Place.objects.of(self.event).seats().values("registration")
        found = self.event.registrations.filter(pk__in=seated, status__in=ACTIVE).select_related("details")
        return {registration.pk: registration for registration in found.order_by("pk")}

    @cached_property
    def ranked(self) -> dict[int, dict[int, list[int]]]:
        """Registration id → round id → break-outs wished for, favourite first; those called off are left out."""
        found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        rows = Wish.objects.filter(registration__event=self.event).order_by("rank")
        for person, round_, breakout in rows.values_list("registration", "round", "breakout"):
            if breakout in self.breakouts:
                found[person][round_].append(breakout)
        return found

    @cached_property
    def seats(self) -> dict[int, dict[int, int]]:
        """Registration id → round id → break-out in which they have a seat now."""
        found: dict[int, dict[int, int]] = defaultdict(dict)
        rows = Place.objects.filter(event=self.event, breakout__isnull=False).seats()
        for person, round_, breakout in rows.values_list("registration", "round", "breakout"):
            if breakout in self.breakouts:
                found[person][round_] = breakout
        return found

    @cached_property
    def wished_by(self) -> int:
        """How many of the people have told a wish."""
        return sum(1 for pk in self.people if self.ranked.get(pk))

    def demand(self) -> dict[int, Counter]:
        """Break-out id → how many wish for it, by rank."""
        counts: dict[int, Counter] = {pk: Counter() for pk in self.breakouts}
        for pk in self.people:
            for wanted in self.ranked.get(pk, {}).values():
                for rank, breakout in enumerate(wanted, start=1):
                    counts[breakout][rank] += 1
        return counts

    def instance(self, *, keep: bool = False) -> Instance:
        """What is to be allocated; with `keep`, whoever sits somewhere should stay there."""
        groups = [
            tuple(
                Group(
                    id=breakout.pk,
                    capacity=breakout.capacity,
                    minimum=breakout.minimum,
                    topic=breakout.title.strip().casefold(),
                    name=breakout.title,
                    level=LEVELS.get(breakout.level, ""),
                )
                for breakout in self.breakouts.values()
                if breakout.round_id == round_.pk
            )
            for round_ in self.rounds
        ]
        ambassadors = self._ambassadors() if self.admission.ambassador_per_group else set()
        people = tuple(
            Person(
                id=registration.public_id.hex,  # random, so that nobody can aim for a good lot
                choices=tuple(tuple(self.ranked.get(pk, {}).get(round_.pk, ())) for round_ in self.rounds),
                sector=str(registration.sector_id or ""),
                ambassador=pk in ambassadors,
                level=registration.details.experience if hasattr(registration, "details") else "",
                current=tuple(self.seats.get(pk, {}).get(round_.pk) for round_ in self.rounds) if keep else (),
            )
            for pk, registration in self.people.items()
        )
        return Instance(tuple(groups), people, self._pairs(), Rules(**self.admission.rules), self.admission.seed)

    def _ambassadors(self) -> set[int]:
        known = AmbassadorProfile.objects.filter(status=AmbassadorProfile.Status.PUBLISHED)
        mine = Q(user__in=known.exclude(user=None).values("user")) | Q(email__in=known.values("email"))
        return set(self.event.registrations.filter(mine).values_list("pk", flat=True))

    def _pairs(self) -> tuple[tuple[str, str], ...]:
        people = self.people
        return tuple(
            (registration.public_id.hex, people[registration.partner_id].public_id.hex)
            for pk, registration in people.items()
            if registration.partner_id in people and pk < registration.partner_id
        )

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The id of a person in an instance → of their registration."""
        return {registration.public_id.hex: pk for pk, registration in self.people.items()}

    def judged(self, instance: Instance, plan: Plan, *, bound: int = 0, seconds: float = 0.0) -> Result:
        """What a plan comes to, by the rules of this meeting."""
        index = [{group.id: at for at, group in enumerate(groups)} for groups in instance.rounds]
        places = [
            [
                index[at].get(plan.get(self.numbers[person.id], {}).get(round_.pk), None) if at < len(index) else None
                for at, round_ in enumerate(self.rounds)
            ]
            for person in instance.people
        ]
        return judge(instance, places, bound, seconds)

    def plan_of(self, result: Result) -> dict[int, dict[int, int | None]]:
        """The places of a result as a plan."""
        return {
            self.numbers[person]: {round_.pk: where for round_, where in zip(self.rounds, mine, strict=True)}
            for person, mine in result.assignment.items()
        }


@dataclass(frozen=True)
class Told:
    """What became of one wish, and the numbers that explain it."""

    outcome: str
    wanted: int
    seats: int


def outcomes(wishes: Wishes, plan: Plan) -> dict[tuple[int, int], Told]:
    """(registration id, break-out id) → why each wish did or did not come true under this plan."""
    inside = Counter(where for mine in plan.values() for where in mine.values() if where)
    demand = wishes.demand()
    told = {}
    titles = {pk: breakout.title.strip().casefold() for pk, breakout in wishes.breakouts.items()}
    for pk in wishes.people:
        mine = plan.get(pk, {})
        for round_id, wanted in wishes.ranked.get(pk, {}).items():
            got = mine.get(round_id)
            others = {titles[where] for other, where in mine.items() if where in titles and other != round_id}
            for rank, breakout_id in enumerate(wanted):
                breakout = wishes.breakouts[breakout_id]
                if breakout_id == got:
                    outcome = Wish.Outcome.GRANTED
                elif got in wanted and wanted.index(got) < rank:
                    outcome = Wish.Outcome.NOT_NEEDED
                elif inside[breakout_id] >= breakout.capacity:
                    outcome = Wish.Outcome.FULL
                elif breakout.minimum and not inside[breakout_id]:
                    outcome = Wish.Outcome.CLOSED
                elif wishes.people[pk].partner_id in wishes.people and inside[breakout_id] + 2 > breakout.capacity:
                    outcome = Wish.Outcome.TOGETHER
                elif wishes.admission.never_twice_together and titles[breakout_id] in others:
                    outcome = Wish.Outcome.TWICE
                else:
                    outcome = Wish.Outcome.ELSEWHERE
                total = demand[breakout_id].total()
                told[pk, breakout_id] = Told(outcome, wanted=total, seats=breakout.capacity)
    return told


def drawn(wishes: Wishes) -> dict[int, dict[int, int | None]]:
    """The plan of a draw: in the order of the lots, each takes the first of their wishes with a free place."""
    instance = wishes.instance()
    left = {pk: breakout.capacity for pk, breakout in wishes.breakouts.items()}
    plan: dict[int, dict[int, int | None]] = {}
    for party in instance.parties:
        people = [wishes.numbers[instance.people[index].id] for index in party]
        for round_ in wishes.rounds:
            wanted = wishes.ranked.get(people[0], {}).get(round_.pk, [])
            got = next((one for one in wanted if left[one] >= len(people)), None)
            for pk in people:
                plan.setdefault(pk, {})[round_.pk] = got
            if got:
                left[got] -= len(people)
    return plan


def reason(wish: Wish, *, is_draw: bool) -> str:
    """Why a wish did or did not come true, as the person reads it."""
    kinds = Wish.Outcome
    words = {"wanted": wish.wanted, "seats": wish.seats}
    if wish.outcome == kinds.FULL:
        if is_draw:
            text = _("Vol: %(wanted)s mensen wilden hierheen en er zijn %(seats)s plaatsen. Het lot wees anderen aan.")
        else:
            text = _(
                "Vol: %(wanted)s mensen wilden hierheen en er zijn %(seats)s plaatsen. "
                "Deze verdeling geeft alle deelnemers samen zo veel mogelijk hun hoogste keuze; "
                "bij gelijke stand besliste het lot."
            )
        return text % words
    return {
        kinds.GRANTED: _("Gekregen."),
        kinds.NOT_NEEDED: _("Niet nodig: je kreeg een hogere keuze."),
        kinds.CANCELLED: _("Deze groep gaat niet door."),
        kinds.CLOSED: _("Te weinig mensen kozen deze groep (%(wanted)s). Daarom gaat zij nu niet door.") % words,
        kinds.TWICE: _("In een andere ronde zit je al in een groep met deze titel."),
        kinds.TOGETHER: _("Hier waren geen twee plaatsen meer voor jullie samen."),
        kinds.ELSEWHERE: _(
            "Hier was nog plaats, maar een andere groep had je nodig: die was anders te klein of niet gemengd."
        ),
    }.get(wish.outcome, "")


def plan_of(allocation: Allocation) -> Plan:
    """The proposal as a plan, without break-outs that were called off meanwhile."""
    plan: dict[int, dict[int, int | None]] = {}
    gone = set(allocation.event.breakouts.filter(status=Breakout.Status.CANCELLED).values_list("pk", flat=True))
    for person, round_id, breakout in allocation.places.values_list("registration", "round", "breakout"):
        plan.setdefault(person, {})[round_id] = None if breakout in gone else breakout
    return plan


def moved(wishes: Wishes, plan: Plan, people: Iterable[int] | None = None) -> set[int]:
    """Whose places would change by this plan."""
    return {
        pk
        for pk in (wishes.people if people is None else people)
        if any(wishes.seats.get(pk, {}).get(round_.pk) != plan.get(pk, {}).get(round_.pk) for round_ in wishes.rounds)
    }


@dataclass(frozen=True)
class MyWish:
    """One wish as its owner sees it: `reason` says what became of it once places are given, `is_off` that it cannot."""

    rank: int
    title: str
    outcome: str
    reason: str
    is_off: bool = False


def my_wishes(registration: Registration, admission: Admission) -> dict[int, list[MyWish]]:
    """What one person wished for, by round id, favourite first. One query."""
    found: dict[int, list[MyWish]] = {}
    for wish in registration.wishes.select_related("breakout").order_by("rank"):
        told = reason(wish, is_draw=admission.is_draw)
        mine = MyWish(wish.rank, wish.breakout.title, wish.outcome, told, wish.breakout.is_cancelled)
        found.setdefault(wish.round_id, []).append(mine)
    return found
