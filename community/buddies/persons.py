"""What the division knows of a person, and what it gives back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who asks or offers; every set holds ids of words, `moments` short names.

    `around` are the chosen regions with what they lie in, up to the region but not the country. `room` is how many
    more people an offerer takes, `days` how long somebody waits.
    """

    key: int
    user: int
    regions: frozenset[int] = frozenset()
    around: frozenset[int] = frozenset()
    sectors: frozenset[int] = frozenset()
    themes: frozenset[int] = frozenset()
    moments: frozenset[str] = frozenset()
    meets: bool = True
    online: bool = True
    room: int = 1
    days: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who fit, with what they share: sets of ids, and whether they live near each other."""

    asker: Person
    offerer: Person
    near: bool
    sectors: frozenset[int]
    themes: frozenset[int]
    moments: frozenset[str]
