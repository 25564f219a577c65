"""How well each asker fits each offerer, and the best division of all."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from community.buddies.dividing import divide
from community.buddies.persons import Pair, Person

PAIR = 20.0  # to have a buddy at all counts for more than to have the best, and for more than spreading
NEAR, SECTOR, THEME, MOMENT = 4.0, 3.0, 2.0, 1.0
MOST_THEMES, MOST_MOMENTS = 3, 3
PATIENCE = 0.1  # for each day of waiting, up to four weeks: of two who fit equally, who waits longest goes first
LONGEST = 28


def proposals(
    askers: Sequence[Person], offerers: Sequence[Person], *, never: Collection[tuple[int, int]] = ()
) -> list[Pair]:
    """Who to propose to whom: at most one offerer per asker, and no pair of users that stands in `never`.

    Two can be a pair when they share a moment, and either live near each other and both want to meet, or both want
    to talk online. A thousand askers and two hundred offerers take under two seconds.
    """
    import numpy as np

    if not askers or not offerers:
        return []

    def shared(of_asker: str, of_offerer: str):
        """How many words each asker shares with each offerer."""
        left = [getattr(person, of_asker) for person in askers]
        right = [getattr(person, of_offerer) for person in offerers]
        words = {word: place for place, word in enumerate(set().union(*left, *right))}
        return _marks(np, left, words) @ _marks(np, right, words).T

    near = (shared("regions", "around") + shared("around", "regions")) > 0
    moments, themes, sectors = (shared(name, name) for name in ("moments", "themes", "sectors"))
    meet = near & np.outer([one.meets for one in askers], [one.meets for one in offerers])
    talk = np.outer([one.online for one in askers], [one.online for one in offerers])
    other = np.not_equal.outer([one.user for one in askers], [one.user for one in offerers])
    fits = (
        PAIR
        + NEAR * meet
        + SECTOR * (sectors > 0)
        + THEME * np.minimum(themes, MOST_THEMES)
        + MOMENT * np.minimum(moments, MOST_MOMENTS)
        + PATIENCE * np.minimum([one.days for one in askers], LONGEST)[:, None]
    )
    fits = fits * ((meet | talk) & (moments > 0) & other)
    row_of, column_of = _places(askers), _places(offerers)
    for asker, offerer in never:
        fits[np.ix_(row_of.get(asker, []), column_of.get(offerer, []))] = 0
    return [_pair(askers[a], offerers[b], bool(meet[a, b])) for a, b in divide(fits, [one.room for one in offerers])]


def _marks(np, sets, words):
    marks = np.zeros((len(sets), max(len(words), 1)), dtype=np.float32)
    for row, found in enumerate(sets):
        marks[row, [words[word] for word in found]] = 1
    return marks


def _places(people: Sequence[Person]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {}
    for place, person in enumerate(people):
        places.setdefault(person.user, []).append(place)
    return places


def _pair(asker: Person, offerer: Person, near: bool) -> Pair:
    return Pair(
        asker,
        offerer,
        near,
        asker.sectors & offerer.sectors,
        asker.themes & offerer.themes,
        asker.moments & offerer.moments,
    )
