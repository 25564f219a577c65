"""Buddies: the best division, two yeses before a name, an end by itself, and nobody forgotten."""

from datetime import timedelta
from itertools import permutations

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from cms import clock
from cms.models import Theme
from community import buddies as division
from community.actions import buddies
from community.actions.buddies import proposing
from community.actions.removal import hand_out, remove_person
from community.buddies.dividing import SPREAD, divide
from community.models import BuddyMatch, BuddyProfile, BuddyReflection, LogEntry, OutgoingMail, User
from community.personal_data import person_of
from tests.cms.places import region
from tests.community.buddies import ASK, OFFER, buddy, buddy_pair
from tests.community.factories import member

pytestmark = pytest.mark.django_db
State = BuddyMatch.State
DAY = timedelta(days=1)


def sent(kind):
    return sorted(mail.to_email for mail in OutgoingMail.objects.filter(kind=f"community/{kind}"))


def user_of(email):
    return User.objects.get(email=email)


@pytest.fixture
def pair():
    return buddy_pair()


@pytest.fixture
def running(pair):
    for profile in (pair.ask, pair.offer):
        buddies.reply(match=pair, user=profile.user, yes=True)
    return BuddyMatch.objects.with_people().get()


# --- The division ---------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=4))
def test_division_is_the_best_there_is(rows):
    import numpy as np

    fits = np.array(rows, dtype=float)
    pairs = divide(fits, [1, 1, 1])
    assert len({ask for ask, _offer in pairs}) == len({offer for _ask, offer in pairs}) == len(pairs)
    places = [*range(len(rows)), None, None, None]
    best = max(
        sum(rows[ask][offer] for offer, ask in enumerate(turn) if ask is not None) for turn in permutations(places, 3)
    )
    assert sum(fits[pair] for pair in pairs) == best


def test_popular_person_is_not_proposed_to_everybody():
    import numpy as np

    fits = np.array([[9.0, 8.0, 7.5], [9.0, 8.0, 7.5], [9.0, 8.0, 7.5]])
    assert sorted(offer for _ask, offer in divide(fits, [3, 1, 1])) == [0, 1, 2]
    fits = np.array([[9.0, 9.0 - 2 * SPREAD]] * 2)
    assert [offer for _ask, offer in divide(fits, [2, 1])] == [0, 0]  # unless the others really do not fit


def test_two_need_a_moment_and_a_way_to_meet():
    def person(key, **changes):
        return division.Person(
            **{"key": key, "user": key, "moments": frozenset({"avond"}), "themes": frozenset({1})} | changes
        )

    asker = person(1, regions=frozenset({5}), around=frozenset({5, 4}), online=False)
    others = {
        "near": person(2, regions=frozenset({4}), around=frozenset({4})),
        "far": person(2, regions=frozenset({9}), around=frozenset({9})),
        "other moment": person(2, regions=frozenset({5}), around=frozenset({5}), moments=frozenset({"ochtend"})),
        "online only": person(2, regions=frozenset({5}), around=frozenset({5}), meets=False),
        "myself": person(2, user=1, regions=frozenset({5}), around=frozenset({5})),
    }
    fitting = {name for name, other in others.items() if division.proposals([asker], [other])}
    assert fitting == {"near"}
    assert division.proposals([asker], [others["near"]], never=[(1, 2)]) == []


def test_who_waits_longest_goes_first_among_equals():
    people = [
        division.Person(key=key, user=key, moments=frozenset({"avond"}), days=days) for key, days in ((1, 2), (2, 20))
    ]
    offer = division.Person(key=3, user=3, moments=frozenset({"avond"}))
    (found,) = division.proposals(people, [offer])
    assert found.asker.key == 2


# --- From proposal to goodbye ---------------------------------------------------------------------------------------


def test_a_proposal_waits_on_the_account_page_until_one_said_yes(client, pair):
    client.force_login(pair.ask.user)
    page = f"/account/maatjes/{pair.public_id}/"
    assert "Dit wacht op jou" in client.get("/account/").text and page in client.get("/account/").text
    assert "Antwoord voor" in client.get(page).text
    buddies.reply(match=pair, user=pair.ask.user, yes=True)
    assert "Dit wacht op jou" not in client.get("/account/").text
    assert "Jij zei ja" in client.get(page).text and "Antwoord voor" not in client.get(page).text


