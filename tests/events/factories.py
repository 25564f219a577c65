"""Small makers of meetings, people and sign-ups."""

import uuid
from datetime import timedelta
from itertools import count

from django.utils import timezone

from cms import clock
from events.actions.sign_up import Choice, confirm, sign_up
from events.models import AgendaPage, Breakout, Event, EventPage, Kind, ProgrammeItem, Registration, Round

_numbers = count(1)


def make_event(*, capacity: int | None = 60, days: float = 14, hours: float = 2, **fields) -> Event:
    """A meeting that starts `days` from now; some hours earlier where it would last past midnight, as no meeting does."""
    starts_at = (clock.now() + timedelta(days=days)).replace(microsecond=0)
    if days > 1 and timezone.localdate(starts_at) != timezone.localdate(starts_at + timedelta(hours=hours)):
        starts_at -= timedelta(hours=hours + 2)
    values = {"title": "Leeratelier Testdorp 1", "kind": Kind.LEARNING_STUDIO} | fields
    return Event.objects.create(
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours), capacity=capacity, **values
    )


def make_round(event: Event, *capacities: int, start: int = 30) -> list[Breakout]:
    """A round of half an hour, `start` minutes after the beginning, with a break-out per capacity."""
    starts_at = event.starts_at + timedelta(minutes=start)
    round_ = Round.objects.create(
        event=event,
        title=f"Ronde {event.rounds.count() + 1}",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=30),
    )
    return [
        Breakout.objects.create(
            event=event, round=round_, title=f"Groep {number}", capacity=capacity, sort_order=number
        )
        for number, capacity in enumerate(capacities, start=1)
    ]


def make_plenary(event: Event, title: str = "Welkom") -> ProgrammeItem:
    """The first half hour, for everybody."""
    ends_at = event.starts_at + timedelta(minutes=30)
    return ProgrammeItem.objects.create(event=event, title=title, starts_at=event.starts_at, ends_at=ends_at)


def make_page(event: Event, *, parent=None, **fields) -> EventPage:
    """The published page of a meeting below the Dutch agenda (or `parent`)."""
    parent = parent or AgendaPage.objects.get(locale__language_code="nl")
    page = EventPage(event=event, title=event.title, **fields)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def signed_up(event: Event, *breakouts: Breakout, email: str = "", may_wait: bool = True, **fields) -> Registration:
    """Somebody who filled in the form and has not confirmed yet."""
    number = next(_numbers)
    choices = {breakout.round_id: Choice(breakout, may_wait=may_wait) for breakout in breakouts}
    values = {"name": f"Deelnemer {number}", "key": uuid.uuid4()} | fields
    return sign_up(event=event, email=email or f"deelnemer{number}@example.org", choices=choices, **values)


def confirmed(event: Event, *breakouts: Breakout, **fields) -> Registration:
    """Somebody who signed up and confirmed."""
    return confirm(registration=signed_up(event, *breakouts, **fields))


def seats(event: Event, breakout: Breakout | None = None) -> list[str]:
    """The addresses that sit, by seat number."""
    rows = event.places.of(event, breakout).seats().order_by("seat_number")
    return list(rows.values_list("registration__email", flat=True))


def queue(event: Event, breakout: Breakout | None = None) -> list[str]:
    """The addresses that wait, first in line first."""
    return list(event.places.of(event, breakout).waiting().values_list("registration__email", flat=True))
