"""The agenda of a group: apps register what a group meets for, in `AppConfig.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from community.models import Circle


@dataclass(frozen=True, slots=True)
class Meeting:
    """One moment of a group."""

    title: str
    starts_at: datetime
    url: str = ""
    place: str = ""


_sources: dict[str, Callable[[Circle], list[Meeting]]] = {}


def register(name: str, source: Callable[[Circle], list[Meeting]]) -> None:
    """Add a source of meetings to come: one query. The same name again replaces it."""
    _sources[name] = source


def meetings_of(circle: Circle) -> list[Meeting]:
    """What a group meets for, soonest first."""
    return sorted((each for source in _sources.values() for each in source(circle)), key=lambda each: each.starts_at)
