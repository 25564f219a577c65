"""A series can be followed: new editions stand in the overview of who follows it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.models import open_to_all
from community.following import Followable, News, Target, register
from events.models import EventPage, SeriesPage


def _numbers(keys: Iterable[str]) -> set[int]:
    return {int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 15}


def _series(keys: Iterable[str]) -> dict[str, Target]:
    pages = open_to_all(SeriesPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE))
    rows = pages.filter(series__in=_numbers(keys)).select_related("locale")
    return {str(page.series_id): Target(page.title, page.url) for page in rows}


def _editions(keys: Iterable[str], since: datetime, until: datetime) -> dict[str, list[News]]:
    pages = EventPage.objects.open().filter(
        event__series__in=_numbers(keys),
        locale__language_code=settings.LANGUAGE_CODE,
        first_published_at__gt=since,
        first_published_at__lte=until,
    )
    found = defaultdict(list)
    for page in pages.order_by("-first_published_at"):
        found[str(page.event.series_id)].append(News(page.title, page.url, page.first_published_at))
    return found


def register_series() -> None:
    """Called when the app is ready."""
    register(Followable("reeks", _("Reeks"), _series, _editions))
