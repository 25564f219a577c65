"""Everything people write that others can read: one register of kinds, for reports, moderators and the end of a text.

Each app registers a `Kind` per model in `AppConfig.ready()`. Whoever adds a contribution calls
`community.actions.moderation.contributed(kind=…, key=…, user=…)` in the same transaction, and shows on the page:
`{% include "community/components/report.html" with kind="…" key=… what=… %}`; in place of a hidden one stands
`{% include "community/components/hidden.html" %}`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from cms import clock
from community.models import User


@dataclass(frozen=True, slots=True)
class Contribution:
    """One thing somebody wrote, as moderators know it.

    What stands in a closed group or a case is `closed`: its title and text stay empty here, so that no list, mail or
    log can hold them. `email` is for authors without an account; with neither nobody can be told.
    """

    created_at: datetime
    title: str = ""
    text: str = ""
    url: str = ""
    author: User | None = None
    email: str = ""
    language: str = "nl"
    closed: bool = False
    hidden: bool = False
    is_about_author: bool = False  # a profile: its title is the writer's own name
    regions: Iterable[int] = field(default=())

    @property
    def address(self) -> str:
        """Where its author is told of a decision; empty when nobody knows."""
        return self.author.email if self.author else self.email


class Kind(ABC):
    """A kind of contribution over one model with a `hidden_at` (`community.models.Hideable`).

    A subclass says what it is called, who may see which rows, and how a row reads; the verbs work by themselves.
    """

    key: ClassVar[str]  # in addresses and rows; never changes
    label: ClassVar[Any]  # "Ervaring", translated
    model: ClassVar[type[Model]]
    lookup: ClassVar[str] = "pk"  # the field that stands in addresses: a random one where rows are not all public
    words: ClassVar[tuple[str, ...]] = ()  # the text fields that a wipe empties

    @abstractmethod
    def visible_to(self, user) -> QuerySet:
        """The rows this person may read, and so report. Hidden ones are not among them."""

    @abstractmethod
    def describe(self, row) -> Contribution:
        """What moderators may know of a row."""

    def in_confidence(self, key: str) -> User | None:
        """Who is told of a decision where `describe` may not say who wrote it. For the envelope of that mail alone:
        it goes into no row of moderation and onto no page.
        """
        return None

    def written_in_confidence(self, user: User) -> QuerySet:
        """The rows of which `in_confidence` gives this person. For their own eyes alone."""
        return self.model._base_manager.none()

    def changed(self, row) -> None:  # noqa: B027 - most kinds need nothing
        """After hiding, showing or wiping: bring the search and counts up to date. The kept pages go by themselves."""

    def rows(self) -> QuerySet:
        """All rows, hidden ones too."""
        return self.model._default_manager.all()

    def row(self, key: str, rows: QuerySet | None = None):
        """The row with this key among `rows` (default all); None when there is none, or the key is nonsense."""
        try:
            return (self.rows() if rows is None else rows).filter(**{self.lookup: key}).first()
        except (ValueError, ValidationError, OverflowError):
            return None

    def find_many(self, keys: Iterable[str]) -> dict[str, Contribution]:
        """The contributions with these keys (as they stand in rows), for lists: one query."""
        found = self.rows().filter(**{f"{self.lookup}__in": list(keys)})
        return {str(getattr(row, self.lookup)): self.describe(row) for row in found}

    def find(self, key: str) -> Contribution | None:
        """The contribution with this key."""
        row = self.row(key)
        return self.describe(row) if row else None

    def seen_by(self, user, key: str) -> Contribution | None:
        """The same, for somebody who may read it; None for everybody else."""
        row = self.row(key, self.visible_to(user))
        return self.describe(row) if row else None

    def hide(self, key: str, *, hidden: bool) -> None:
        """Hide it from readers, or show it again."""
        self._write(key, hidden_at=clock.now() if hidden else None)

    def wipe(self, key: str) -> None:
        """Forget its words for good, unseen; what is left is hidden."""
        self._write(key, hidden_at=clock.now(), **dict.fromkeys(self.words, ""))

    def _write(self, key: str, **fields) -> None:
        if row := self.row(key):
            self.model._base_manager.filter(pk=row.pk).update(**fields)
            self.changed(self.row(key))


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; a second one with the same key replaces the first."""
    _kinds[kind.key] = kind


def kinds() -> dict[str, Kind]:
    """All kinds by key."""
    return _kinds


def find(kind: str, key: str) -> Contribution | None:
    """The contribution of this kind with this key; None when either is unknown or it is gone."""
    return _kinds[kind].find(key) if kind in _kinds else None
