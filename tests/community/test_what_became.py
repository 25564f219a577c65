"""What becomes of an idea: nobody is forgotten when a proposal fails, and a long silence brings a question."""

import uuid
from datetime import timedelta

import pytest
import time_machine

from cms import clock
from community.actions import ideas, matches
from community.models import Idea, OutgoingMail, SupportOffer
from tests.community.factories import member
from tests.community.ideas import put_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return put_up(), put_up("Zaal op dinsdag", model=SupportOffer, email="gerda@example.org", name="Gerda Lint")


def test_idea_that_asks_again_waits_for_the_team_again(pair):
    idea, offer = pair
    match = matches.connect(idea=idea, offer=offer, by=member("moderator@example.org"))
    assert not Idea.objects.unanswered().filter(pk=idea.pk)
    matches.reply(match=match, side=offer, yes=False)
    with time_machine.travel(clock.now() + timedelta(days=10)):
        assert idea in Idea.objects.overdue()
        ideas.start(idea=idea)
        ideas.reopen(idea=idea)
        assert idea in Idea.objects.unanswered() and idea not in Idea.objects.overdue()


def test_owner_is_asked_what_became_of_it_once_for_every_silence(pair):
    idea, offer = pair
    match = matches.connect(idea=idea, offer=offer, by=None)
    for side in (idea, offer):
        matches.reply(match=match, side=side, yes=True)
    asked = OutgoingMail.objects.filter(kind="community/idea_became")
    for weeks, mails in ((5, 0), (7, 1), (8, 1)):
        with time_machine.travel(clock.now() + timedelta(weeks=weeks)):
            ideas.ask_what_became()
            ideas.ask_what_became()
            assert asked.count() == mails
    with time_machine.travel(clock.now() + timedelta(weeks=9)):
        ideas.answer(idea=idea, key=uuid.uuid4(), did="Er is koffie.", from_team=False)
        assert ideas.ask_what_became() == 0
    with time_machine.travel(clock.now() + timedelta(weeks=16)):
        assert ideas.ask_what_became() == 1
        ideas.finish(idea=idea, lesson="Koffie helpt.")
    with time_machine.travel(clock.now() + timedelta(weeks=40)):
        assert ideas.ask_what_became() == 0
    assert "/actiecentrum/mijn/" in asked.first().text and {mail.to_email for mail in asked} == {idea.email}
