"""The page of a region fills itself: each app registers sections in `AppConfig.ready()`, the page shows what they hold.

A section gets the `Place` and gives whatever its template shows, or None to be left out. It may ask the database two
questions at most, so that the whole page stays within twelve.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cms import search
from cms.areas import Areas
from cms.models import Region


@dataclass(frozen=True, slots=True)
class Place:
    """A region on its page, with all regions around it."""

    region: Region
    areas: Areas

    @property
    def within(self) -> set[int]:
        """The ids of the region and of everything in it."""
        return self.areas.within(self.region.pk)

    @property
    def serving(self) -> set[int]:
        """Those, and the areas around it but the whole country: who works there works here too."""
        above = [area.pk for area in self.areas.above(self.region.pk) if area.kind != Region.Kind.COUNTRY]
        return self.within.union(above)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of every region's page, or a panel `beside` it. They stand in the order of `order`.

    `template` gets `section` and `content`.
    """

    key: str
    label: str
    order: int
    template: str
    content: Callable[[Place], Any]
    beside: bool = False


_sections: dict[str, Section] = {}


def register_section(section: Section) -> None:
    """Add a section; a second one with the same key replaces the first."""
    _sections[section.key] = section


def filled(place: Place) -> list[dict]:
    """The sections that have something to show, as `section` and `content`."""
    rows = [
        {"section": section, "content": section.content(place)}
        for section in sorted(_sections.values(), key=lambda section: section.order)
    ]
    return [row for row in rows if row["content"] is not None]


KIND = "regio"
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def _key(pk: int, language: str) -> str:
    return f"region:{pk}:{language}"


def _keys(region: Region) -> list[str]:
    return [_key(region.pk, language) for language in LANGUAGES]


def entries(regions=None) -> Iterator[search.Entry]:
    """One search entry per language for every region among `regions` (default all)."""
    regions = Region.objects.all() if regions is None else regions
    for region in regions.select_related("text").prefetch_related("news"):
        text = getattr(region, "text", None)
        for language in LANGUAGES:
            with translation.override(language):
                yield search.Entry(
                    key=_key(region.pk, language),
                    kind=KIND,
                    language=language,
                    title=region.name,
                    url=region.get_absolute_url(),
                    summary=text.introduction[:300] if text else "",
                    terms={"regio": [region.slug]},
                    text="\n".join(
                        [
                            text.introduction if text else "",
                            region.description,
                            *(f"{news.title} {news.text}" for news in region.news.all()),
                        ]
                    ),
                )


def refresh(region: Region) -> None:
    """Bring the search up to date with one region."""
    search.replace(_keys(region), entries(Region.objects.filter(pk=region.pk)))


def forget(region: Region) -> None:
    """Take one region out of the search."""
    search.remove(*_keys(region))


def register() -> None:
    """Make regions known to the search; called when the app is ready."""
    search.register(search.Source(KIND, _("Regio"), entries))
