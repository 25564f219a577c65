"""What is to be allocated, and how it is read from plain data."""

import hashlib
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

Id = str | int


class BadInstance(Exception):
    """The data is not an instance; the text says where and why."""


@dataclass(frozen=True)
class Group:
    """A break-out in one round; the same `topic` in two rounds is the same group for `never_twice_together`.

    `name` is what sentences call it; without one they use the id.
    """

    id: Id
    capacity: int
    minimum: int = 0
    topic: Id = ""
    name: str = ""
    level: str = ""

    @property
    def key(self) -> str:
        return str(self.topic or self.id)

    def __str__(self):
        return self.name or str(self.id)


@dataclass(frozen=True)
class Person:
    """Somebody with, per round, the ids of the groups they want, favourite first; `current` is where they are now."""

    id: Id
    choices: tuple[tuple[Id, ...], ...]
    sector: str = ""
    ambassador: bool = False
    current: tuple[Id | None, ...] = ()
    level: str = ""

    def place(self, at: int) -> Id | None:
        """The group they have a place in now, in round `at`."""
        return self.current[at] if at < len(self.current) else None


@dataclass(frozen=True)
class Rules:
    mixed_sectors: bool = False
    ambassador_per_group: bool = False
    never_twice_together: bool = False
    only_ranked: bool = False
    levels: bool = False


@dataclass(frozen=True)
class Instance:
    rounds: tuple[tuple[Group, ...], ...]
    people: tuple[Person, ...]
    pairs: tuple[tuple[Id, Id], ...] = ()
    rules: Rules = Rules()
    seed: int = 0

    @property
    def unranked(self) -> int:
        """The cost of a place that somebody did not ask for."""
        return (max(map(len, self.rounds), default=0) + 1) ** 2

    @property
    def misplaced(self) -> int:
        """What such a place costs more in a group of another level than their own."""
        return max(map(len, self.rounds), default=0) + 1 if self.rules.levels else 0

    def mismatch(self, person: Person, group: Group) -> int:
        """That cost for this person in this group, which they did not ask for."""
        return self.misplaced if person.level and group.level and person.level != group.level else 0

    @property
    def moved(self) -> int:
        """The cost of taking somebody out of the place they have; more than any better rank is worth to them."""
        return self.unranked + self.misplaced

    @property
    def broken(self) -> int:
        """The cost of a group in which a rule does not hold; more than any chain of moves to worse ranks."""
        return (max(map(len, self.rounds), default=0) + 1) ** 3

    @property
    def unplaced(self) -> int:
        """The cost of a person without a place in a round."""
        return 2 * self.broken

    def lot(self, *ids: Id) -> bytes:
        """The number that these ids drew."""
        return hashlib.sha256("\0".join(map(str, (self.seed, *ids))).encode("utf-8", "surrogatepass")).digest()

    @cached_property
    def parties(self) -> tuple[tuple[int, ...], ...]:
        """The people (as indexes) in the order of their lots; who stays together is one party."""
        head = list(range(len(self.people)))

        def find(index: int) -> int:
            while head[index] != index:
                head[index] = head[head[index]]
                index = head[index]
            return index

        index = {person.id: at for at, person in enumerate(self.people)}
        for one, other in self.pairs:
            head[find(index[one])] = find(index[other])
        lots = [self.lot(person.id) for person in self.people]
        parties: dict[int, list[int]] = {}
        for at in sorted(range(len(lots)), key=lots.__getitem__):
            parties.setdefault(find(at), []).append(at)
        return tuple(map(tuple, parties.values()))


def read(data: Any) -> Instance:
    """The instance in `data` (as `json.load` gives it, see the package); raises `BadInstance`."""
    top = _object(data, "the instance", {"rounds", "people"}, {"pairs", "rules", "seed"})
    rounds = tuple(_round(groups, f"rounds[{at}]") for at, groups in enumerate(_list(top["rounds"], "rounds")))
    known = [{group.id for group in groups} for groups in rounds]
    people = tuple(_person(one, f"people[{at}]", known) for at, one in enumerate(_list(top["people"], "people")))
    _unique([person.id for person in people], "people")
    pairs = tuple(_pair(pair, f"pairs[{at}]") for at, pair in enumerate(_list(top.get("pairs") or [], "pairs")))
    ids = {person.id for person in people}
    for at, pair in enumerate(pairs):
        for one in pair:
            if one not in ids:
                raise BadInstance(f"pairs[{at}]: there is no person {one!r}")
    names = {field.name for field in fields(Rules)}
    rules = _object(top.get("rules") or {}, "rules", set(), names)
    rules = Rules(**{name: _bool(value, f"rules.{name}") for name, value in rules.items()})
    return Instance(rounds, people, pairs, rules, _int(top.get("seed") or 0, "seed"))


