"""Making, changing and cancelling a meeting."""

import uuid
from copy import copy
from datetime import datetime
from itertools import chain
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms import clock, page_cache
from events import notifications, rules
from events.actions.evaluation import OPEN_FOR
from events.actions.organise.conflict import changes, refuse_stale
from events.actions.organise.pages import add_event_page, rename_pages
from events.actions.organise.programme import check_fits, plan
from events.actions.refusal import Refused, busy
from events.actions.seating import Kind, Seating, seating
from events.history import memento
from events.meeting_templates import TEMPLATES
from events.models import Admission, Evaluation, Event, EventSeries, Registration, Topic
from events.notifications import speakers, webhooks

DETAILS = {
    "title", "kind", "series", "edition", "starts_at", "ends_at", "mode", "venue", "meeting_url", "capacity",
    "sign_up_closes_at", "phone",
}  # fmt: skip
TIME_AND_PLACE = {"starts_at", "ends_at", "mode", "venue"}  # what a calendar shows
ACTIVE = (Registration.Status.CONFIRMED, Registration.Status.UNCONFIRMED)


def create_event(*, key: uuid.UUID, actor, summary: str = "", template: str = "", **details) -> Event:
    """Make a meeting (`details`: fields of `Event`) and its page as a draft below the agenda or its series.

    `template` (a name in `meeting_templates`) fills the programme. Without an edition number a meeting of a series
    gets the next one. The same `key` again returns the meeting made before. Raises `Refused`.
    """
    try:
        with transaction.atomic():
            return Event.objects.filter(public_id=key).first() or _create(key, actor, summary, template, details)
    except IntegrityError as error:  # the same form twice at once, or two pages at once below one parent
        if made := Event.objects.filter(public_id=key).first():
            return made
        raise busy() from error


def _create(key: uuid.UUID, actor, summary: str, template: str, details: dict) -> Event:
    check_moments(details["starts_at"], details["ends_at"], details.get("sign_up_closes_at"))
    if details.get("series") and not details.get("edition"):
        details["edition"] = next_edition(details["series"])
    event = Event.objects.create(public_id=key, **details)
    if template:
        plan(event, TEMPLATES[template])
    add_event_page(event, summary=summary, actor=actor)
    log(instance=event, action="events.create", user=actor)
    page_cache.forget()
    return event


def next_edition(series: EventSeries) -> int:
    """The number after the highest one so far."""
    return (series.events.aggregate(highest=Max("edition"))["highest"] or 0) + 1


def change_event(
    *, event: Event, version: str, actor, shift_programme: bool = True, excess_waits: bool = False, **details
) -> Event:
    """Change a meeting (`details`: fields of `Event`); a new start takes the programme along, in wall time.

    A change of time or place raises the sequence, so that calendars follow, and tells everybody with a seat or
    waiting. Saving the same again does nothing. With `excess_waits` a smaller capacity sends the last who came to the
    front of the waiting list. Raises `Conflict` when somebody saved after `version`, and
    `Refused` when the programme or the people do not fit.
    """
    with seating(event) as seats:
        event = seats.event
        changed = changes(event, {name: value for name, value in details.items() if name in DETAILS})
        if not changed:
            return event
        refuse_stale(event, version)
        if event.is_cancelled:
            raise Refused(_("Deze bijeenkomst gaat niet door. Je kunt haar niet meer wijzigen."))
        if event.is_over and TIME_AND_PLACE & changed.keys():
            raise Refused(_("Deze bijeenkomst is voorbij. De tijd en de plaats kun je niet meer wijzigen."))
        before, what = copy(event), sorted(changed)
        if "capacity" in changed:
            seats.resize(None, changed.pop("capacity"), excess_waits=excess_waits)
        for name, value in changed.items():
            setattr(event, name, value)
        check_moments(event.starts_at, event.ends_at, event.sign_up_closes_at)
        if "mode" in changed:
            _give_the_choice(seats, before.mode)
        if "starts_at" in changed:
            _refuse_before_wishes_close(event, seats.admission)
        _fit_programme(event, before.starts_at, shift_programme)
        _move_ends(event)
        moved = bool(TIME_AND_PLACE & changed.keys())
        if "starts_at" in changed and rules.has_public_page(event):
            back = event.starts_at == event.previous_start
            event.previous_start = None if back else before.starts_at
        event.sequence += moved
        event.version += 1
        event.changed_at = clock.now()
        event.save(update_fields=[*changed, "previous_start", "sequence", "version", "changed_at"])
        if "title" in changed:
            rename_pages(event, before.title, actor=actor)
        if moved:
            people = list(event.registrations.filter(status__in=ACTIVE))
            with notifications.together(people):
                for registration in people:
                    notifications.event_changed(registration, key=str(event.sequence), before=before)
            speakers.speakers_hear_of_change(event, key=f"meeting:{event.sequence}")
            webhooks.tell_of_meeting(event, Topic.EVENT_CHANGED)
        log(instance=event, action="events.change", user=actor, data={"fields": what, "back": memento(before, what)})
    return event


