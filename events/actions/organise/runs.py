"""Many meetings of one series at once: each is a meeting of its own from then on, with its own page."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from events.actions.organise.meetings import create_event, next_edition
from events.actions.organise.pages import create_series, publish_page
from events.actions.refusal import Refused
from events.models import Event, EventPage, EventSeries
from events.recurrence import MOST


@transaction.atomic
def create_run(
    *,
    key: uuid.UUID,
    moments: Iterable[tuple[datetime, datetime]],
    series: EventSeries | None,
    new_series: str = "",
    title: str = "",
    actor,
    **details,
) -> list[Event]:
    """Make a meeting per (start, end), named after the series (or `title`) with the number of its edition.

    Without a `series` one called `new_series` is made first. `details` are fields of `Event`, besides `summary` for
    the page and the `template` of the programme. The same `key` again returns what it made. Raises `Refused`.
    """
    moments = sorted(moments)
    if not moments:
        raise Refused(_("Kies minstens één dag."))
    if len(moments) > MOST:
        raise Refused(_("Meer dan %(most)s bijeenkomsten in één keer kan niet.") % {"most": MOST})
    if series is None:
        series = create_series(name=new_series, kind=details["kind"], summary=details.get("summary", ""), actor=actor)
    # Under the lock of the series, or two forms at once would give out the same numbers.
    series = EventSeries.objects.select_for_update().get(pk=series.pk)
    keys = [uuid.uuid5(key, starts_at.isoformat()) for starts_at, _ends_at in moments]
    if made := list(Event.objects.filter(public_id__in=keys).order_by("starts_at")):
        return made
    first = next_edition(series)
    return [
        create_event(
            key=each,
            series=series,
            edition=edition,
            title=f"{title or series.name} {edition}",
            starts_at=starts_at,
            ends_at=ends_at,
            actor=actor,
            **details,
        )
        for edition, (each, (starts_at, ends_at)) in enumerate(zip(keys, moments, strict=True), start=first)
    ]


def publish_drafts(*, series: EventSeries, actor) -> int:
    """Publish every page of a coming meeting of the series that readers cannot see yet; returns how many."""
    coming = Event.objects.filter(series=series).upcoming().exclude(status=Event.Status.CANCELLED)
    drafts = EventPage.objects.filter(event__in=coming, live=False, alias_of=None).order_by("event__starts_at")
    for page in drafts:
        publish_page(page=page, actor=actor)
    return len(drafts)
