"""What a team can plan: a source page says its steps, and whoever plans needs no more than this of the page.

A page type that can be planned has `steps()`, a list of `Step` in order, and `plan_kind`.
"""

from dataclasses import dataclass, field

ITINERARY = "reisplan"
CHECKLIST = "checklist"


@dataclass(slots=True)
class Obstacle:
    """What can stand in the way of a step, how you notice, and what others did (pages of examples among it)."""

    key: str
    title: str
    signal: str = ""
    others: str = ""
    """What others did, as HTML."""
    examples: list = field(default_factory=list)


@dataclass(slots=True)
class Step:
    """One thing to do. `key` stays the same when an editor changes words or order, and in every language."""

    key: str
    title: str
    plain_title: str = ""
    """The same without imagery."""
    question: str = ""
    text: str = ""
    """What to do, as HTML."""
    who: str = ""
    plain_who: str = ""
    tips: list[str] = field(default_factory=list)
    handvatten: list = field(default_factory=list)
    examples: list = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)
    url: str = ""
    """Where it is explained."""