def test_proposal_gives_reasons_and_no_names_until_two_yeses(client, pair):
    told = OutgoingMail.objects.filter(kind="community/buddy_proposed")
    assert sent("buddy_proposed") == ["biedt@example.org", "vraagt@example.org"]
    client.force_login(pair.ask.user)
    page = client.get(f"/account/maatjes/{pair.public_id}/").content.decode()
    for text in [
        page,
        client.get("/account/maatjes/").content.decode(),
        *(mail.text for mail in told if "vraagt" in mail.to_email),
    ]:
        assert "Jullie kunnen allebei: doordeweeks in de avond" in text
        assert "Bram" not in text and "biedt@example.org" not in text
    client.post(f"/account/maatjes/{pair.public_id}/stap/", {"step": "yes"})
    assert "Bram" not in client.get(f"/account/maatjes/{pair.public_id}/").content.decode()
    client.force_login(pair.offer.user)
    client.post(f"/account/maatjes/{pair.public_id}/stap/", {"step": "yes"})
    assert "Vera Vraag" in client.get(f"/account/maatjes/{pair.public_id}/").content.decode()
    assert sent("buddy_started") == ["biedt@example.org", "vraagt@example.org"]
    assert (
        OutgoingMail.objects.get(kind="community/buddy_started", to_email="vraagt@example.org").reply_to
        == "biedt@example.org"
    )


def test_proposal_expires_after_a_week_and_the_next_one_comes(pair):
    buddy("tweede@example.org", OFFER)
    with time_machine.travel(clock.now() + 6 * DAY):
        assert buddies.keep()["expired"] == 0
    with time_machine.travel(clock.now() + 7 * DAY + timedelta(minutes=1)):
        done = buddies.keep()
        assert (done["expired"], done["proposed"]) == (1, 1)
        assert buddies.keep()["proposed"] == 0
    new = BuddyMatch.objects.get(state=State.PROPOSED)
    assert new.offer.user.email == "tweede@example.org"
    assert sent("buddy_over") == ["biedt@example.org", "vraagt@example.org"]


def test_no_needs_no_reason_and_is_not_asked_again(client, pair):
    client.force_login(pair.offer.user)
    client.post(f"/account/maatjes/{pair.public_id}/stap/", {"step": "no"})
    assert sent("buddy_over") == ["vraagt@example.org"]
    assert buddies.propose() == 0
    page = client.post(f"/account/maatjes/{pair.public_id}/stap/", {"step": "yes"}, follow=True).content.decode()
    assert "voorbij" in page


def test_check_ins_come_in_week_one_four_and_eight_and_it_ends_by_itself(running):
    began = running.started_at
    for week, checks in ((0, 0), (1, 2), (3, 2), (4, 4), (7, 4), (8, 6), (11, 6)):
        with time_machine.travel(began + timedelta(weeks=week, minutes=1)):
            buddies.keep()
        assert len(sent("buddy_check_in")) == checks, week
    with time_machine.travel(began + timedelta(weeks=12, minutes=1)):
        assert buddies.keep()["ended"] == 1
    assert BuddyMatch.objects.get().state == State.ENDED
    assert "terug te kijken" in OutgoingMail.objects.filter(kind="community/buddy_over").first().text


def test_stopping_tells_the_other_without_a_reason_and_hides_the_address(client, running):
    client.force_login(running.ask.user)
    client.post(f"/account/maatjes/{running.public_id}/stap/", {"step": "stop"})
    assert sent("buddy_over") == ["biedt@example.org"]
    assert BuddyMatch.objects.get().state == State.STOPPED
    assert "biedt@example.org" not in client.get(f"/account/maatjes/{running.public_id}/").content.decode()


def test_blocked_people_are_never_proposed_again_on_either_side(running):
    asker, offerer = running.ask.user, running.offer.user
    buddies.block(match=running, user=offerer)
    BuddyMatch.objects.all().delete()  # even where the time together is forgotten
    assert buddies.propose() == 0
    for user, side in ((asker, OFFER), (offerer, ASK)):
        buddy(user.email, side)
    assert buddies.propose() == 0
    buddy("derde@example.org", OFFER)
    assert buddies.propose() == 1


