"""How people get into a meeting: what the organiser sets, and the draw."""

from copy import copy
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms import clock
from events import notifications, preferences
from events.actions.assigning import Plan, assign
from events.actions.organise.conflict import changes, refuse_stale
from events.actions.refusal import Refused
from events.actions.seating import ACTIVE, Seating, seating
from events.models import Admission, Event, Registration, Wish

Method = Admission.Method


def set_admission(*, event: Event, version: str, actor, **values) -> Admission:
    """Set how places are given out (`values`: fields of `Admission`). Saving the same again does nothing.

    Who can still choose hears of another end of choosing. Raises `Conflict`, or `Refused` when people have places or
    wishes that would lose their meaning.
    """
    with seating(event) as seats:
        event, admission = seats.event, Admission.of(seats.event)
        changed = changes(admission, values)
        if not changed:
            return admission
        if admission.pk:
            refuse_stale(admission, version)
        if event.is_cancelled or event.has_begun:
            raise Refused(_("De bijeenkomst is al begonnen of gaat niet door."))
        if "method" in changed:
            _refuse_other_method(event, admission)
        before = copy(admission)
        for name, value in changed.items():
            setattr(admission, name, value)
        if "room_capacity" in changed and event.mode == Event.Mode.HYBRID:
            _refuse_small_room(event, admission)
        _check_end(event, admission, changed)
        admission.version += 1 if admission.pk else 0
        admission.save()
        _tell_of_other_end(event, before, admission)
        log(instance=event, action="events.change", user=actor, data={"fields": sorted(changed)})
    return admission


def _tell_of_other_end(event: Event, before: Admission, admission: Admission) -> None:
    """Everybody who can choose hears that they have longer, or less long, to do so."""
    moved = before.method == admission.method and before.wishes_close_at != admission.wishes_close_at
    if not moved or not admission.takes_wishes or not preferences.Wishes(event, admission).rounds:
        return
    people = list(event.registrations.filter(status__in=ACTIVE).select_related("event"))
    with notifications.together(people):
        for registration in people:
            notifications.choosing_moved(
                registration,
                key=str(admission.version),
                before=before.wishes_close_at,
                until=admission.wishes_close_at,
            )


def _refuse_other_method(event: Event, admission: Admission) -> None:
    if admission.settled_at:
        raise Refused(_("De plaatsen zijn al verdeeld. De manier van kiezen ligt nu vast."), field="method")
    if event.places.filter(breakout__isnull=False).exists():
        raise Refused(_("Er zijn al mensen ingedeeld. De manier van kiezen ligt nu vast."), field="method")
    if Wish.objects.filter(registration__event=event).exists():
        raise Refused(_("Er zijn al voorkeuren doorgegeven. De manier van kiezen ligt nu vast."), field="method")


def _refuse_small_room(event: Event, admission: Admission) -> None:
    coming = event.registrations.filter(attends=Registration.Attends.ROOM, status__in=ACTIVE).count()
    if admission.room_capacity is not None and coming > admission.room_capacity:
        text = _("Er komen al %(count)s mensen naar de zaal.") % {"count": coming}
        raise Refused(text, field="room_capacity")


def _check_end(event: Event, admission: Admission, changed: dict) -> None:
    if admission.method == Method.FIRST_COME:
        return
    ends: datetime | None = admission.wishes_close_at
    if ends is None:
        raise Refused(_("Vul in tot wanneer mensen hun voorkeur doorgeven."), field="wishes_close_at")
    if ends > event.starts_at:
        raise Refused(_("Dit moment moet voor het begin van de bijeenkomst liggen."), field="wishes_close_at")
    if "wishes_close_at" in changed and ends <= clock.now() and admission.settled_at is None:
        raise Refused(_("Dit moment is al voorbij. Kies een moment dat nog komt."), field="wishes_close_at")


def hold_draws() -> int:
    """Hold every draw whose moment has come; returns how many. Safe to repeat."""
    due = Admission.objects.filter(method=Method.DRAW, settled_at=None, wishes_close_at__lte=clock.now())
    held = 0
    for admission in due.exclude(event__status=Event.Status.CANCELLED).select_related("event"):
        try:
            held += _draw(admission.event)
        except Refused:  # busy, and logged there; the next sweep comes by
            continue
    return held


def _draw(event: Event) -> bool:
    with seating(event) as seats:
        admission = Admission.of(seats.event)
        if not admission.by_wish or admission.takes_wishes:
            return False
        wishes = preferences.Wishes(seats.event, admission)
        plan = preferences.drawn(wishes)
        people = settle(seats, wishes, plan)
        # Who found all their wishes full waits for the first, in the order of the draw.
        for pk, mine in plan.items():
            for round_id, got in mine.items():
                wanted = wishes.ranked.get(pk, {}).get(round_id)
                if wanted and got is None:
                    seats.leave_to_caller(wishes.people[pk])
                    seats.enqueue(wishes.people[pk], wishes.breakouts[wanted[0]])
        seats.fill()
        tell(wishes, {pk for pk in people if wishes.ranked.get(pk)}, key=f"draw:{event.pk}")
    return True


def settle(seats: Seating, wishes: preferences.Wishes, plan: Plan, *, actor=None) -> set[int]:
    """Turn a plan into places, and write beside every wish of who is in it what became of it. Returns who takes part.

    Who came in after the plan was made keeps an open wish: nothing decided about them.
    """
    admission = wishes.admission
    assign(seats, plan, actor=actor)
    told = preferences.outcomes(wishes, plan)
    rows = list(Wish.objects.filter(registration__in=list(plan)))
    for row in rows:
        found = told.get((row.registration_id, row.breakout_id))
        row.outcome = found.outcome if found else Wish.Outcome.CANCELLED
        row.wanted, row.seats = (found.wanted, found.seats) if found else (0, 0)
    Wish.objects.bulk_update(rows, ["outcome", "wanted", "seats"], batch_size=500)
    if admission.settled_at is None:
        admission.settled_at = clock.now()
        admission.save(update_fields=["settled_at"])
    return set(wishes.people)


def tell(wishes: preferences.Wishes, people: set[int], *, key: str) -> None:
    """One mail to each of these people about their own places."""
    registrations = [registration for pk, registration in wishes.people.items() if pk in people]
    with notifications.together(registrations):
        for registration in registrations:
            notifications.allocated(registration, key)
