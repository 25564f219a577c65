"""Days that come back: what a rule gives, and which days are public holidays."""

from datetime import date

import pytest

from events.recurrence import LAST, MOST, Pattern, Rule, days, holiday, in_a_year, quiet_day

WEDNESDAY, THURSDAY = 2, 3
YEAR = {"first": date(2026, 12, 1), "last": date(2027, 11, 30)}


def test_every_third_wednesday_gives_twelve_days_in_a_year():
    found = [day.date for day in days(Rule(Pattern.MONTHLY, WEDNESDAY, nth=3, **YEAR))]
    assert len(found) == 12
    assert all(day.weekday() == WEDNESDAY and 15 <= day.day <= 21 for day in found)
    assert found[0] == date(2026, 12, 16)


def test_each_quarter_on_the_last_thursday():
    found = [day.date for day in days(Rule(Pattern.QUARTERLY, THURSDAY, nth=LAST, **YEAR))]
    assert found == [date(2026, 12, 31), date(2027, 3, 25), date(2027, 6, 24), date(2027, 9, 30)]


def test_every_three_weeks_begins_with_the_first_such_weekday():
    found = [day.date for day in days(Rule(Pattern.WEEKLY, 0, date(2026, 12, 2), date(2027, 1, 31), every=3))]
    assert found == [date(2026, 12, 7), date(2026, 12, 28), date(2027, 1, 18)]


def test_a_month_that_began_before_the_first_day_gives_no_day_before_it():
    assert days(Rule(Pattern.MONTHLY, WEDNESDAY, date(2026, 12, 17), date(2026, 12, 31), nth=3)) == []


def test_a_rule_without_end_stops_just_above_the_most():
    assert len(days(Rule(Pattern.WEEKLY, 0, date(2000, 1, 1), date(2099, 12, 31)))) == MOST + 1


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 1, 1), "Nieuwjaarsdag"),
        (date(2027, 3, 26), "Goede Vrijdag"),
        (date(2027, 3, 29), "tweede paasdag"),
        (date(2027, 4, 27), "Koningsdag"),
        (date(2025, 4, 26), "Koningsdag"),  # the 27th is a Sunday
        (date(2025, 4, 27), ""),
        (date(2027, 5, 5), "Bevrijdingsdag"),
        (date(2027, 5, 6), "Hemelvaartsdag"),
        (date(2027, 5, 17), "tweede pinksterdag"),
        (date(2026, 12, 26), "tweede kerstdag"),
        (date(2026, 12, 24), ""),
    ],
)
def test_public_holidays(day, name):
    assert holiday(day) == name


def test_quiet_days_are_working_days_on_which_few_come():
    quiet = [date(2026, 12, day) for day in range(20, 32) if quiet_day(date(2026, 12, day))]
    assert [day.day for day in quiet] == [24, 27, 28, 29, 30, 31]
    assert quiet_day(date(2027, 5, 7)) == "de dag na Hemelvaart" and not quiet_day(date(2026, 12, 25))


def test_a_year_ends_the_day_before():
    assert in_a_year(date(2026, 12, 1)) == date(2027, 11, 30)
