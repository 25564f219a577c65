"""What an issue of the newsletter can be made of. Each app registers a `Source` in `AppConfig.ready()`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is there already and worth telling: public, with an address of its own (a path)."""

    key: str
    title: str
    url: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of pieces; `pieces()` gives what is new or coming, the best first, in one or two queries."""

    key: str
    label: Any
    order: int
    pieces: Callable[[], Iterable[Piece]]


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a source; a second one with the same key replaces the first."""
    _sources[source.key] = source


def sources() -> list[Source]:
    """All of them, in the order in which they stand in an issue."""
    return sorted(_sources.values(), key=lambda source: source.order)


def label_of(key: str) -> str:
    """The heading above the pieces of a source."""
    return str(_sources[key].label) if key in _sources else ""


def offered() -> dict[str, tuple[Source, Piece]]:
    """Everything that can be chosen now, by "source:key"."""
    return {f"{source.key}:{piece.key}": (source, piece) for source in sources() for piece in source.pieces()}
