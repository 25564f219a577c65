"""What waits for somebody, on the first page of the admin. Each app registers lists of its own; an empty list hides."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

MOST = 10


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, where, a remark, and (optional) the address that ends it with one POST."""

    title: str
    url: str
    note: str = ""
    action_url: str = ""
    action_label: str = ""


@dataclass(frozen=True, slots=True)
class TaskList:
    """Tasks of one kind, the first `MOST` of `total`; `url` leads to all of them."""

    heading: str
    tasks: list[Task]
    total: int
    url: str = ""


Source = Callable[[HttpRequest], TaskList | None]
_sources: dict[str, tuple[int, Source]] = {}


def register(name: str, source: Source, *, order: int = 100) -> None:
    """Add a list to everybody's first page; the source looks itself at what the user may do."""
    _sources[name] = order, source


def lists_for(request: HttpRequest) -> list[TaskList]:
    """The lists that hold something for this user, in their order."""
    found = (source(request) for _order, source in sorted(_sources.values(), key=lambda pair: pair[0]))
    return [tasks for tasks in found if tasks and tasks.total]
