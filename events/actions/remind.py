"""Reminders: rows with due moments that follow the meeting, and sending them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cms import clock
from events import notifications, rules
from events.actions.refusal import Refused
from events.actions.seating import lock_event
from events.attendance import expected
from events.models import Evaluation, Event, Registration, Reminder, Speaker, SpeakerMaterial
from events.models.reminders import AFTERWARDS, DAYS_BEFORE

TOO_LATE = timedelta(hours=12)  # a reminder that could not leave for so long helps nobody any more
MORNING = 10  # o'clock, the day after
AHEAD = timedelta(days=max(DAYS_BEFORE) + 1)


def due_at(event: Event, days: int) -> datetime:
    """So many days before, at the same time on the wall clock, also when the clocks change in between."""
    zone = ZoneInfo(event.timezone)
    if days == AFTERWARDS:
        next_day = event.ends_at.astimezone(zone).replace(tzinfo=None) + timedelta(days=1)
        return next_day.replace(hour=MORNING, minute=0, second=0, microsecond=0, tzinfo=zone)
    return (event.starts_at.astimezone(zone).replace(tzinfo=None) - timedelta(days=days)).replace(tzinfo=zone)


def keep_reminders() -> int:
    """Give every meeting that comes near its reminders, and let them follow one that moved; returns how many changed."""
    now, changed = clock.now(), 0
    is_near = Q(starts_at__lte=now + AHEAD)
    was_near = Q(pk__in=Reminder.objects.filter(sent_at=None).values("event"))  # and is put off, perhaps for months
    coming = Event.objects.filter(is_near | was_near, status=Event.Status.PLANNED, starts_at__gt=now)
    for event in coming.prefetch_related("reminders"):
        known = {reminder.days_before: reminder for reminder in event.reminders.all()}
        for days in (*DAYS_BEFORE, AFTERWARDS):
            moment, reminder = due_at(event, days), known.get(days)
            if reminder and reminder.due_at == moment:
                continue
            sent_at = now if moment < now - TOO_LATE else None
            Reminder.objects.update_or_create(
                event=event, days_before=days, defaults={"due_at": moment, "sent_at": sent_at}
            )
            changed += 1
    return changed


def send_due() -> int:
    """Send every reminder whose moment has come; returns how many meetings were told of. Safe to repeat."""
    sent = 0
    for pk in Reminder.objects.filter(sent_at=None, due_at__lte=clock.now()).values_list("pk", flat=True):
        sent += _send(pk)
    return sent


@transaction.atomic
def _send(pk: int) -> bool:
    reminder = Reminder.objects.select_related("event").get(pk=pk)
    event = lock_event(reminder.event_id)
    reminder.refresh_from_db()
    if reminder.sent_at:
        return False
    reminder.sent_at = clock.now()
    reminder.save(update_fields=["sent_at"])
    if event.is_cancelled or reminder.due_at < clock.now() - TOO_LATE:
        return False
    if reminder.days_before == AFTERWARDS:
        return _afterwards(event, reminder)
    if event.has_begun:
        return False
    seated = event.places.of(event).seats().values("registration")
    people = event.registrations.filter(
        pk__in=seated, status=Registration.Status.CONFIRMED, reminders=True, created_at__lt=reminder.due_at
    )
    people = list(people.select_related("event"))
    with notifications.together(people):
        for registration in people:
            key = f"{reminder.days_before}:{reminder.due_at:%Y%m%d%H%M}"
            notifications.reminder(registration, key, days=reminder.days_before)
    return True


def _afterwards(event: Event, reminder: Reminder) -> bool:
    """Ask who was there what they thought, and tell what they can look back at; nothing when there is neither."""
    asks = Evaluation.objects.filter(event=event, closes_at__gt=clock.now()).exists()
    accepted = Speaker.Status.ACCEPTED
    shares = SpeakerMaterial.objects.filter(speaker__event=event, speaker__status=accepted, is_public=True).exists()
    if not event.is_over or not (asks or shares):
        return False
    people = expected(event).filter(reminders=True, created_at__lt=reminder.due_at)
    present = Q(attendance__came_at__isnull=False) | Q(attendance__minutes_given__gt=0)
    if people.filter(present).exists():  # without anybody at the door or a list, who came is not known
        people = people.filter(present)
    people = list(people.select_related("event"))
    with notifications.together(people):
        for registration in people:
            notifications.afterwards(registration, f"{reminder.due_at:%Y%m%d%H%M}", asks=asks, shares=shares)
    return True


@transaction.atomic
def set_reminders(*, registration: Registration, on: bool) -> Registration:
    """Turn reminders about one meeting on or off. Raises `Refused` when there is nothing left to be reminded of."""
    registration = Registration.objects.select_for_update(of=("self",)).select_related("event").get(pk=registration.pk)
    if not rules.may_change(registration):
        raise Refused(_("Je aanmelding kun je nu niet meer wijzigen."))
    registration.reminders = on
    registration.save(update_fields=["reminders"])
    return registration
