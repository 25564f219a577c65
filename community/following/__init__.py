"""What can be followed: one register for all apps, filled in `AppConfig.ready()`. Buttons, pages and mails ask here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast

from community.models import Follow

Pairs = set[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Target:
    """What is followed, as people know it. `closed`: a mail tells neither its name nor what happens in it."""

    title: str
    url: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened."""

    title: str
    url: str
    at: datetime
    by: int | None = None
    """Whose doing it was, if it was a member's: nobody is told of their own."""


def everybody(pairs: Pairs) -> Pairs:
    """For what anybody may follow."""
    return pairs


@dataclass(frozen=True, slots=True)
class Followable:
    """A kind of thing to follow; every function costs a fixed number of queries, however many targets it gets.

    `targets(keys)` gives those that exist; `news(keys, since, until)` what happened to each after `since` and up to
    `until`, the newest first, of what any member may read; `allowed(pairs)` which of the pairs (user, target) still may.
    `own`: nobody follows it by hand; everybody with an overview hears what happened to the account that is its target.
    """

    key: str
    label: str
    targets: Callable[[Iterable[str]], dict[str, Target]]
    news: Callable[[Iterable[str], datetime, datetime], dict[str, list[News]]]
    allowed: Callable[[Pairs], Pairs] = everybody
    own: bool = False


_kinds: dict[str, Followable] = {}


def register(kind: Followable) -> None:
    """Add a kind; a second one with the same key replaces the first."""
    _kinds[kind.key] = kind


def kinds() -> dict[str, Followable]:
    """All kinds by key, in the order in which they were registered."""
    return _kinds


def followed_by(user, kind: str) -> Exists:
    """For `annotate`: whether this reader follows the row, of a kind whose target is the row's own key."""
    mine = Follow.objects.filter(user=user if user.is_authenticated else None, kind=kind)
    return Exists(mine.filter(target=Cast(OuterRef("pk"), CharField())))


def followable(user, kind: str, target: str) -> Target | None:
    """The thing itself, if this member may follow it."""
    if kind not in _kinds or _kinds[kind].own or not _kinds[kind].allowed({(user.pk, target)}):
        return None
    return _kinds[kind].targets([target]).get(target)
