"""Members among each other in a real browser: a group joined, a question asked and answered, on a phone without script."""

import re

import pytest

from community.models import Conversation, Follow, MemberProfile, Reaction, SeenBy
from tests.community.factories import answered, circle_of, member, said, seen_member
from tests.journeys.test_working_with_guides import log_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_newcomer_shows_themselves_joins_a_group_and_asks(open_page, axe):
    host = member("hanna@example.org", name="Hanna Host")
    seen_member(host, can_help="Meedenken over het eerste gesprek")
    circle = circle_of(host, name="Het goede gesprek", summary="Over luisteren.", welcome="Fijn dat je er bent.")
    topic = said(circle, "Wat doe je met stilte?", "Ik vul haar te snel.")
    answered(topic, by=host)
    newcomer = member("nina@example.org")
    page = open_page(script=False, width=320, height=800, color_scheme="dark")
    findings = []

    def look():
        """What axe and the narrow screen say of the page as it stands."""
        if page.evaluate("document.fonts.ready.then(() => document.documentElement.scrollWidth)") > 320:
            findings.append(f"{page.url}: scrolls sideways")

    log_in(page, newcomer)
    page.goto("/account/begin/")
    page.get_by_role("link", name="Hanna Host").click()
    assert "Meedenken over het eerste gesprek" in page.inner_text("main")
    look()

    # A name for members only; everything else stays private.
    page.goto("/account/profiel/")
    page.locator("#id_name").fill("Nina Nieuw")
    page.get_by_label("Wie ziet je naam?").select_option("1")
    page.locator("#id_about").fill("Ik luister graag.")
    look()
    page.get_by_role("button", name="Bewaar en bekijk").click()
    assert "Nina Nieuw" in page.inner_text("main") and "Ik luister graag." not in page.inner_text("main")
    assert MemberProfile.objects.get(user=newcomer).about_for == SeenBy.ME

    # Joins by keyboard, reads the welcome and answers.
    page.goto("/meedoen/")
    page.get_by_role("link", name="Groepen", exact=True).first.click()
    page.get_by_role("link", name="Het goede gesprek").click()
    page.get_by_role("button", name="Doe mee").focus()
    with page.expect_navigation():  # the page it came from is read otherwise
        page.keyboard.press("Enter")
    assert "Fijn dat je er bent." in page.inner_text("main")
    look()
    page.get_by_role("link", name="Wat doe je met stilte?").click()
    page.get_by_role("button", name=re.compile("Dit helpt mij")).first.click()
    page.get_by_label("Je bijdrage").fill("")
    page.get_by_role("button", name="Plaats").click()
    assert "Schrijf eerst iets op" in page.inner_text("main")
    page.get_by_label("Je bijdrage").fill("Tot tien tellen.\n\nEn dan nog eens.")
    page.get_by_role("button", name="Plaats").click()
    assert "Tot tien tellen." in page.inner_text("main")
    look()
    assert Reaction.objects.get().word == "helps"

    # Asks a question and follows the answers.
    page.goto("/vragen/")
    page.get_by_role("link", name="Stel je vraag").first.click()
    page.get_by_label("Je vraag of dilemma").fill("Hoe vraag je een collega mee?")
    page.get_by_label("Wat speelt er?").fill("Ik wil niet dwingen.")
    page.get_by_role("checkbox", name=re.compile("nieuwe antwoorden")).check()
    look()
    page.get_by_role("button", name="Plaats je vraag").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Hoe vraag je een collega mee?"
    question = Conversation.objects.get(kind="question")
    assert Follow.objects.get(user=newcomer).target == str(question.pk)
    look()
    assert findings == []

    # The same pages for axe, which needs a script.
    seeing = open_page(width=1280, height=900)
    log_in(seeing, host)
    addresses = [
        "/meedoen/",
        "/leden/",
        "/account/begin/",
        "/account/profiel/",
        "/account/volgen/",
        "/account/bijdragen/",
    ]
    addresses += ["/groepen/", "/groepen/nieuw/", f"/groepen/{circle.slug}/", f"/groepen/{circle.slug}/leden/"]
    addresses += [
        f"/groepen/{circle.slug}/gesprek/{topic.slug}/",
        "/vragen/",
        f"/vragen/{question.slug}/",
        "/vragen/stel/",
    ]
    for address in addresses:
        assert seeing.goto(address).status == 200, address
        findings += [f"{address}: {finding}" for finding in axe(seeing)]
    assert findings == []
