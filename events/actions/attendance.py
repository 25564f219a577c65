"""At the door: letting people in and out, who walks in, and the organiser's word on minutes."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms import clock
from cms.form_ids import id_of
from events.actions.refusal import Refused
from events.attendance import Hours, expected, with_code
from events.models import Attendance, Door, Event, Registration, Scan
from events.secret_links import DOOR_AROUND, ticket_for

OVERRUN = 60  # minutes that a meeting may run late
TOLERATED = timedelta(minutes=5)  # by which the clock of a phone may run ahead
Result = Scan.Result


@dataclass(frozen=True)
class Scanned:
    """What came of a scan: the words for the door are made of this."""

    result: str
    name: str = ""
    since: datetime | None = None


def make_door(*, event: Event, label: str, actor, key: uuid.UUID | None = None) -> Door:
    """A new link for somebody at a door. The same form (`key`) again gives the first."""
    fields = {"event": event, "label": label.strip() or _("Deur"), "made_by": actor}
    return Door.objects.get_or_create(key=id_of(key, "door", event.pk), defaults=fields)[0]


def revoke_door(*, door: Door) -> None:
    """The link stops working. Harmless when called twice."""
    Door.objects.filter(pk=door.pk, revoked_at=None).update(revoked_at=clock.now())


def scan(
    *, door: Door, key: uuid.UUID, typed: str = "", person: uuid.UUID | None = None, direction: str = "in", at=None
) -> Scanned:
    """Somebody comes in or goes out: by ticket (`typed`: what the QR code holds, or the short code) or from the list.

    `at` is when it happened by the clock of the door, for what is sent later; never in the future, nor before the
    doors open. The same `key` again gives the first answer. Who is inside already is reported with the time, not let in twice.
    """
    now = clock.now()
    at = now if not at or at > now + TOLERATED else min(at, now)
    at = max(at, min(door.event.starts_at - DOOR_AROUND, now))
    with transaction.atomic():
        event = Event.objects.select_for_update().get(pk=door.event_id)
        if known := Scan.objects.filter(key=key, event=event).select_related("attendance__registration").first():
            return _answer(known)
        attendance, result, since = _pass(event, typed, person, direction, at)
        row = Scan.objects.create(
            key=key,
            event=event,
            door=door,
            attendance=attendance,
            direction=direction if direction in Scan.Direction else Scan.Direction.IN,
            result=result,
            since=since,
            at=at,
        )
        if attendance:
            _work_out(attendance, Hours.of(event))
        return _answer(row)


@transaction.atomic
def walk_in(*, door: Door, key: uuid.UUID, name: str, email: str = "") -> Scanned:
    """Somebody who had not signed up comes in. Takes no seat: who is in the room is in the room."""
    event = Event.objects.select_for_update().get(pk=door.event_id)
    if known := Scan.objects.filter(key=key, event=event).select_related("attendance").first():
        return _answer(known)
    now = clock.now()
    attendance = Attendance.objects.create(event=event, name=name, email=email.lower(), came_at=now)
    row = Scan.objects.create(key=key, event=event, door=door, attendance=attendance, result=Result.WELCOME, at=now)
    return _answer(row)


@transaction.atomic
def give_minutes(*, event: Event, minutes: dict[int, int | None], actor) -> int:
    """The organiser's word: registration id → minutes somebody was there; None leaves it to the door again.

    Raises `Refused` before the meeting has begun, and for more minutes than it lasts (with `OVERRUN` for one that ran
    late). Returns how many changed.
    """
    Event.objects.select_for_update().get(pk=event.pk)  # a door may be letting the same person in
    most = int((event.ends_at - event.starts_at).total_seconds() // 60) + OVERRUN
    if not event.has_begun and any(number is not None for number in minutes.values()):
        raise Refused(_("De bijeenkomst is nog niet begonnen. Daarna vul je in wie er was."))
    registrations = {one.pk: one for one in event.registrations.filter(pk__in=minutes)}
    changed = 0
    for pk, number in minutes.items():
        if number is not None and not 0 <= number <= most:
            raise Refused(
                _("Vul een aantal minuten in tussen 0 en %(most)s: zo lang duurde het hoogstens.") % {"most": most}
            )
        if pk not in registrations:
            continue
        row = Attendance.objects.filter(registration=registrations[pk]).first()
        if row is None and number is None:
            continue
        if row is None:
            Attendance.objects.create(event=event, registration=registrations[pk], minutes_given=number)
        elif row.minutes_given == number:
            continue
        else:
            row.minutes_given = number
            row.save(update_fields=["minutes_given"])
        changed += 1
    if changed:
        log(instance=event, action="events.attendance", user=actor, data={"changed": changed})
    return changed


def mark_everybody_present(*, event: Event, actor) -> int:
    """Everybody who was expected and was not seen at a door was there the whole time. Returns how many."""
    whole = Hours.of(event).net
    unseen = expected(event).filter(attendance=None).values_list("pk", flat=True)
    return give_minutes(event=event, minutes=dict.fromkeys(unseen, whole), actor=actor)


def _pass(event: Event, typed: str, person: uuid.UUID | None, direction: str, at: datetime):
    """(attendance, result, inside since) of one scan, under the meeting's lock."""
    walked_in = Attendance.objects.filter(event=event, registration=None, public_id=person).first() if person else None
    registration = None if walked_in else _who(event, typed, person)
    if registration is None and walked_in is None:
        return None, Result.UNKNOWN, None
    if registration and not expected(event).filter(pk=registration.pk).exists():
        return None, Result.NOT_COMING, None
    row = walked_in or Attendance.objects.get_or_create(event=event, registration=registration)[0]
    if direction == Scan.Direction.OUT:
        return row, Result.GONE, None
    then = next((came for came, left in _stays(row) if came <= at and (left is None or at < left)), None)
    since = then or (row.came_at if row.is_inside else None)
    return row, Result.ALREADY if since else Result.WELCOME, since


def _stays(row: Attendance) -> list[list[datetime | None]]:
    """From when to when somebody was inside (None: still), by the clocks of the doors, in whatever order they reported."""
    stays: list[list[datetime | None]] = []
    for direction, at in row.scans.order_by("at", "pk").values_list("direction", "at"):
        inside = bool(stays) and stays[-1][1] is None
        if direction == Scan.Direction.IN and not inside:
            stays.append([at, None])
        elif direction == Scan.Direction.OUT and inside:
            stays[-1][1] = at
    return stays


def _work_out(row: Attendance, hours: Hours) -> None:
    """Keep the last stay, and the minutes of those before it."""
    if stays := _stays(row):
        *before, (row.came_at, row.left_at) = stays
        row.minutes_before = sum(hours.between(came, left) for came, left in before)
        row.save(update_fields=["came_at", "left_at", "minutes_before"])


def _who(event: Event, typed: str, person: uuid.UUID | None) -> Registration | None:
    if person:
        return event.registrations.filter(public_id=person).first()
    if "." in typed:
        found = ticket_for(typed.strip().rstrip("/").rsplit("/", 1)[-1])
        return found if found and found.event_id == event.pk else None
    return with_code(event.registrations.all(), typed)


def _answer(row: Scan) -> Scanned:
    return Scanned(row.result, row.attendance.person_name if row.attendance else "", row.since)