def _round(data: Any, where: str) -> tuple[Group, ...]:
    groups = []
    for at, item in enumerate(_list(data, where)):
        here = f"{where}[{at}]"
        group = _object(item, here, {"id", "capacity"}, {"minimum", "topic", "name", "level"})
        groups.append(
            Group(
                _id(group["id"], f"{here}.id"),
                _count(group["capacity"], f"{here}.capacity"),
                _count(group.get("minimum") or 0, f"{here}.minimum"),
                "" if group.get("topic") in (None, "") else _id(group["topic"], f"{here}.topic"),
                _text(group.get("name"), f"{here}.name"),
                _text(group.get("level"), f"{here}.level"),
            )
        )
    _unique([group.id for group in groups], where)
    return tuple(groups)


def _person(data: Any, where: str, known: list[set]) -> Person:
    person = _object(data, where, {"id", "choices"}, {"sector", "ambassador", "current", "level"})
    lists = _list(person["choices"], f"{where}.choices")
    if len(lists) > len(known):
        raise BadInstance(f"{where}.choices: {len(lists)} lists for {len(known)} rounds")
    choices = []
    for at, groups in enumerate(known):
        here = f"{where}.choices[{at}]"
        ranked = [_id(one, here) for one in _list(lists[at], here)] if at < len(lists) else []
        for one in ranked:
            if one not in groups:
                raise BadInstance(f"{here}: there is no group {one!r} in this round")
        _unique(ranked, here)
        choices.append(tuple(ranked))
    current = _list(person.get("current") or [], f"{where}.current")
    for at, one in enumerate(current):
        if one is not None and (at >= len(known) or _id(one, f"{where}.current") not in known[at]):
            raise BadInstance(f"{where}.current: there is no group {one!r} in round {at}")
    ambassador = person.get("ambassador")
    return Person(
        _id(person["id"], f"{where}.id"),
        tuple(choices),
        _text(person.get("sector"), f"{where}.sector"),
        False if ambassador is None else _bool(ambassador, f"{where}.ambassador"),
        tuple(current),
        _text(person.get("level"), f"{where}.level"),
    )


def _pair(data: Any, where: str) -> tuple[Id, Id]:
    pair = _list(data, where)
    if len(pair) != 2:
        raise BadInstance(f"{where}: expected two ids, got {len(pair)}")
    one, other = (_id(item, where) for item in pair)
    if one == other:
        raise BadInstance(f"{where}: {one!r} cannot be paired with themselves")
    return one, other


def _kind(value: Any) -> str:
    return {"dict": "an object", "list": "a list", "str": "text", "bool": "true or false", "NoneType": "null"}.get(
        type(value).__name__, "a number"
    )


def _object(data: Any, where: str, needed: set[str], optional: set[str]) -> dict:
    if not isinstance(data, dict):
        raise BadInstance(f"{where}: expected an object, got {_kind(data)}")
    for key in sorted(needed - data.keys()):
        raise BadInstance(f"{where}: {key!r} is missing")
    for key in sorted(data.keys() - needed - optional):
        raise BadInstance(f"{where}: {key!r} is not known; known are {', '.join(sorted(needed | optional))}")
    return data


def _list(data: Any, where: str) -> list:
    if not isinstance(data, list):
        raise BadInstance(f"{where}: expected a list, got {_kind(data)}")
    return data


def _int(data: Any, where: str) -> int:
    if isinstance(data, bool) or not isinstance(data, int):
        raise BadInstance(f"{where}: expected a whole number, got {_kind(data)}")
    return data


def _count(data: Any, where: str) -> int:
    if _int(data, where) < 0:
        raise BadInstance(f"{where}: {data} is negative")
    return data


def _bool(data: Any, where: str) -> bool:
    if not isinstance(data, bool):
        raise BadInstance(f"{where}: expected true or false, got {_kind(data)}")
    return data


def _text(data: Any, where: str) -> str:
    if data is not None and not isinstance(data, str):
        raise BadInstance(f"{where}: expected text, got {_kind(data)}")
    return data or ""


def _id(data: Any, where: str) -> Id:
    if isinstance(data, bool) or not isinstance(data, str | int) or data == "":
        raise BadInstance(f"{where}: expected an id (text or a whole number), got {_kind(data)}")
    return data


def _unique(ids: list[Id], where: str) -> None:
    seen: set[str] = set()
    for one in ids:
        if str(one) in seen:
            raise BadInstance(f"{where}: {one!r} appears twice")
        seen.add(str(one))
