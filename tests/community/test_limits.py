"""How often something may happen: within one window of the clock, whatever keeps the count."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from community.limits import visitor_address, within_limit

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def now():
    """The hand on the clock, at noon sharp."""
    with time_machine.travel(NOON, tick=False) as hand:
        yield hand


def ask(key="192.0.2.1", name="try", amount=5) -> bool:
    return within_limit(name, key, amount=amount, seconds=3600)


@pytest.mark.usefixtures("now")
def test_amount_is_let_through_and_no_more():
    assert [ask() for _attempt in range(7)] == [True] * 5 + [False] * 2


@pytest.mark.usefixtures("now")
def test_others_and_other_things_have_their_own_count():
    for _attempt in range(6):
        ask()
    assert (ask(), ask("192.0.2.2"), ask(name="else")) == (False, True, True)


def test_hour_lasts_an_hour(now):
    for _attempt in range(5):
        ask()
    for _wait in range(5):
        now.shift(600)
        assert not ask()
    now.shift(600)
    assert ask()


def test_first_of_a_window_lasts_an_hour_as_well(now):
    assert ask(amount=1)
    now.shift(3540)
    assert not ask(amount=1)


@pytest.mark.usefixtures("now")
def test_amount_of_none_lets_nobody_through():
    assert not ask(amount=0)


def test_visitor_is_known_by_the_network_address(rf):
    assert visitor_address(rf.get("/", REMOTE_ADDR="192.0.2.7")) == "192.0.2.7"
    assert visitor_address(rf.get("/", REMOTE_ADDR="2001:db8::7")) == "2001:db8::7"
