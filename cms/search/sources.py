"""What is in the index besides pages: each app registers its own in `AppConfig.ready()`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.text import capfirst, slugify
from django.utils.translation import override
from wagtail.models import get_page_models

from cms.search.index import Entry


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of result. `entries()` yields every public Entry of that kind, for a rebuild of the index."""

    kind: str
    label: str
    entries: Callable[[], Iterable[Entry]]


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make a kind known; a second call with the same kind replaces the first."""
    _sources[source.kind] = source


def registered() -> list[Source]:
    return list(_sources.values())


def kind_of(model) -> str:
    """The kind of a page type, as it stands in the address: its Dutch name ("handvat")."""
    return next(kind for kind, candidate in _page_kinds().items() if candidate is model)


def labels() -> dict[str, str]:
    """The name of every kind in the active language."""
    pages = {kind: capfirst(model._meta.verbose_name) for kind, model in _page_kinds().items()}
    return pages | {kind: str(source.label) for kind, source in _sources.items()}


@cache
def _page_kinds() -> dict[str, type]:
    with override("nl"):
        return {slugify(str(model._meta.verbose_name)): model for model in get_page_models()}