def cancel_event(*, event: Event, reason: str, actor) -> Event:
    """The meeting does not take place: everybody signed up hears why, and calendars strike it.

    Registrations and places stay as they were, as the record of who would have come; nothing moves any more.
    Harmless when done already. Raises `Refused` once the meeting is over.
    """
    with seating(event) as seats:
        event = seats.event
        if event.is_cancelled:
            return event
        if event.is_over:
            raise Refused(_("Deze bijeenkomst is al voorbij."))
        event.status = Event.Status.CANCELLED
        event.sequence += 1
        event.version += 1
        event.changed_at = clock.now()
        event.save(update_fields=["status", "sequence", "version", "changed_at"])
        # There is nothing left to confirm: without this the hold would expire and send a second, confusing mail.
        event.registrations.filter(status=Registration.Status.UNCONFIRMED).update(confirm_before=None)
        people = list(event.registrations.filter(status__in=ACTIVE))
        with notifications.together(people):
            for registration in people:
                entry = seats.record(registration, Kind.EVENT_CANCELLED, reason=reason, actor=actor)
                notifications.event_cancelled(registration, entry)
        speakers.speakers_hear_of_end(event, reason=reason)
        webhooks.tell_of_meeting(event, Topic.EVENT_CANCELLED)
        log(instance=event, action="events.cancel", user=actor, data={"reason": reason})
    return event


def check_moments(starts_at: datetime, ends_at: datetime, sign_up_closes_at: datetime | None) -> None:
    """Refuse an end before the start, and a sign-up that stays open after it."""
    if ends_at <= starts_at:
        raise Refused(_("Het einde moet na het begin liggen."), field="ends")
    if sign_up_closes_at and sign_up_closes_at > starts_at:
        raise Refused(
            _("Aanmelden kan niet langer open zijn dan tot het begin van de bijeenkomst."), field="sign_up_closes_at"
        )


def _give_the_choice(seats: Seating, old_mode: str) -> None:
    """Where people can come to the room or online from now on, who had no choice stays where they were to come."""
    event = seats.event
    if event.mode != Event.Mode.HYBRID:
        return
    event.registrations.filter(attends="").update(attends=old_mode)
    if not seats.room_has_place_for(0):
        coming = event.registrations.filter(attends=Registration.Attends.ROOM, status__in=ACTIVE).count()
        text = _(
            "Er komen al %(count)s mensen, en de zaal heeft plek voor %(most)s. Pas dat eerst aan bij Kiezen en verdelen."
        )
        raise Refused(text % {"count": coming, "most": seats.admission.room_capacity}, field="mode")


def _refuse_before_wishes_close(event: Event, admission: Admission) -> None:
    if admission.by_wish and admission.wishes_close_at > event.starts_at:
        text = _("Voorkeuren doorgeven kan nu tot na dit begin. Zet dat moment eerst vroeger, bij Kiezen en verdelen.")
        raise Refused(text, field="date")


def _move_ends(event: Event) -> None:
    """Let what ends with the start, or so long after the meeting, follow these."""
    # Nobody can confirm or say yes after the start, so no place is held or offered longer than that.
    event.registrations.filter(confirm_before__gt=event.starts_at).update(confirm_before=event.starts_at)
    event.places.filter(offered_until__gt=event.starts_at).update(offered_until=event.starts_at)
    Evaluation.objects.filter(event=event).update(closes_at=event.ends_at + OPEN_FOR)


def _fit_programme(event: Event, old_start: datetime, shift: bool) -> None:
    """Move the parts along with the start where asked, and refuse a window they do not fit in."""
    zone = ZoneInfo(event.timezone)

    def wall(moment: datetime) -> datetime:
        return timezone.make_naive(moment, zone)

    later_by = wall(event.starts_at) - wall(old_start)
    for part in chain(event.programme_items.all(), event.rounds.all()):
        if shift and later_by:
            part.starts_at = timezone.make_aware(wall(part.starts_at) + later_by, zone)
            part.ends_at = timezone.make_aware(wall(part.ends_at) + later_by, zone)
            part.save(update_fields=["starts_at", "ends_at"])
        check_fits(event, part)
