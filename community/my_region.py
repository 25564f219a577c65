"""*Mijn regio*: what a coordinator sees of their own region, and a year of it in figures. Filled by registers.

Each app registers `Block`s (what is alive, what waits) and `Figure`s (counts of a year) in `AppConfig.ready()`. A block
or figure may ask the database two questions at most. No figure shows a person, nor a group of fewer than five people.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from cms.regions import Place

FEWEST = 5  # people; a smaller group is not counted out


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: a title, where it stands, and a remark."""

    title: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the page. `lines(place)` gives what there is; `empty` says what to do when there is nothing.

    `waits` sets it among what waits for the coordinator; such a block is left out when it is empty.
    """

    key: str
    label: Any
    order: int
    lines: Callable[[Place], Iterable[Line]]
    empty: Any = ""
    more: Callable[[Place], str] | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of one year in one region. `people` says that it counts people, and then small numbers are not told.

    `lines(place, year)` are sentences that belong to it (lessons of what stopped), without names of people.
    """

    key: str
    label: Any
    order: int
    count: Callable[[Place, int], int]
    people: bool = False
    lines: Callable[[Place, int], Iterable[str]] | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of a year as it is told."""

    label: str
    value: str
    lines: list[str] = field(default_factory=list)


_blocks: dict[str, Block] = {}
_figures: dict[str, Figure] = {}


def register_block(block: Block) -> None:
    """Add a block; a second one with the same key replaces the first."""
    _blocks[block.key] = block


def register_figure(figure: Figure) -> None:
    """Add a figure; a second one with the same key replaces the first."""
    _figures[figure.key] = figure


def blocks(place: Place) -> list[dict]:
    """The blocks of a region, each with its lines; what waits and is empty is left out."""
    found = []
    for block in sorted(_blocks.values(), key=lambda block: block.order):
        lines = list(block.lines(place))
        if lines or not block.waits:
            found.append({"block": block, "lines": lines, "more": block.more(place) if block.more else ""})
    return found


def year_of(place: Place, year: int) -> list[Counted]:
    """The figures of a year, in their order."""
    return [
        Counted(
            str(figure.label),
            told(figure.count(place, year), people=figure.people),
            list(figure.lines(place, year)) if figure.lines else [],
        )
        for figure in sorted(_figures.values(), key=lambda figure: figure.order)
    ]


def told(number: int, *, people: bool) -> str:
    """A number as it may be told: of people fewer than five are not counted out."""
    return _("minder dan %(number)s") % {"number": FEWEST} if people and 0 < number < FEWEST else str(number)
