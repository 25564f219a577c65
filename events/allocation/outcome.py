"""What an allocation comes to: cost, ranks, who has no place and why, and which rules could not hold."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.allocation.instance import Group, Id, Instance


@dataclass(frozen=True)
class Result:
    """See the package for each field; `broken` holds sentences about rules that could not hold, `closed` about groups."""

    assignment: dict[Id, list[Id | None]]
    cost: int
    bound: int
    ranks: dict[str, int]
    unplaced: list[dict]
    seconds: float = 0.0
    broken: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)

    def as_json(self) -> dict:
        keys = ("assignment", "cost", "bound", "ranks", "unplaced", "seconds")
        return {key: getattr(self, key) for key in keys}


def judge(instance: Instance, places: list[list[int | None]], bound: int, seconds: float) -> Result:
    """The result of `places`: for each person (in the order of the instance) the index of a group, per round."""
    counted: Counter = Counter()
    cost = 0
    for person, mine in zip(instance.people, places, strict=True):
        for at, place in enumerate(mine):
            had = person.place(at)
            if had is not None and (place is None or instance.rounds[at][place].id != had):
                cost += instance.moved
            if place is None:
                counted["unplaced"] += 1
                cost += instance.unplaced
            elif (group := instance.rounds[at][place].id) in person.choices[at]:
                rank = person.choices[at].index(group) + 1
                counted[rank] += 1
                cost += rank**2
            else:
                counted["unranked"] += 1
                cost += instance.unranked + instance.mismatch(person, instance.rounds[at][place])
    broken = list(_broken_rules(instance, places))
    cost += instance.broken * len(broken)
    worst = max((key for key in counted if isinstance(key, int)), default=0)
    ranks = {str(key): counted[key] for key in (*range(1, worst + 1), "unranked", "unplaced")}
    return Result(
        assignment={
            person.id: [
                None if place is None else instance.rounds[at][place].id for at, place in enumerate(places[index])
            ]
            for index, person in enumerate(instance.people)
        },
        cost=cost,
        bound=min(bound, cost),
        ranks=ranks,
        unplaced=_unplaced(instance, places),
        seconds=round(seconds, 3),
        broken=broken,
        closed=list(_closed_groups(instance, places)),
    )


def _used(instance: Instance, places: list[list[int | None]]):
    """Round number, group and the people in it (as indexes), for every group."""
    for at, groups in enumerate(instance.rounds):
        inside: list[list[int]] = [[] for _group in groups]
        for index, mine in enumerate(places):
            if mine[at] is not None:
                inside[mine[at]].append(index)
        for group, people in zip(groups, inside, strict=True):
            yield at, group, people


def _broken_rules(instance: Instance, places: list[list[int | None]]):
    """One sentence for each rule in each group in which it does not hold."""
    ambassadors = sum(person.ambassador for person in instance.people)
    sectors = {person.sector for person in instance.people if person.sector}
    for at, group, inside in _used(instance, places):
        if not inside:
            continue
        where = {"group": group, "round": at + 1}
        if instance.rules.ambassador_per_group and not any(instance.people[index].ambassador for index in inside):
            yield ngettext(
                "Regel ambassador_per_group: groep %(group)s in ronde %(round)d heeft geen ambassadeur; er is er %(n)d.",
                "Regel ambassador_per_group: groep %(group)s in ronde %(round)d heeft geen ambassadeur; er zijn er %(n)d.",
                ambassadors,
            ) % (where | {"n": ambassadors})
        if instance.rules.mixed_sectors:
            here = {instance.people[index].sector for index in inside} - {""}
            if len(here) < 2:
                yield ngettext(
                    "Regel mixed_sectors: groep %(group)s in ronde %(round)d is niet gemengd; er is %(n)d sector.",
                    "Regel mixed_sectors: groep %(group)s in ronde %(round)d is niet gemengd; er zijn %(n)d sectoren.",
                    len(sectors),
                ) % (where | {"n": len(sectors)})


def _closed_groups(instance: Instance, places: list[list[int | None]]):
    """One sentence for each group that somebody wants and that stays closed for its minimum."""
    for at, group, inside in _used(instance, places):
        wanted = sum(group.id in person.choices[at] for person in instance.people)
        if group.minimum and wanted and not inside:
            yield ngettext(
                "Regel minimum: groep %(group)s in ronde %(round)d gaat niet door; "
                "ten minste %(minimum)d nodig, plaats voor %(capacity)d, door %(n)d persoon gekozen.",
                "Regel minimum: groep %(group)s in ronde %(round)d gaat niet door; "
                "ten minste %(minimum)d nodig, plaats voor %(capacity)d, door %(n)d mensen gekozen.",
                wanted,
            ) % {
                "group": group,
                "round": at + 1,
                "minimum": group.minimum,
                "capacity": group.capacity,
                "n": wanted,
            }


def _unplaced(instance: Instance, places: list[list[int | None]]) -> list[dict]:
    """Who has no place in a round, with the rule that stood in the way and the reason in words."""
    missing = []
    inside = {(at, group.id): len(people) for at, group, people in _used(instance, places)}
    party_of = {index: party for party in instance.parties for index in party}
    for index, person in enumerate(instance.people):
        for at, place in enumerate(places[index]):
            if place is None:
                party = party_of[index]
                keys = {
                    instance.rounds[other][there].key
                    for member in party
                    for other, there in enumerate(places[member])
                    if there is not None
                }
                rule = _in_the_way(instance, at, party, keys, inside)
                missing.append({"person": person.id, "round": at, "rule": rule, "reason": _words(instance, at, rule)})
    return missing


def _in_the_way(instance: Instance, at: int, party: tuple[int, ...], keys: set[str], inside: dict) -> str:
    """The rule that kept a party without a place in this round; `keys` are the groups they meet in other rounds."""
    size, rules, groups = len(party), instance.rules, instance.rounds[at]

    def room(group: Group) -> int:
        return group.capacity - inside[at, group.id]

    if not any(map(room, groups)) or not groups:
        return "capacity"
    if all(group.capacity < size for group in groups):
        return "pairs"
    free = [group for group in groups if room(group) >= size]
    if not free:
        return "pairs" if size > 1 else "capacity"
    if rules.only_ranked:
        free = [g for g in free if all(g.id in instance.people[index].choices[at] for index in party)]
        if not free:
            return "only_ranked"
    if rules.never_twice_together:
        free = [group for group in free if group.key not in keys]
        if not free:
            return "never_twice_together"
    if all(group.minimum > inside[at, group.id] + size for group in free):
        return "minimum"
    return "time"


def _words(instance: Instance, at: int, rule: str) -> str:
    seats = sum(group.capacity for group in instance.rounds[at])
    return {
        "capacity": _("Alle groepen in deze ronde zijn vol: %(seats)d plaatsen voor %(people)d mensen."),
        "pairs": _("Geen groep in deze ronde heeft nog genoeg plaatsen bij elkaar voor wie samen wil blijven."),
        "only_ranked": _("De gekozen groepen zijn vol of gaan niet door, en andere groepen zijn niet toegestaan."),
        "never_twice_together": _("De groepen met plaats zijn dezelfde als in een andere ronde."),
        "minimum": _("De groepen met plaats halen het kleinste aantal deelnemers niet en gaan niet door."),
        "time": _("In de tijd die er was, is er geen plaats gevonden."),
    }[rule] % {"seats": seats, "people": len(instance.people)}
