"""Ranking without looking at documents one by one: sets as whole numbers, scores as stacks of sets.

Bit n of a set stands for the n-th document of a shelf. Set k of a stack holds the documents in whose score bit k is on,
so that adding two stacks takes a few `&` and `^` per bit of the scores, however many documents there are, and the best
come out by splitting from the highest bit down, no further than the page that is asked for (bit-sliced arithmetic:
O'Neil and Quass, "Improved query performance with variant indexes", SIGMOD 1997).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from cms.facets import members

Stack = list[int]
"""The lowest bit first; a document that is in none of the sets has no score."""


def stack_of(words: Iterable[Mapping[int, int]], place: Mapping[int, int], factor: float) -> Stack:
    """What documents get for words that count alike: the best weight (1 to 255) of any of them, times `factor`, rounded.

    `words`: per word the weights by document; `place`: of the documents that count.
    """
    row = bytearray(len(place))
    for weights in words:
        for document, weight in weights.items():
            at = place.get(document)
            if at is not None and row[at] < weight:
                row[at] = weight
    row.reverse()
    stack: Stack = []
    for weight in set(row) - {0}:
        only = bytearray(b"0" * 256)
        only[weight] = ord("1")
        holders = int(row.translate(only), 2)
        score = round(weight * factor)
        stack += [0] * (score.bit_length() - len(stack))
        for bit in range(score.bit_length()):
            if score >> bit & 1:
                stack[bit] |= holders
    return stack


def scored(stack: Stack) -> int:
    """The set of documents that have a score."""
    return reduce(or_, stack, 0)


def added(one: Stack, other: Stack) -> Stack:
    """The sum, document by document."""
    total, carry = [], 0
    for a, b in _beside(one, other):
        total.append(a ^ b ^ carry)
        carry = (a & b) | (carry & (a ^ b))
    return [*total, carry] if carry else total


def times(stack: Stack, factor: int) -> Stack:
    """The scores times a whole number."""
    total: Stack = []
    for bit in range(factor.bit_length()):
        if factor >> bit & 1:
            total = added(total, [0] * bit + stack)
    return total


def higher(one: Stack, other: Stack) -> Stack:
    """The higher of both scores, document by document."""
    more = _more(one, other)
    return [(a & more) | (b & ~more) for a, b in _beside(one, other)]


def lower(one: Stack, other: Stack) -> Stack:
    """The lower of both scores; none where one has none."""
    more = _more(one, other)
    return [(b & more) | (a & ~more) for a, b in _beside(one, other)]


def _more(one: Stack, other: Stack) -> int:
    """Where `one` is higher than `other`."""
    more, less = 0, 0
    for a, b in reversed(_beside(one, other)):
        more |= a & ~b & ~less
        less |= b & ~a & ~more
    return more


def _beside(one: Stack, other: Stack) -> list[tuple[int, int]]:
    length = max(len(one), len(other))
    return list(zip(one + [0] * (length - len(one)), other + [0] * (length - len(other)), strict=True))


@dataclass(slots=True)
class Ranking:
    """Documents, the best first, as something to take pages from: `len(ranking)`, `ranking[10:20]`."""

    keys: Sequence[int]
    """All documents of the shelf."""
    groups: list[int] = field(default_factory=list)
    """Sets without overlap; who is in an earlier one goes before who is in a later one."""
    scores: Stack = field(default_factory=list)
    """What ranks within a group; equals stand in the order of the keys."""

    def __len__(self) -> int:
        return sum(group.bit_count() for group in self.groups)

    @property
    def all(self) -> int:
        """The set of all that are ranked."""
        return reduce(or_, self.groups, 0)

    def within(self, kept: int) -> "Ranking":
        """Only those that are also in the set `kept`."""
        return Ranking(self.keys, [group & kept for group in self.groups], self.scores)

    def __getitem__(self, wanted: slice) -> list[int]:
        before, stop, _step = wanted.indices(len(self))
        most = stop - before
        found: list[int] = []
        todo = [(group, len(self.scores)) for group in reversed(self.groups)]
        while todo and len(found) < most:
            held, bit = todo.pop()
            number = held.bit_count()
            if number <= before:
                before -= number
            elif number == 1:
                found.append(self.keys[held.bit_length() - 1])
            elif bit:
                high = held & self.scores[bit - 1]
                todo += [(held ^ high, bit - 1), (high, bit - 1)]
            else:
                found += members(self.keys, held)[before : before + most - len(found)]
                before = 0
        return found
