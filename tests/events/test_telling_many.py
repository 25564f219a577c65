"""Telling many people of one change: the meeting is locked meanwhile, so each of them must cost little."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.actions import organise
from tests.events.factories import confirmed, make_event, make_page, make_round
from tests.events.itip import complaints
from tests.events.organisers import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return member()


def meeting(languages):
    """A meeting with a page, and a person for each language, who are all in the one break-out."""
    event = make_event(title="Leeratelier Lindeveen")
    make_page(event)
    (breakout,) = make_round(event, 50)
    for number, language in enumerate(languages):
        confirmed(event, breakout, email=f"mens{number}@example.org", language=language)
    event.refresh_from_db()
    return event, breakout


def change_event(event, breakout, actor):
    organise.change_event(
        event=event, version=str(event.version), actor=actor, starts_at=event.starts_at + timedelta(minutes=5)
    )


def cancel_event(event, breakout, actor):
    organise.cancel_event(event=event, reason="ziek", actor=actor)


def save_round(event, breakout, actor):
    round_ = breakout.round
    organise.save_round(
        event=event,
        round=round_,
        version=organise.version_of(round_),
        actor=actor,
        title=round_.title,
        starts_at=round_.starts_at + timedelta(minutes=5),
        ends_at=round_.ends_at,
    )


def cancel_breakout(event, breakout, actor):
    organise.cancel_breakout(breakout=breakout, actor=actor)


# Is it queued; the number of the calendar; the mail, in a savepoint of its own. And where something ends: the ledger
# and the last calendar, or the ledger and the place that is let go.
EACH = {change_event: 4, cancel_event: 6, save_round: 4, cancel_breakout: 6}


def queries(act, people: int, actor) -> int:
    event, breakout = meeting("nl" for _person in range(people))
    with CaptureQueriesContext(connection) as asked:
        act(event, breakout, actor)
    return len(asked)


@pytest.mark.parametrize("act", EACH)
def test_each_person_more_costs_little(act, actor):
    queries(act, 1, actor)  # what is read once per process
    one, three = queries(act, 1, actor), queries(act, 3, actor)
    assert three - one == 2 * EACH[act]


@pytest.mark.parametrize("act", EACH)
def test_each_person_reads_where_they_stand_in_their_own_language(act, actor, mailbox):
    event, breakout = meeting(["nl", "en", "nl"])
    before = len(mailbox.deliver())
    act(event, breakout, actor)
    messages = mailbox.deliver()[before:]
    assert [message["To"].addresses[0].addr_spec for message in messages] == [
        "mens0@example.org", "mens1@example.org", "mens2@example.org",
    ]  # fmt: skip
    assert [message["Content-Language"] for message in messages] == ["nl", "en", "nl"]
    for message in messages:
        text = message.get_body(("plain",)).get_content()
        assert complaints(message) == []
        assert ("Ronde 1: Groep 1" in text) is (act in (change_event, save_round))
