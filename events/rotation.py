"""Who sits at which table in which round, so that everybody comes to every table once: values in, values out.

People are put in classes of one per table: alike in sector and experience. In every round each table gets exactly one
of each class, so every table is as mixed as the whole. Each class moves by a permutation of its own, chosen so that
as few people as possible meet twice (for six tables nobody can do without any: there are no two orthogonal Latin
squares of order six; Euler's 36 officers, proven by Tarry in 1900).
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

TRIES = 2000  # a tenth of a second for six tables


class TooManyRounds(ValueError):
    """There are more rounds than tables, so somebody would come to a table twice."""


@dataclass(frozen=True)
class Guest:
    """A person, by any key; people with the same `sector` and `experience` are spread over the tables."""

    key: int
    sector: str = ""
    experience: str = ""


def rotation(guests: Sequence[Guest], *, tables: int, rounds: int, seed: int) -> list[list[list[int]]]:
    """Per round, per table, the keys of those who sit there; the same for the same input. Raises `TooManyRounds`.

    Tables differ by one person at most. Without a multiple of `tables` people the last class is not complete.
    """
    if rounds > tables:
        raise TooManyRounds
    chance = random.Random(seed)  # noqa: S311  a fair draw that can be done again, not a secret
    classes = _classes(guests, tables, chance)
    moves = _moves(len(classes), tables, rounds, chance)
    plan = [[[] for _table in range(tables)] for _round in range(rounds)]
    for members, move in zip(classes, moves, strict=True):
        for place, key in enumerate(members):
            for number in range(rounds):
                plan[number][(place + move[number]) % tables].append(key)
    return plan


def meetings(plan: Sequence[Sequence[Sequence[int]]]) -> Counter:
    """How often each two people meet, by their sorted keys."""
    return Counter(pair for tables in plan for table in tables for pair in combinations(sorted(table), 2))


def _classes(guests: Sequence[Guest], tables: int, chance: random.Random) -> list[list[int]]:
    """The people in classes of at most one per table, each of one sector and experience as far as it goes."""
    shuffled = list(guests)
    chance.shuffle(shuffled)
    alike = sorted(shuffled, key=lambda guest: (guest.sector, guest.experience))
    keys = [guest.key for guest in alike]
    return [keys[start : start + tables] for start in range(0, len(keys), tables)]


def _moves(classes: int, tables: int, rounds: int, chance: random.Random) -> list[list[int]]:
    """Per class the shift in each round, never the same twice; one class after another gets a better one, if there is.

    One that is as good is taken too: that way the search does not end on a plateau.
    """
    moves = [chance.sample(range(tables), rounds) for _class in range(classes)]
    for step in range(TRIES if classes > 1 else 0):
        place = step % classes
        others = moves[:place] + moves[place + 1 :]
        other = chance.sample(range(tables), rounds)
        if _again(other, others, tables) <= _again(moves[place], others, tables):
            moves[place] = other
    return moves


def _again(move: list[int], others: list[list[int]], tables: int) -> int:
    """How much two people of these classes meet again; thrice weighs more than twice."""
    return sum(
        (times - 1) ** 3
        for other in others
        for times in Counter((here - there) % tables for here, there in zip(move, other, strict=True)).values()
    )
