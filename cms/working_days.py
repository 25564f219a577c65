"""Counting in working days: Monday to Friday. Public holidays count, so a promise may come true a day early."""

from datetime import datetime, timedelta

SATURDAY = 5


def after(moment: datetime, days: int) -> datetime:
    """The same time of day, so many working days later."""
    while days:
        moment += timedelta(days=1)
        days -= moment.weekday() < SATURDAY
    return moment
