"""A score for pieces that say little by themselves and point at one person together."""

import re
from collections.abc import Iterator

from community.privacy.word_lists import (
    EVENTS,
    JOBS,
    KIN,
    KNOWN_FOR,
    ORIGINS,
    RARE_ILLNESS,
    RARE_ROLES,
    SMALL_PLACES,
)

SPAN = 300  # signs in which pieces count together
ENOUGH = 5  # points …
SORTS = 3  # … of at least so many sorts

# Points of what was found already, and of words that only count together.
_POINTS = {"name": 2, "place": 2, "institution": 2, "exact_age": 2, "exact_date": 1, "birth_date": 2}
_POINTS |= {"handle": 2, "plate": 2, "postcode_number": 3}
_WORDS = (
    ("rare role", 2, RARE_ROLES),
    ("job", 1, JOBS),
    ("kin", 1, KIN),
    ("illness", 2, RARE_ILLNESS),
    ("known for", 2, KNOWN_FOR),
    ("event", 1, EVENTS),
    ("origin", 1, ORIGINS),
    ("small place", 1, SMALL_PLACES),
)
_PATTERNS = tuple(
    (sort, points, re.compile(rf"\b(?:oud-|ex-)?(?:{words if sort == 'illness' else words.lower()})(?!\w)"))
    for sort, points, words in _WORDS
)
_SAME = {
    "small place": "place",
    "postcode_number": "place",
    "birth_date": "exact_age",
    "job": "role",
    "rare role": "role",
}
# A place, a date and the name of a house together tell of a meeting; without one of these nobody is described.
_ABOUT_SOMEBODY = {"exact_age", "role", "kin", "illness", "known for", "origin", "name", "handle"}


def combinations(read: str, found: list[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """`("combination", start, end)` from the first to the last piece, wherever enough stands close together.

    `found` are the other findings in the plain text `read`.
    """
    pieces = [(start, end, _SAME.get(kind, kind), _POINTS[kind]) for kind, start, end in found if kind in _POINTS]
    small = read.lower()  # quicker than patterns that look past capitals; only an illness is told by its capital
    for sort, points, pattern in _PATTERNS:
        matches = pattern.finditer(read if sort == "illness" else small)
        pieces += [(*match.span(), _SAME.get(sort, sort), points) for match in matches]
    pieces.sort()
    first = 0
    while first < len(pieces):
        start, last, best = pieces[first][0], first, {}
        while last < len(pieces) and pieces[last][1] - start <= SPAN:
            _start, _end, sort, points = pieces[last]
            best[sort] = max(points, best.get(sort, 0))
            last += 1
            if len(best) == len(_POINTS) + len(_WORDS):
                break
        if sum(best.values()) >= ENOUGH and len(best) >= SORTS and len(best.keys() & _ABOUT_SOMEBODY) >= 1:
            yield "combination", start, max(end for _start, end, *_rest in pieces[first:last])
            first = last
        else:
            first += 1
