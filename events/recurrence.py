"""Days that come back: a rule in, days out. No database, no clock; times of day are the caller's.

Built on dateutil's RFC 5545 rules and its Easter (Gauss, Gregorian calendar). Public holidays are those that the
Dutch government names (rijksoverheid.nl, "Officiële feestdagen"); Liberation Day counts every year.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MOST = 60  # meetings in one go: weekly for a year, and a little more
LAST = -1
_EASTER_DAYS = (
    (-2, _("Goede Vrijdag")),
    (0, _("eerste paasdag")),
    (1, _("tweede paasdag")),
    (39, _("Hemelvaartsdag")),
    (49, _("eerste pinksterdag")),
    (50, _("tweede pinksterdag")),
)


class Pattern(TextChoices):
    MONTHLY = "monthly", _("elke maand, op een vaste weekdag")
    QUARTERLY = "quarterly", _("elk kwartaal, op een vaste weekdag")
    WEEKLY = "weekly", _("om de zoveel weken")


@dataclass(frozen=True)
class Rule:
    """When meetings come back, from `first` up to and including `last`.

    `weekday` counts from Monday (0). `nth` is 1 to 4 or `LAST`, for months and quarters; a quarter is counted from the
    month of `first`. `every` is the number of weeks between two meetings, for weeks.
    """

    pattern: Pattern
    weekday: int
    first: date
    last: date
    nth: int = 1
    every: int = 1


@dataclass(frozen=True)
class Day:
    """A day that the rule gives, with the name of the public holiday it falls on, or of a quiet day, if any."""

    date: date
    holiday: str = ""
    quiet: str = ""


def days(rule: Rule) -> list[Day]:
    """The days of the rule in order, holidays among them; at most one more than `MOST`, none when none fits."""
    if rule.pattern == Pattern.WEEKLY:
        # The first such weekday counts, whatever day the window begins on.
        begin = rule.first + timedelta((rule.weekday - rule.first.weekday()) % 7)
        found = rrule(WEEKLY, interval=rule.every, **_window(replace(rule, first=begin)))
    else:
        months = 3 if rule.pattern == Pattern.QUARTERLY else 1
        found = _months(rule, months)
    found = (moment.date() for moment, _number in zip(found, range(MOST + 1), strict=False))
    return [Day(day, holiday(day), quiet_day(day)) for day in found]


def _months(rule: Rule, months: int) -> Iterator[datetime]:
    window = _window(rule) | {"dtstart": _midnight(rule.first.replace(day=1))}
    every = rrule(MONTHLY, interval=months, byweekday=weekday(rule.weekday, rule.nth), **window)
    return (moment for moment in every if moment.date() >= rule.first)


def _window(rule: Rule) -> dict:
    return {"dtstart": _midnight(rule.first), "until": _midnight(rule.last)}


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001  days only: the hour is added in the zone of the meeting


def holiday(day: date) -> str:
    """The name of the Dutch public holiday on this day; empty on any other."""
    fixed = {
        (1, 1): _("Nieuwjaarsdag"),
        (5, 5): _("Bevrijdingsdag"),
        (12, 25): _("eerste kerstdag"),
        (12, 26): _("tweede kerstdag"),
    }
    name = fixed.get((day.month, day.day), "")
    if day == kings_day(day.year):
        name = _("Koningsdag")
    sunday = easter(day.year)
    return str(next((label for after, label in _EASTER_DAYS if sunday + timedelta(after) == day), name))


def quiet_day(day: date) -> str:
    """The name of a working day on which few people come; empty on any other. School holidays differ per region."""
    fixed = {(12, 5): _("pakjesavond"), (12, 24): _("de dag voor kerst"), (12, 31): _("oudejaarsdag")}
    if day == easter(day.year) + timedelta(40):
        return str(_("de dag na Hemelvaart"))
    if day.month == 12 and 27 <= day.day <= 30:
        return str(_("tussen kerst en oud en nieuw"))
    return str(fixed.get((day.month, day.day), ""))


def kings_day(year: int) -> date:
    """27 April, or the day before when that is a Sunday."""
    day = date(year, 4, 27)
    return day - timedelta(1) if day.weekday() == 6 else day


def in_a_year(day: date) -> date:
    """The last day of twelve months that begin on this day."""
    return day + relativedelta(years=1, days=-1)
