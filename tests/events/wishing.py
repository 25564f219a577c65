"""Makers for meetings where places are given by wish."""

import uuid
from datetime import timedelta

import time_machine

from cms import clock
from events.actions.admission import set_admission
from events.actions.allocate import propose, run_waiting
from events.actions.sign_up import confirm, sign_up
from events.models import Allocation
from tests.events.factories import make_event, make_round

Status = Allocation.Status


def by_wish(method, *rounds, minimum=0, **rules):
    """A meeting with rounds of break-outs of these capacities, of which wishes close in a week."""
    event = make_event()
    breakouts = [make_round(event, *capacities, start=30 + 40 * at) for at, capacities in enumerate(rounds)]
    event.breakouts.update(minimum=minimum)
    set_admission(
        event=event,
        version="",
        actor=None,
        method=method,
        wishes_close_at=clock.now() + timedelta(days=7),
        **rules,
    )
    return event, *breakouts


def wishing(event, *ranked, number):
    """Somebody confirmed who wishes for these break-outs: a list per round, favourite first."""
    wishes = {wanted[0].round_id: wanted for wanted in ranked if wanted}
    registration = sign_up(
        event=event, name=f"Wens {number}", email=f"wens{number}@example.org", wishes=wishes, key=uuid.uuid4()
    )
    return confirm(registration=registration)


def after_closing(days=8):
    return time_machine.travel(clock.now() + timedelta(days=days), tick=False)


def ready(event) -> Allocation:
    allocation = propose(event=event, key=uuid.uuid4(), actor=None)
    assert run_waiting() == 1
    allocation.refresh_from_db()
    assert allocation.status == Status.READY
    return allocation
