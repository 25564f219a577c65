"""Break-outs: adding, changing, and calling one off."""

import uuid

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from events import notifications
from events.actions.organise.conflict import changes, refuse_stale
from events.actions.organise.programme import (
    have_people,
    note_change,
    note_removal,
    refuse_tied,
    tell_programme_changed,
)
from events.actions.refusal import Refused
from events.actions.seating import ACTIVE, seating
from events.history import memento
from events.models import Admission, Breakout, LedgerEntry, Place, Registration, Round
from events.notifications import speakers

TOLD = ("title", "room", "host")  # what a participant plans on; a better description is no reason to mail anybody


def save_breakout(
    *,
    round: Round,
    breakout: Breakout | None = None,
    key: uuid.UUID | None = None,
    version: str = "",
    excess_waits: bool = False,
    actor,
    **values,
) -> Breakout:
    """Add (`key` makes that safe to repeat) or change a break-out of a round.

    Raising the capacity lets the queue move up at once. A new title, room or host is told to everybody with a place
    in it, and to their calendars. Raises `Conflict`, or `Refused` when the capacity is below the seats taken, unless the last
    who came may wait (`excess_waits`).
    """
    with seating(round.event) as seats:
        if seats.event.is_cancelled:
            raise Refused(_("Deze bijeenkomst gaat niet door. Je kunt haar niet meer wijzigen."))
        if breakout is None:
            if made := Breakout.objects.filter(public_id=key, event=seats.event).first():
                return made
            return _add(seats.event, round, key, actor, values)
        breakout = seats.event.breakouts.filter(pk=breakout.pk).first()
        if breakout is None:
            raise Refused(_("Deze break-out is intussen verwijderd."))
        if not values.get("sort_order"):
            values.pop("sort_order", None)  # an empty place in the order: where it stands
        changed = changes(breakout, values)
        if not changed:
            return breakout
        refuse_stale(breakout, version)
        if breakout.is_cancelled:
            raise Refused(_("Deze break-out gaat niet door. Je kunt hem niet meer wijzigen."))
        back = memento(breakout, changed)
        if "capacity" in changed:
            seats.resize(breakout, changed.pop("capacity"), excess_waits=excess_waits)
        before = breakout.title
        for name, value in changed.items():
            setattr(breakout, name, value)
        breakout.version += 1
        breakout.save(update_fields=[*changed, "version"])
        act = note_change(seats.event, breakout.title, actor, back=back)
        if not changed.keys().isdisjoint(TOLD):
            seats.fill()  # who moves up now, reads so in this mail too
            tell_programme_changed(seats.event, breakout.places.all(), key=str(act.pk), part=breakout, before=before)
    return breakout


def _add(event, round, key, actor, values) -> Breakout:
    round = event.rounds.filter(pk=round.pk).first()
    if round is None:
        raise Refused(_("Deze ronde is intussen verwijderd."))
    if not values.get("sort_order"):
        values["sort_order"] = (round.breakouts.aggregate(last=Max("sort_order"))["last"] or 0) + 1
    breakout = Breakout.objects.create(public_id=key or uuid.uuid4(), event=event, round=round, **values)
    note_change(event, breakout.title, actor, action="events.add_part")
    return breakout


def hoping_for(breakout: Breakout) -> QuerySet[Registration]:
    """Who wished for this break-out and can still wish for another."""
    people = breakout.event.registrations.filter(wishes__breakout=breakout, status__in=ACTIVE).select_related("event")
    return people if Admission.of(breakout.event).takes_wishes else people.none()


def cancel_breakout(*, breakout: Breakout, actor) -> Breakout:
    """Call a break-out off: its participants (seats and waiting alike) lose that place, and they and who hopes for one
    hear so; nobody else does.

    Harmless when done already. Raises `Refused` once the meeting has begun.
    """
    with seating(breakout.event) as seats:
        breakout = Breakout.objects.get(pk=breakout.pk)
        if breakout.is_cancelled:
            return breakout
        if seats.event.is_cancelled or seats.event.has_begun:
            raise Refused(_("De bijeenkomst is al begonnen of gaat niet door."))
        breakout.status = Breakout.Status.CANCELLED
        breakout.version += 1
        breakout.save(update_fields=["status", "version"])
        places = list(Place.objects.of(seats.event, breakout).select_related("registration", "breakout"))
        seats.release(places, reason="breakout_cancelled", actor=actor)
        left = LedgerEntry.objects.filter(breakout=breakout, reason="breakout_cancelled")
        others = seats.event.breakouts.filter(round=breakout.round_id, status=Breakout.Status.PLANNED).exists()
        people = seats.event.registrations.in_bulk([place.registration_id for place in places])
        with notifications.together(list(people.values())):
            for entry in left.select_related("breakout").order_by("pk"):
                notifications.breakout_cancelled(people[entry.registration_id], entry, others=others)
        hoping = list(hoping_for(breakout))
        with notifications.together(hoping):
            for registration in hoping:
                notifications.wish_cancelled(registration, breakout, others=others)
        speakers.speakers_hear_of_end(seats.event, breakout=breakout)
        note_change(seats.event, breakout.title, actor, action="events.cancel_breakout", people=len(places))
    return breakout


def delete_breakout(*, breakout: Breakout, actor) -> None:
    """Delete a break-out; it can be put back. Harmless when done already.

    Raises `Refused` when anybody is, or ever was, in it or wished for it, and as `refuse_tied` does: then call it off.
    """
    with seating(breakout.event) as seats:
        itself = seats.event.breakouts.filter(pk=breakout.pk)
        if have_people(itself):
            raise Refused(
                _("Hier zijn al mensen voor aangemeld. Laat de break-out vervallen in plaats van hem te verwijderen.")
            )
        refuse_tied(itself)
        gone = list(itself)
        itself.delete()
        for breakout in gone:
            note_removal(breakout, actor)
