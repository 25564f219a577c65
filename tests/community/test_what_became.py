"""What becomes of an idea: nobody is forgotten when a proposal fails, a long silence brings a question, and who was
stopped by a moderator gets and says nothing more."""

import uuid
from datetime import timedelta

import pytest
import time_machine

from cms import clock
from community import contributions
from community.actions import ideas, matches, moderation
from community.actions.moderation import blocks
from community.actions.refusal import Refused
from community.models import HouseRule, Idea, IdeaAnswer, Match, ModerationItem, OutgoingMail, SupportOffer
from community.post_links import post_url
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


def test_contact_data_go_to_nobody_whom_a_moderator_stopped(pair):
    idea, offer = pair
    match = matches.connect(idea=idea, offer=offer, by=None)
    matches.reply(match=match, side=offer, yes=True)
    blocks.start(email=idea.email, user=None, days=7)
    for side in pair:
        with pytest.raises(Refused):
            matches.reply(match=match, side=side, yes=True)
    contributions.kinds()["idee"].hide(str(idea.public_id), hidden=True)
    match.refresh_from_db()
    assert match.state == Match.State.DECLINED
    told = OutgoingMail.objects.get(kind="community/match_over")
    assert (told.to_email, idea.title in told.text, "niet meer op de site" in told.text) == (offer.email, False, True)
    assert not OutgoingMail.objects.filter(kind="community/match_agreed").exists()


def test_offer_that_is_hidden_lets_the_idea_look_further(pair):
    idea, offer = pair
    match = matches.connect(idea=idea, offer=offer, by=None)
    SupportOffer.objects.filter(pk=offer.pk).update(hidden_at=clock.now())  # before its proposals ended with it
    with pytest.raises(Refused):
        matches.reply(match=match, side=idea, yes=True)
    contributions.kinds()["aanbod"].hide(str(offer.public_id), hidden=True)
    idea.refresh_from_db()
    assert (idea.status, idea in Idea.objects.unanswered()) == (Idea.Status.OPEN, True)


def test_owner_who_is_blocked_adds_nothing_and_keeps_what_they_typed(client):
    idea = put_up()
    blocks.start(email=idea.email, user=None, days=7)
    link, words = post_url(idea, absolute=False), "Zo gaat dat hier nu altijd."
    for step, data in (
        ("vertellen", {"key": uuid.uuid4(), "did": words}),
        ("gestopt", {"reason": words, "lesson": words}),
        ("gelukt", {"lesson": words}),
    ):
        page = client.post(f"{link}{step}/", data)
        assert (page.status_code, "Je kunt tot" in page.text, words in page.text) == (200, True, True)
    idea.refresh_from_db()
    assert (idea.status, idea.lesson, idea.answers.exists()) == (Idea.Status.OPEN, "", False)


def test_what_is_told_of_an_idea_later_is_read_and_wiped_by_moderators():
    idea = put_up()
    assert not ModerationItem.objects.exists()
    ideas.answer(idea=idea, key=uuid.uuid4(), did="Mevrouw Jansen van de balie hielp ons niet.", from_team=False)
    ideas.answer(idea=idea, key=uuid.uuid4(), did="Wij belden de gemeente.", from_team=True)
    item = ModerationItem.objects.get()
    ideas.finish(idea=idea, lesson="Neem zelf koffie mee.")
    read = contributions.find(item.kind, item.key).text
    assert ["Jansen" in read, "koffie" in read, "gemeente" in read] == [True, True, False]
    by = member("moderator@example.org")
    moderation.wipe(item=item, by=by, rule=HouseRule.objects.first())
    idea.refresh_from_db()
    assert (idea.lesson, [answer.from_team for answer in IdeaAnswer.objects.all()]) == ("", [True])
