"""Signing up and confirming."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from cms import clock
from cms.models import Sector
from events import notifications, rules
from events.actions.refusal import Refused
from events.actions.seating import Kind, Seating, seating
from events.actions.wishes import Ranked, keep_wishes
from events.models import Admission, Breakout, Event, LedgerEntry, Registration

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
    key: uuid.UUID,
    language: str = "nl",
    user=None,
) -> Registration:
    """Sign a person up, with a break-out per round (`choices`: round id → Choice), and queue the mail.

    Where places are given by wish, `wishes` says what they would like (a choice counts as a first wish), and `sector`
    which field they work in.

    The place is held for 24 hours (at most until the start) unless `user` is signed in, whose address is known:
    they are confirmed at once. The same `key` again returns the first answer. An address that is signed up already
    gets a mail with its link and nothing changes, so that the caller can answer everybody alike. Raises `Refused`
    when sign-up is closed, or with `field` `round-<id>` when a break-out filled up meanwhile.
    """
    email = (user.email if user else email).strip().lower()
    choices = choices or {}
    with seating(event) as seats:
        if entry := LedgerEntry.objects.filter(key=key).select_related("registration").first():
            if (entry.registration.event_id, entry.registration.email) == (event.pk, email):
                return entry.registration
            key = None  # the browser gave an old form back, for somebody else or another meeting
        if not rules.sign_up_is_open(seats.event):
            raise Refused(_("Aanmelden voor deze bijeenkomst kan niet meer."))
        choices, wishes = _by_admission(seats, choices, wishes or {})
        # Before looking whether the address is known, so that the answer tells nobody who comes.
        refuse_unavailable(seats, choices, seated=seats.free_seat() is not None)
        registration = seats.event.registrations.filter(email=email).first()
        if registration and registration.is_active:
            return _sign_up_again(seats, registration, user)
        registration = registration or Registration(event=seats.event, email=email)
        registration.name, registration.language = name, language
        registration.user = user or registration.user
        registration.sector = sector or registration.sector
        registration.status = Registration.Status.UNCONFIRMED
        registration.confirm_before = None if user else min(clock.now() + HOLD, seats.event.starts_at)
        registration.save()
        entry = seats.record(registration, Kind.SIGNED_UP, key=key)
        seats.leave_to_caller(registration)
        seats.enqueue(registration)
        for choice in choices.values():
            seats.enqueue(registration, choice.breakout)
        keep_wishes(seats, registration, wishes)
        seats.fill()
        if user:
            notifications.registration_confirmed(registration, seats.record(registration, Kind.CONFIRMED))
        else:
            notifications.confirm_sign_up(registration, entry)
    return registration


def _by_admission(seats: Seating, choices: Mapping[int, Choice], wishes: Ranked) -> tuple[Mapping, Ranked]:
    """What of this can be asked for now: break-outs one by one, or wishes, or neither while places are given out."""
    admission = Admission.of(seats.event)
    if not admission.by_wish:
        return choices, {}
    if not admission.takes_wishes:
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


def refuse_unavailable(seats: Seating, choices: Mapping[int, Choice], *, seated: bool) -> None:
    """Raise `Refused` for a break-out that is cancelled, of another meeting, or full while `may_wait` is False.

    Who is not `seated` in the meeting itself waits for that, and the break-outs wait along: nothing is full for them.
    """
    for round_id, choice in choices.items():
        # Read again under the lock: what the form saw may have changed.
        breakout = Breakout.objects.filter(pk=choice.breakout.pk, event=seats.event, round_id=round_id).first()
        if breakout is None or not rules.may_choose(breakout):
            raise Refused(_("Deze break-out gaat niet door. Kies een andere."), field=f"round-{round_id}")
        if seated and not choice.may_wait and seats.free_seat(breakout) is None:
            raise Refused(
                _(
                    "“%(title)s” is net vol geraakt. Kies een andere break-out, of kies deze nog eens voor de wachtlijst."
                )
                % {"title": breakout.title},
                field=f"round-{round_id}",
            )


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


def _confirm(seats: Seating, registration: Registration) -> None:
    registration.confirm_before = None
    registration.save(update_fields=["confirm_before"])
    entry = seats.record(registration, Kind.CONFIRMED)
    seats.leave_to_caller(registration)
    seats.fill()
    notifications.registration_confirmed(registration, entry)
