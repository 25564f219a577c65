"""Changing break-outs and cancelling, by the participant or for them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events import notifications, rules
from events.actions.refusal import Refused
from events.actions.seating import Kind, Seating, seating
from events.actions.sign_up import Choice, refuse_unavailable
from events.models import Admission, Breakout, Event, Registration


def choose(*, registration: Registration, choices: Mapping[int, Choice | None]) -> Registration:
    """Set the break-outs of the given rounds (round id → Choice, or None to be in no break-out).

    Who picks a full break-out keeps the seat they have in that round until the other comes free; then both are
    swapped in one step. Picking the seat one has ends the waiting. Tells the person once, and only if something
    changed. Raises `Refused` when it is too late or a break-out filled up meanwhile.
    """
    with seating(registration.event) as seats:
        registration = _changeable(seats, registration)
        if Admission.of(seats.event).by_wish:
            raise Refused(_("De groepen worden verdeeld naar voorkeur. Kiezen kan weer als dat klaar is."))
        before = _picture(registration)
        wanted = {}
        for round_id, choice in choices.items():
            mine = registration.places.filter(round=round_id).select_related("breakout", "registration")
            if choice is None:
                seats.release(mine, reason="changed")
            elif mine.seats().filter(breakout=choice.breakout).exists():
                seats.release(mine.waiting(), reason="changed")
            else:
                wanted[round_id] = choice
        seats.leave_to_caller(registration)
        refuse_unavailable(seats, wanted, seated=seats.has_event_seat(registration))
        for choice in wanted.values():
            seats.enqueue(registration, choice.breakout)
        seats.fill()
        if _picture(registration) != before:
            notifications.choices_changed(registration, registration.ledger.last())
    return registration


def cancel(*, registration: Registration, actor=None, by_reply: bool = False) -> Registration:
    """Cancel the registration; who signed up with them goes on alone, the first in each queue moves up, and both hear so.
    Harmless when done already.

    `by_reply`: their calendar said so. Raises `Refused` once the meeting has begun.
    """
    with seating(registration.event) as seats:
        registration = seats.event.registrations.get(pk=registration.pk)
        if registration.status == Registration.Status.CANCELLED:
            return registration
        registration = _changeable(seats, registration)
        entry = seats.record(registration, Kind.CANCELLED, actor=actor, reason="reply" if by_reply else "")
        seats.release(registration.places.select_related("breakout", "registration"), reason="cancelled", actor=actor)
        seats.part(registration, entry)
        notifications.registration_cancelled(registration, entry)
    return registration


def come_back(*, registration: Registration) -> Registration:
    """Undo a cancellation by the personal link: confirmed at once, with a seat if there is one. Harmless when active.

    Raises `Refused` when sign-up is closed.
    """
    with seating(registration.event) as seats:
        registration = seats.event.registrations.get(pk=registration.pk)
        if registration.is_active:
            return registration
        if not registration.name or not rules.sign_up_is_open(seats.event):  # without a name: removed
            raise Refused(_("Aanmelden voor deze bijeenkomst kan niet meer."))
        if registration.attends == Registration.Attends.ROOM and not seats.room_has_place_for(1):
            registration.attends = Registration.Attends.ONLINE
        registration.confirm_before = None
        registration.save(update_fields=["attends", "confirm_before"])
        seats.record(registration, Kind.SIGNED_UP)
        entry = seats.record(registration, Kind.CONFIRMED)
        seats.leave_to_caller(registration)
        seats.enqueue(registration)
        seats.fill(registration)
        notifications.registration_confirmed(registration, entry)
    return registration


def switch(*, registration: Registration, attends: str) -> Registration:
    """Come to the room instead of online, or the other way round. Raises `Refused` when the room is full."""
    with seating(registration.event) as seats:
        registration = _changeable(seats, registration)
        if seats.event.mode != Event.Mode.HYBRID or attends not in Registration.Attends.values:
            raise Refused(_("Bij deze bijeenkomst valt er niets te kiezen."))
        if registration.attends == attends:
            return registration
        if attends == Registration.Attends.ROOM and not seats.room_has_place_for(1):
            raise Refused(_("De zaal is vol. Online meedoen kan wel."))
        registration.attends = attends
        registration.save(update_fields=["attends"])
        entry = seats.record(registration, Kind.SWITCHED, reason=attends)
        notifications.choices_changed(registration, entry)
    return registration


def move(*, registration: Registration, breakout: Breakout, actor) -> Registration:
    """The organiser puts a person in another break-out of the round; the person hears so.

    Raises `Refused` when the break-out is full or cancelled, when the person waits for the meeting itself, and until
    places by wish are given out: that would take this one away again.
    """
    with seating(registration.event) as seats:
        registration = _changeable(seats, registration)
        if Admission.of(seats.event).by_wish:
            raise Refused(_("De groepen worden verdeeld naar voorkeur. Verplaatsen kan als dat klaar is."))
        breakout = seats.event.breakouts.select_related("round").get(pk=breakout.pk)
        if not rules.may_choose(breakout):
            raise Refused(_("Deze break-out gaat niet door. Kies een andere."), field="breakout")
        if not seats.has_event_seat(registration):
            raise Refused(_("Deze persoon staat nog op de wachtlijst van de bijeenkomst zelf."), field="breakout")
        if registration.places.of(seats.event, breakout).seats().exists():
            return registration
        seats.enqueue(registration, breakout)
        seats.leave_to_caller(registration)
        if not seats.seat(registration.places.select_related("breakout", "registration").get(breakout=breakout)):
            raise Refused(_("“%(title)s” is vol.") % {"title": breakout.title}, field="breakout")
        entry = seats.record(registration, Kind.MOVED, breakout=breakout, actor=actor)
        log(instance=seats.event, action="events.move", user=actor, data={"part": breakout.title})
        notifications.moved_by_organiser(registration, entry)
    return registration


def _changeable(seats: Seating, registration: Registration) -> Registration:
    registration = seats.event.registrations.get(pk=registration.pk)
    if not rules.may_change(registration):
        raise Refused(_("Je aanmelding kun je nu niet meer wijzigen."))
    return registration


def _picture(registration: Registration) -> set[tuple]:
    return set(registration.places.values_list("breakout", "seat_number", "queue_number"))
