"""Who may do what at meetings, and when. Views, templates, mail and exports ask here and nowhere else."""

from datetime import timedelta

from cms import clock
from events.models import Breakout, Event, Registration

JOIN_OPENS = timedelta(minutes=30)


def sign_up_is_open(event: Event) -> bool:
    """New people may sign up: planned, before the closing moment, and not begun."""
    closes_at = event.sign_up_closes_at or event.starts_at
    return not event.is_cancelled and clock.now() < min(closes_at, event.starts_at)


def may_change(registration: Registration) -> bool:
    """The person may change break-outs or cancel: signed up, and the meeting has not begun."""
    return registration.is_active and not registration.event.is_cancelled and not registration.event.has_begun


def may_see_meeting_link(registration: Registration) -> bool:
    """Confirmed, with a seat, from 30 minutes before the start until the end."""
    event = registration.event
    return (
        registration.status == Registration.Status.CONFIRMED
        and not event.is_cancelled
        and event.starts_at - JOIN_OPENS <= clock.now() < event.ends_at
        and registration.places.seats().filter(breakout=None).exists()
    )


def may_organise(user) -> bool:
    """May open the organisers' pages."""
    return user.is_active and user.has_perm("events.change_event")


def may_plan(user) -> bool:
    """May make new meetings and series."""
    return user.is_active and user.has_perm("events.add_event")


def may_see_participants(user) -> bool:
    """May see and export who signed up."""
    return user.is_active and user.has_perm("events.view_registration")


def may_change_participants(user) -> bool:
    """May sign people up, move them and cancel for them."""
    return may_see_participants(user) and user.has_perm("events.change_registration")


def may_choose(breakout: Breakout) -> bool:
    """The break-out can be picked (a full one leads to its waiting list)."""
    return not breakout.is_cancelled
