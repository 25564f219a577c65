"""Places of the site that are no page of an editor: where you ask, meet, log in or change what we keep of you.

Each app registers its own in `AppConfig.ready()`; what they are called and the words people use for them make them found.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms import page_cache
from cms.models import SearchDocument
from cms.search.index import Entry, put, remove
from cms.search.sources import Source
from cms.search.sources import register as add_source

MEETING, HERE = "doe-mee", "op-deze-site"


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: `address` is the name of a URL without arguments; `words` is what people may call it too."""

    address: str
    title: str
    text: str
    words: str = ""
    kind: str = HERE


_places: dict[str, Place] = {}


def register(place: Place) -> None:
    """Make a place known; a second one with the same address replaces the first."""
    _places[place.address] = place


def _entries(kind: str) -> Iterator[Entry]:
    for place in _places.values():
        if place.kind != kind:
            continue
        with translation.override(settings.LANGUAGE_CODE):
            dutch = [str(place.title), str(place.words)]
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                title, told = str(place.title), str(place.text)
                names = dict.fromkeys([str(place.words), *dutch])  # below `/en/` Dutch words count too
                words = ", ".join(name for name in names if name not in ("", title))
                yield Entry(
                    key=f"place:{place.address}:{language}",
                    kind=kind,
                    language=language,
                    title=title,
                    url=reverse(place.address),
                    summary=told,
                    text=gettext("%(text)s Ook wel: %(words)s.") % {"text": told, "words": words} if words else "",
                )


@transaction.atomic
def refresh() -> None:
    """Bring the index up to date with the places of this version. One query when they are as they were."""
    kept = {row.key: row for row in SearchDocument.objects.filter(key__startswith="place:")}
    changed = []
    for entry in (entry for kind in (MEETING, HERE) for entry in _entries(kind)):
        row = kept.pop(entry.key, None)
        told = (entry.kind, entry.title, entry.url, entry.summary, entry.text)
        if row is None or told != (row.kind, row.title, row.url, row.summary, row.text):
            changed.append(entry)
    for entry in changed:
        put(entry)
    if kept:
        remove(*kept)
    if kept or changed:
        page_cache.forget()


def register_kinds() -> None:
    """Make both kinds of places known to the search; called when the app is ready."""
    add_source(Source(MEETING, _("Doe mee"), lambda: _entries(MEETING)))
    add_source(Source(HERE, _("Op deze site"), lambda: _entries(HERE)))