def test_reflection_is_read_by_nobody_else(client, running):
    secret = "Ik leerde dat ik te snel praat."
    client.force_login(running.ask.user)
    client.post(f"/account/maatjes/{running.public_id}/terugblik/", {"text": secret})
    assert secret in client.get(f"/account/maatjes/{running.public_id}/").content.decode()
    client.force_login(running.offer.user)
    assert secret not in client.get(f"/account/maatjes/{running.public_id}/").content.decode()
    client.force_login(member("beheer@example.org", superuser=True))
    assert client.get(f"/account/maatjes/{running.public_id}/").status_code == 404
    assert secret in str(hand_out(person_of(running.ask.user)))
    assert secret not in str(hand_out(person_of(running.offer.user)))


def test_nobody_waits_longer_than_two_weeks_for_a_word():
    buddy("alleen@example.org", ASK)
    start = clock.now()
    for days, words in ((13, 0), (14, 1), (20, 1), (28, 2)):
        with time_machine.travel(start + timedelta(days=days, minutes=days)):
            buddies.keep()
        assert len(sent("buddy_still_looking")) == words, days


def test_pause_stops_proposals_and_capacity_limits_them():
    offer = buddy("biedt@example.org", OFFER, capacity=2)
    buddies.pause(profile=offer)
    for number in range(3):
        buddy(f"vraagt{number}@example.org", ASK)
    assert buddies.propose() == 0
    buddies.resume(profile=offer)
    assert (buddies.propose(), buddies.propose()) == (2, 0)


def test_two_workers_at_once_propose_nobody_twice(monkeypatch):
    buddy("biedt@example.org", OFFER, capacity=1)
    for number in range(2):
        buddy(f"vraagt{number}@example.org", ASK)
    seen = proposing._waiting_keys()
    assert buddies.propose() == 1
    monkeypatch.setattr(proposing, "_waiting_keys", lambda: seen)  # the second looked before the first was done
    assert buddies.propose() == 0


def test_people_of_one_region_go_before_people_far_away():
    here, there = region("hier"), region("daar")
    buddy("vraagt@example.org", ASK, regions=[here], how="samen")
    buddy("ver@example.org", OFFER, regions=[there])
    buddy("dichtbij@example.org", OFFER, regions=[region("buurt", parent="hier")])
    buddies.propose()
    assert BuddyMatch.objects.get().offer.user.email == "dichtbij@example.org"


def test_form_asks_what_is_needed_and_refuses_a_stale_one(client):
    client.force_login(member("lid@example.org"))
    page = client.post("/account/maatjes/zoeken/", {"about": "Bel 06-12345678 en we gaan op pad", "how": "samen"})
    assert {"about", "themes", "moments", "regions", "weeks"} <= page.context["form"].errors.keys()
    data = {
        "about": "Ik wil graag leren hoe je het gesprek begint.",
        "themes": [Theme.objects.first().pk],
        "how": "online",
        "moments": ["avond"],
        "weeks": 8,
    }
    assert client.post("/account/maatjes/zoeken/", data).status_code == 302
    assert sent("buddy_welcome") == ["lid@example.org"]
    assert "intussen" in client.post("/account/maatjes/zoeken/", data | {"version": 0}).content.decode()
    client.post("/account/maatjes/zoeken/stand/", {"step": "drop"})
    assert not BuddyProfile.objects.exists()


def test_who_leaves_is_gone_and_the_other_hears(running):
    buddies.reflect(match=running, user=running.ask.user, text="Een geheime terugblik.")
    remove_person(person_of(running.ask.user))
    assert sent("buddy_over") == ["biedt@example.org"]
    assert not BuddyReflection.objects.exists() and not BuddyMatch.objects.exists()
    assert BuddyProfile.objects.get().side == OFFER and not LogEntry.objects.exists()


@pytest.mark.parametrize(
    "goes", [lambda profile: buddies.drop(profile=profile), lambda profile: remove_person(person_of(profile.user))]
)
def test_looking_back_stays_with_who_wrote_it_when_the_other_goes(running, goes):
    buddies.reflect(match=running, user=running.ask.user, text="Ik praat te snel.")
    written = BuddyReflection.objects.get().changed_at
    goes(running.offer)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.text, entry.created_at) == (running.ask.user, "Ik praat te snel.", written)
    assert not entry.is_shared and not BuddyMatch.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_a_fixed_number_of_queries(client, number):
    offer = buddy("biedt@example.org", OFFER, capacity=5)
    for count in range(number):
        buddy(f"vraagt{count}@example.org", ASK)
    assert buddies.propose() == number
    client.force_login(offer.user)
    client.get("/account/maatjes/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/account/maatjes/")
    assert len(queries) <= 8
