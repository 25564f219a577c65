"""The next edition, made from one that was: programme, break-outs and texts; never the people and never the dates."""

import uuid
from copy import copy
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms import page_cache
from events.actions.organise.meetings import DETAILS, check_moments, next_edition
from events.actions.organise.pages import add_event_page
from events.actions.organise.programme import check_fits
from events.models import Breakout, Event

# A secret link that last time's participants know is no secret; the rest belongs to a day.
NOT_COPIED = {"title", "edition", "starts_at", "ends_at", "sign_up_closes_at", "meeting_url"}


@transaction.atomic
def copy_event(*, event: Event, key: uuid.UUID, title: str, starts_at: datetime, ends_at: datetime, actor) -> Event:
    """Make the next edition of `event`, with a page as a draft below the same series.

    Parts keep their distance to the start, in wall time; break-outs that were called off stay behind. The same `key`
    again returns what it made. Raises `Refused` when the programme does not fit between the new times.
    """
    event = Event.objects.select_for_update(of=("self",)).select_related("series").get(pk=event.pk)
    if made := Event.objects.filter(public_id=key).first():
        return made
    check_moments(starts_at, ends_at, None)
    new = Event.objects.create(
        public_id=key,
        title=title,
        edition=next_edition(event.series) if event.series_id else None,
        starts_at=starts_at,
        ends_at=ends_at,
        timezone=event.timezone,
        **{name: getattr(event, name) for name in DETAILS - NOT_COPIED},
    )
    for item in event.programme_items.all():
        _copy(item, event, new)
    for round_ in event.rounds.prefetch_related("breakouts"):
        planned = [each for each in round_.breakouts.all() if not each.is_cancelled]
        made_round = _copy(round_, event, new)
        for breakout in planned:
            _copy(breakout, event, new, round=made_round, public_id=uuid.uuid4(), meeting_url="", version=1)
    add_event_page(new, like=event.pages.filter(alias_of=None).order_by("pk").first(), actor=actor)
    log(instance=new, action="events.create", user=actor, data={"copied_from": str(event.public_id)})
    page_cache.forget()
    return new


def _copy(part, event: Event, new: Event, **values):
    made = copy(part)
    made.pk, made._state.adding, made._prefetched_objects_cache = None, True, {}
    made.event = new
    for name, value in values.items():
        setattr(made, name, value)
    if not isinstance(part, Breakout):
        zone = ZoneInfo(event.timezone)
        later_by = timezone.make_naive(new.starts_at, zone) - timezone.make_naive(event.starts_at, zone)
        for name in ("starts_at", "ends_at"):
            wall = timezone.make_naive(getattr(part, name), zone)
            setattr(made, name, timezone.make_aware(wall + later_by, zone))
        check_fits(new, made)
    made.save(force_insert=True)
    return made
