"""What we tell who follows or organises a series. A row in the outbox each, in the caller's transaction."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from community import mail
from events import entries
from events.links import follower_url
from events.models import Event, EventSeries, SeriesFollower, SeriesHost
from events.notifications.quiet import queue


def confirm_following(follower: SeriesFollower, key: str) -> None:
    """Somebody asked for this with this address: is it theirs?"""
    queue(
        key=f"confirm_following:{follower.pk}:{key}",
        template="mail/events/confirm_following",
        to_email=follower.email,
        language=follower.language,
        context=_about(follower),
    )


def new_editions(follower: SeriesFollower, events: Sequence[Event]) -> None:
    """New editions stand on the site; `events` soonest first."""
    with translation.override(follower.language):
        editions = []
        for event in events:
            page = event.page_in(follower.language)
            editions.append(
                {"title": entries.title_of(event, page), "when": entries.when(event), "url": entries.page_url(page)}
            )
    queue(
        key=f"new_editions:{follower.pk}:{events[0].pk}:{len(events)}",
        template="mail/events/new_editions",
        to_email=follower.email,
        language=follower.language,
        context=_about(follower) | {"editions": editions},
    )


def host_appointed(host: SeriesHost) -> None:
    """They may organise a series from now on."""
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        url = settings.BASE_URL + reverse("organise:series", args=[host.series_id])
    queue(
        key=f"host_appointed:{host.pk}",
        template="mail/events/host_appointed",
        to_email=host.user.email,
        to_name=host.user.get_full_name(),
        language=language,
        context={"name": mail.display_name(host.user.get_full_name()), "title": host.series.name, "url": url},
    )


def _about(follower: SeriesFollower) -> dict:
    with translation.override(follower.language):
        return {
            "title": _title(follower.series, follower.language),
            "link": follower_url(follower),
            "stop_url": follower_url(follower, "follow_stop"),
        }


def _title(series: EventSeries, language: str) -> str:
    """As its page says in this language, else the series' own name."""
    page = series.pages.live().filter(locale__language_code=language).first()
    return page.title if page else series.name
