"""Time that counts only while people are at work: Monday to Friday from nine to five, public holidays apart."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from events.recurrence import holiday

OPENS, CLOSES = time(9), time(17)
SATURDAY = 5


def after_working_hours(moment: datetime, hours: float, zone: str) -> datetime:
    """The moment at which this many working hours have passed since `moment`, on the wall clock of `zone`.

    On the wall clock, so that a night in which the clocks change makes nobody's time longer or shorter.
    """
    place = ZoneInfo(zone)
    local = moment.astimezone(place).replace(tzinfo=None)
    left = timedelta(hours=hours)
    while True:
        opens, closes = (datetime.combine(local, edge) for edge in (OPENS, CLOSES))
        if local.weekday() < SATURDAY and not holiday(local.date()) and local < closes:
            local = max(local, opens)
            if local + left <= closes:
                return (local + left).replace(tzinfo=place)
            left -= closes - local
        local = datetime.combine(local + timedelta(days=1), OPENS)
