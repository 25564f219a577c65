"""When demo meetings take place: counted from today, on the wall clock of Amsterdam, and never on a fixed date.

The leeratelier is on the third Thursday, one quarter apart, the next one in the coming month; the inspiration
session is on every third Tuesday. From any day on, the next leeratelier is 15 to 51 days away.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from cms import clock
from events.models import Kind

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TUESDAY, THURSDAY = 1, 3


def today() -> date:
    """The date in Amsterdam now."""
    return clock.now().astimezone(AMSTERDAM).date()


def third(weekday: int, of: date, months: int = 0) -> date:
    """The third `weekday` (Monday is 0) of the month that lies `months` after the month of `of`."""
    years, month = divmod(of.month - 1 + months, 12)
    first = date(of.year + years, month + 1, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 14)


def day_of(kind: str, slot: int, on: date) -> date:
    """The day of a meeting of this kind in its slot, seen from the day `on`.

    A leeratelier counts quarters, 0 being the one to come. An inspiration session counts third Tuesdays, 1 being
    the first after `on` and -1 the last before it; there is no slot 0.
    """
    if kind == Kind.LEARNING_STUDIO:
        return third(THURSDAY, on, months=1 + 3 * slot)
    this_month = third(TUESDAY, on)
    if slot > 0:
        return third(TUESDAY, on, months=slot - (this_month > on))
    return third(TUESDAY, on, months=slot + (this_month < on))


def at(day: date, wall_clock: str) -> datetime:
    """The moment at which clocks in Amsterdam show `wall_clock` ("15:00") on that day."""
    return datetime.combine(day, time.fromisoformat(wall_clock), AMSTERDAM)


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Let the product's clock stand at `moment`, so that what is done inside bears that date."""
    shift = settings.CLOCK_SHIFT
    settings.CLOCK_SHIFT = shift + (moment - clock.now()).total_seconds()
    try:
        yield
    finally:
        settings.CLOCK_SHIFT = shift
