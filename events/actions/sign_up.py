"""Signing up and confirming."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms import clock
from cms.models import Sector
from events import notifications, rules
from events.actions.pools import Room, room_in
from events.actions.refusal import Refused
from events.actions.seating import Kind, Seating, seating
from events.actions.wishes import Ranked, keep_wishes
from events.entries import Standing
from events.models import Breakout, Event, LedgerEntry, Place, Registration

HOLD = timedelta(hours=24)


@dataclass(frozen=True)
class Choice:
    """A break-out picked in a round; `may_wait` when the person knows that it is full and wants to wait for it."""

    breakout: Breakout
    may_wait: bool = False


def sign_up(
    *,
    event: Event,
    name: str,
    email: str,
    choices: Mapping[int, Choice] | None = None,
    wishes: Ranked | None = None,
    sector: Sector | None = None,
    attends: str = "",
    colleague: tuple[str, str] | None = None,
    key: uuid.UUID,
    language: str = "nl",
    user=None,
    actor=None,
) -> Registration:
    """Sign a person up, with a break-out per round (`choices`: round id → Choice), and queue the mail.

    Where places are given by wish, `wishes` says what they would like (a choice counts as a first wish), and `sector`
    which field they work in. `attends` is `Registration.Attends` at a meeting that is in a room and online. With a
    `colleague` (name and address) both get places together or neither does; the colleague confirms for themselves.

    The place is held for 24 hours (at most until the start) unless `user` is signed in, whose address is known:
    they are confirmed at once. `actor` is the organiser who does it for them, and stands in the ledger. The same `key`
    again returns the first answer. An address that is signed up already gets a mail with its link and nothing
    changes, so that the caller can answer everybody alike. Raises `Refused` when sign-up is closed, or with `field`
    `round-<id>` when a break-out filled up meanwhile.
    """
    email = (user.email if user else email).strip().lower()
    choices = choices or {}
    used_by = LedgerEntry.objects.filter(key=key).order_by().values_list("registration", flat=True).first()
    with seating(event) as seats:
        registration = seats.event.registrations.filter(email=email).first()
        if used_by and (registration is None or registration.pk != used_by):
            key = None  # a browser gave an old form back, for somebody else or another meeting
        if key and registration and registration.ledger.filter(key=key).exists():
            seats.settled = True
            return registration
        if not rules.sign_up_is_open(seats.event):
            raise Refused(_("Aanmelden voor deze bijeenkomst kan niet meer."))
        choices, wishes = _by_admission(seats, choices, wishes or {})
        # Before looking whether the address is known, so that the answer tells nobody who comes.
        people = 2 if colleague else 1
        room = refuse_unavailable(seats, choices, people=people)
        attends = _where(seats, attends, people)
        if registration and registration.is_active:
            return _sign_up_again(seats, registration, user)
        registration = registration or Registration(event=seats.event, email=email)
        details = {"language": language, "attends": attends}
        entry = _write_down(seats, registration, key, name=name, user=user, sector=sector, actor=actor, **details)
        if actor:
            log(instance=seats.event, action="events.sign_up", user=actor)
        party = {registration: entry}
        if colleague and (other := _colleague(seats, colleague, registration, details)):
            party |= other
        places = seats.admit(party, room)
        for one in party:
            keep_wishes(seats, one, wishes)
        seats.settled = True
        for other in party.keys() - {registration}:
            notifications.signed_up_by_colleague(other, party[other], by=name)
        if user:
            notifications.registration_confirmed(registration, seats.record(registration, Kind.CONFIRMED))
        else:
            standing = Standing.of_newcomer(registration, places)
            notifications.confirm_sign_up(registration, entry, standing=standing)
    return registration


def _write_down(
    seats: Seating, registration: Registration, key, *, name: str, user=None, actor=None, **details
) -> LedgerEntry:
    """Store who comes; returns what is to be written in the ledger."""
    registration.name, registration.user = name, user or registration.user
    for field, value in details.items():
        setattr(registration, field, value or getattr(registration, field))
    registration.status = Registration.Status.UNCONFIRMED
    registration.confirm_before = None if user else min(clock.now() + HOLD, seats.event.starts_at)
    registration.save()
    seats.leave_to_caller(registration)
    return seats.note(registration, Kind.SIGNED_UP, key=key, actor=actor)


def _colleague(
    seats: Seating, colleague: tuple[str, str], registration: Registration, details: dict
) -> dict[Registration, LedgerEntry]:
    """The colleague, to be signed up beside `registration`; empty when that address comes already (and hears so by mail)."""
    name, email = colleague[0], colleague[1].strip().lower()
    if email == registration.email:
        raise Refused(_("Vul het adres van je collega in, niet nog eens je eigen adres."), field="colleague_email")
    other = seats.event.registrations.filter(email=email).first()
    if other and other.is_active:
        notifications.already_signed_up(other, key=f"{clock.now():%Y%m%d%H}")
        return {}
    other = other or Registration(event=seats.event, email=email)
    entry = _write_down(seats, other, None, name=name, **details)
    for one, mate in ((registration, other), (other, registration)):
        one.partner = mate
        one.save(update_fields=["partner"])
    return {other: entry}


def _where(seats: Seating, attends: str, people: int) -> str:
    """Where they come, at a meeting that is in a room and online. Raises `Refused` when the room is full."""
    if seats.event.mode != Event.Mode.HYBRID:
        return ""
    attends = attends or Registration.Attends.ROOM
    if attends == Registration.Attends.ROOM and not seats.room_has_place_for(people):
        raise Refused(_("De zaal is vol. Online meedoen kan nog wel."), field="attends")
    return attends


def _by_admission(seats: Seating, choices: Mapping[int, Choice], wishes: Ranked) -> tuple[Mapping, Ranked]:
    """What of this can be asked for now: break-outs one by one, or wishes, or neither while places are given out."""
    if not seats.admission.by_wish:
        return choices, {}
    if not seats.admission.takes_wishes:
        return {}, {}
    return {}, wishes or {round_id: [choice.breakout] for round_id, choice in choices.items()}


def _sign_up_again(seats: Seating, registration: Registration, user) -> Registration:
    if user:
        registration.user = user
        registration.save(update_fields=["user"])
        if registration.status == Registration.Status.UNCONFIRMED:
            _confirm(seats, registration)
    else:
        # At most one such mail an hour: nobody can flood somebody else's inbox through the form.
        notifications.already_signed_up(registration, key=f"{clock.now():%Y%m%d%H}")
    return registration


def refuse_unavailable(
    seats: Seating, choices: Mapping[int, Choice], *, seated: bool | None = None, people: int = 1
) -> Room:
    """Raise `Refused` for a break-out that is cancelled, of another meeting, or full while `may_wait` is False.

    Returns the room there is now, in the meeting and in the chosen break-outs, in the order of the choices.

    Who is not `seated` in the meeting itself (None: who comes new, and is if it has room) waits for that, and the
    break-outs wait along: nothing is full for them.
    """
    # Read again under the lock: what the form saw may have changed.
    going = Breakout.objects.filter(event=seats.event).select_related("round")
    now = going.in_bulk([choice.breakout.pk for choice in choices.values()])
    room = room_in(seats.event, [now[choice.breakout.pk] for choice in choices.values() if choice.breakout.pk in now])
    seated = room[None].has_room_for(people) if seated is None else seated
    for round_id, choice in choices.items():
        breakout = now.get(choice.breakout.pk)
        if breakout is None or breakout.round_id != round_id or not rules.may_choose(breakout):
            raise Refused(_("Deze break-out gaat niet door. Kies een andere."), field=f"round-{round_id}")
        if seated and not choice.may_wait and not room[breakout].has_room_for(people):
            if people > 1 and room[breakout].has_room_for(1):
                words = _(
                    "Er is nog maar 1 plek in “%(title)s”, jullie zijn met twee. "
                    "Kies een andere break-out, of kies deze nog eens voor de wachtlijst."
                )
            else:
                words = _(
                    "“%(title)s” is net vol geraakt. Kies een andere break-out, of kies deze nog eens voor de wachtlijst."
                )
            raise Refused(words % {"title": breakout.title}, field=f"round-{round_id}")
    return room


def confirm(*, registration: Registration) -> Registration:
    """Confirm from the mail; the place is fixed. Harmless when done already. Raises `Refused` when it is too late."""
    with seating(registration.event) as seats:
        registration = seats.event.registrations.get(pk=registration.pk)
        if registration.status == Registration.Status.CONFIRMED:
            return registration
        if seats.event.is_cancelled:
            raise Refused(_("Deze bijeenkomst gaat niet door."))
        in_time = rules.may_change(registration)
        if in_time:
            _confirm(seats, registration)
    if not in_time:  # raised out here, so that the release of the overdue place stays
        raise Refused(_("Bevestigen kan niet meer: je plek is vrijgegeven. Meld je opnieuw aan."))
    return registration


def accept_offer(*, registration: Registration) -> Registration:
    """Say yes to the seat that is kept, for oneself and for a partner with the same offer; harmless when done already.

    Raises `Refused` when the time was over.
    """
    with seating(registration.event) as seats:
        registration = seats.event.registrations.get(pk=registration.pk)
        party = [registration.pk, registration.partner_id]
        offers = Place.objects.of(seats.event).filter(registration__in=party).exclude(offered_until=None)
        in_time = registration.places.seats().filter(breakout=None).exists()
        if rules.may_change(registration) and offers.filter(registration=registration).exists():
            in_time = True
            for place in offers.select_related("registration__event"):
                _accept(seats, place, by=registration)
            registration.refresh_from_db()
    if not in_time:
        raise Refused(_("Deze plek is intussen naar iemand anders gegaan. Je kunt je opnieuw aanmelden."))
    return registration


def _accept(seats: Seating, place: Place, *, by: Registration) -> None:
    """Make an offer a seat. Who says yes from their own link has proven their address; their partner has not."""
    person = place.registration
    place.offered_until = None
    place.save(update_fields=["offered_until"])
    entry = seats.record(person, Kind.SEATED)
    if person == by and person.status == Registration.Status.UNCONFIRMED:
        person.confirm_before = None
        person.save(update_fields=["confirm_before"])
        entry = seats.record(person, Kind.CONFIRMED)
    seats.leave_to_caller(person)
    seats.fill()
    if person.status == Registration.Status.CONFIRMED:
        notifications.registration_confirmed(person, entry)
    else:
        notifications.moved_up(person, entry)


def _confirm(seats: Seating, registration: Registration) -> None:
    registration.confirm_before = None
    registration.save(update_fields=["confirm_before"])
    entry = seats.record(registration, Kind.CONFIRMED)
    seats.leave_to_caller(registration)
    seats.fill()
    notifications.registration_confirmed(registration, entry)
