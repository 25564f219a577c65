"""A case discussed over days, as browsers see it: brought in, looked at first, written in blind, and rounded off."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cms import clock
from community.actions.cases import discussions, phases
from community.models import CaseDiscussion, DiscussionMethod
from tests.community.cases.factories import peer_group, person
from tests.journeys.test_working_with_guides import log_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(settings, tmp_path):
    settings.CASE_KEYS = tmp_path / "keys"
    made = {name: person(name) for name in ("Lotte", "Omar", "Wies")}
    return {**made, "group": peer_group(*made.values())}


def test_a_case_goes_from_question_to_plan(open_page, axe, people):
    owner, leader, other = (open_page() for _each in range(3))
    for page, name in ((owner, "Wies"), (leader, "Lotte"), (other, "Omar")):
        log_in(page, people[name])
    owner.goto(reverse("case_choose", args=[people["group"].public_id]))
    owner.get_by_label("Wat voor vraag heb je?").select_option("practical")
    owner.get_by_role("button", name="Wat past bij ons?").click()
    owner.get_by_role("link", name="Vijfstappenmethode").click()
    owner.get_by_label(re.compile("Waar gaat het over")).fill("Een gesprek dat stokt")
    owner.get_by_label(re.compile("Wat is je vraag")).fill("Hoe begin ik opnieuw?")
    owner.get_by_label(re.compile("Wat gebeurde er")).fill("Ik belde mevrouw Jansen van 83 jaar.")
    owner.get_by_text("tussen 80 en 85 jaar").wait_for()  # while writing, from the server that keeps nothing
    owner.get_by_label(re.compile("Wat gebeurde er")).fill("Ik belde iemand die steeds ophing.")
    owner.get_by_label(re.compile("Ik heb het zo opgeschreven")).check()
    owner.get_by_label("over een aantal dagen").check()
    owner.get_by_role("button", name="Breng de casus in").click()
    owner.get_by_role("heading", name="De begeleider leest je casus eerst").wait_for()
    case = reverse("case", args=[CaseDiscussion.objects.get().public_id])
    assert other.goto(case).status == 404
    leader.goto(case)
    leader.get_by_role("button", name=re.compile("deel met de groep")).click()
    other.goto(case)
    assert other.get_by_text("Ik belde iemand die steeds ophing.").is_visible()
    for _phase in range(2):
        leader.get_by_role("link", name="Verder", exact=True).click()
        leader.get_by_role("button", name="Ja, ga verder").click()
    other.goto(case)  # the blind phase
    other.get_by_label(re.compile("De kern van het probleem")).fill("Je wilt te snel.")
    other.get_by_role("button", name="Plaats", exact=True).click()
    owner.goto(case)
    assert owner.get_by_text("Er staat al 1 bijdrage klaar.").is_visible()
    assert not owner.get_by_text("Je wilt te snel.").is_visible()
    leader.get_by_role("link", name="Verder", exact=True).click()
    leader.get_by_role("button", name="Ja, ga verder").click()
    owner.goto(case)
    owner.get_by_text("Je wilt te snel.").wait_for()
    owner.get_by_role("button", name="Hier heb ik iets aan").click()
    assert owner.get_by_text("Bruikbaar voor de inbrenger").is_visible()
    assert axe(owner) == [] and axe(leader) == []
    owner.get_by_role("link", name="Maak een plan").click()
    owner.get_by_label(re.compile("Wat ga je doen")).fill("Eerst vragen of het schikt.")
    owner.get_by_role("button", name="Bewaar mijn plan").click()
    assert owner.get_by_text("Eerst vragen of het schikt.").is_visible()
    for _phase in range(2):
        leader.get_by_role("link", name="Verder", exact=True).click()
        leader.get_by_role("button", name=re.compile("^Ja, ")).click()
    leader.get_by_text("wissen we de tekst").wait_for()
    assert CaseDiscussion.objects.get().state == "c_closed"


def test_the_big_screen_says_aloud_what_its_clock_shows(browser_page, people):
    leader, method = people["Lotte"], DiscussionMethod.objects.get(key="vijfstappen")
    words = {"title": "Een gesprek dat stokt", "question": "Hoe begin ik opnieuw?"}
    details = {"group": people["group"], "owner": people["Wies"], "method": method, "mode": "live"}
    case = discussions.bring_in(key=uuid.uuid4(), **details, **words)
    case = discussions.release(discussion=case, by=leader, expected_version=case.version)

    def leave(seconds):
        begun = clock.now() - timedelta(minutes=case.phase.minutes) + timedelta(seconds=seconds)
        CaseDiscussion.objects.filter(pk=case.pk).update(phase_started_at=begun)

    log_in(browser_page, people["Omar"])
    browser_page.clock.install()
    leave(57)
    browser_page.goto(reverse("case_screen", args=[case.public_id]))
    voice = browser_page.get_by_role("status").and_(browser_page.locator("[aria-live=polite]"))
    voice.filter(has_text="Nog één minuut.").wait_for(state="attached")
    leave(-30)
    browser_page.clock.fast_forward(5000)  # it asks the server
    browser_page.get_by_text(re.compile(r"^\+0:\d\d$")).wait_for()
    voice.filter(has_text="De tijd is om.").wait_for(state="attached")
    phases.move(discussion=CaseDiscussion.objects.get(), by=leader, expected_version=case.version)
    browser_page.clock.fast_forward(5000)
    browser_page.get_by_role("heading", name="Probleemverkenning").wait_for()
    browser_page.clock.fast_forward(600)
    voice.filter(has_text="De volgende fase is begonnen: Probleemverkenning.").wait_for(state="attached")
