"""Who comes to the demo meetings, signed up through the same actions as everybody, on days that lie in the past."""

import uuid
from datetime import datetime, timedelta

from cms import clock
from community.models import User
from config.demo.content import read
from config.demo.meetings import demo_id, event_id
from config.demo.moments import clock_at
from config.demo.people import participants
from events.actions.allocate import propose, publish, run_waiting
from events.actions.change import cancel
from events.actions.sign_up import Choice, confirm, sign_up
from events.models import RANKS, Breakout, Event, LedgerEntry
from events.notifications import silently

BEGAN = timedelta(days=24)  # the first signs up so long before the last possible moment
SETTLED = timedelta(hours=3)  # the last one signs up so long before the start, or before now
THINKING = timedelta(minutes=12)  # between the mail and the click in it


def load() -> int:
    """Sign everybody up; returns how many were. Safe to repeat: it goes on where it was broken off.

    Not one transaction, since every sign-up is its own; a key that follows from meeting and person makes each of
    them happen once. Nobody is mailed.
    """
    rows = read("meetings")["event"]
    done = set(LedgerEntry.objects.filter(key__isnull=False).values_list("key", flat=True))
    events = {event.public_id: event for event in Event.objects.filter(public_id__in=[event_id(row) for row in rows])}
    made = 0
    with silently():
        for offset, row in enumerate(rows):
            if event := events.get(event_id(row)):
                made += _fill(event, row, done, offset)
    return made


def _allocate(event: Event) -> None:
    """Give places by what people wish for, as an organiser would."""
    allocation = propose(event=event, key=event.public_id, actor=None)
    run_waiting()
    allocation.refresh_from_db()
    publish(allocation=allocation, version=str(allocation.version), actor=None)


def people_of(row: dict, offset: int) -> list[tuple[str, str]]:
    """Name and address of those who come to this meeting, in the order in which they sign up.

    `cancelled` of them, the first, change their mind; those with an account come just before the last.
    """
    names = participants()
    start = offset * 5 % len(names)
    accounts = [(User.objects.get(email=email).get_full_name(), email) for email in row.get("accounts", [])]
    people = (names[start:] + names[:start])[: row["registrations"] + row.get("cancelled", 0) - len(accounts)]
    return [*people[:-1], *accounts, people[-1]]


def _fill(event: Event, row: dict, done: set[uuid.UUID], offset: int) -> int:
    people = people_of(row, offset)
    cancelled = row.get("cancelled", 0)
    wishes = [{}] * cancelled + _wishes(event, row)
    last = min(clock.now(), event.starts_at) - SETTLED
    made = 0
    for place, (name, email) in enumerate(people):
        key = demo_id(row["series"], row["slug"], email)
        if key in done:
            continue
        moment = last - BEGAN + BEGAN * (place + 1) / len(people)
        ranked = _ranked(wishes[place], key) if "admission" in row else {}
        _sign_up(event, name, email, wishes[place], ranked, key, moment, stays=place >= cancelled)
        made += 1
    if made and row.get("admission", {}).get("allocated"):
        _allocate(event)
    return made


def _sign_up(
    event: Event, name: str, email: str, choices: dict, wishes: dict, key: uuid.UUID, moment: datetime, stays: bool
) -> None:
    """Sign one person up at that moment; who has an account is confirmed at once, the others a little later."""
    user = User.objects.filter(email=email).first()
    with clock_at(moment):
        registration = sign_up(event=event, name=name, email=email, choices=choices, wishes=wishes, key=key, user=user)
    with clock_at(moment + THINKING):
        confirm(registration=registration)
        if not stays:
            cancel(registration=registration)


def _ranked(choices: dict[int, Choice], key: uuid.UUID) -> dict[int, list[Breakout]]:
    """For a meeting that gives places by wish: what they chose, then the next two on the list or the two before."""
    ranked = {}
    for round_id, choice in choices.items():
        others = list(Breakout.objects.filter(round=round_id).order_by("sort_order"))
        turn = 1 if key.int % 3 else -1
        first = others.index(choice.breakout)
        ranked[round_id] = [others[(first + turn * step) % len(others)] for step in range(min(RANKS, len(others)))]
    return ranked


def _wishes(event: Event, row: dict) -> list[dict[int, Choice]]:
    """Per person the break-outs they choose: as many in each as the content says, spread evenly over the people.

    Those who find a break-out full come last and wait for it.
    """
    people = row["registrations"]
    wishes: list[dict[int, Choice]] = [{} for _person in range(people)]
    breakouts = {
        (breakout.round.title, breakout.title): breakout for breakout in event.breakouts.select_related("round")
    }
    for round_row in row.get("round", []):
        chosen = [(breakouts[round_row["title"], each["title"]], each) for each in round_row["breakouts"]]
        taken = sorted(
            (
                (turn / each["taken"], order, breakout)
                for order, (breakout, each) in enumerate(chosen)
                for turn in range(each["taken"])
            ),
            key=lambda entry: entry[:2],
        )
        queue = [Choice(breakout) for _turn, _order, breakout in taken]
        queue += [
            Choice(breakout, may_wait=True) for breakout, each in chosen for _turn in range(each.get("waiting", 0))
        ]
        for back, choice in enumerate(reversed(queue)):
            wishes[people - 1 - back * people // len(queue)][choice.breakout.round_id] = choice
    return wishes
