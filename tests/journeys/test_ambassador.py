"""An ambassador shows themselves bit by bit, answers a stranger without an address, shares an example, and stops."""

import re

import pytest
from playwright.sync_api import expect

from community.actions import ambassadors
from community.models import AmbassadorProfile, SharedExample
from tests.community.factories import member
from tests.journeys.test_working_with_guides import log_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_a_draft_profile_to_an_answer_and_an_example(open_page, axe, mailbox):
    page = open_page(width=320, height=800, color_scheme="dark")
    log_in(page, member("wies@example.org", name="Wies Wandelaar"))

    # Written, and yet nothing of it is public: no box is ticked.
    page.goto("/account/ambassadeur/")
    page.get_by_label(re.compile("Je naam, zoals")).fill("Wies Wandelaar")
    page.get_by_label(re.compile("Vraag mij over")).fill("Hoe begin je een wandelgroep?")
    page.get_by_role("button", name="Bewaar en bekijk").click()
    expect(page.get_by_role("heading", name="Anderen zien nu niets van je")).to_be_visible()
    page.get_by_role("link", name="Wijzig").click()
    for box in ("Je naam", "Waarover mensen je iets kunnen vragen", re.compile("Een contactformulier")):
        page.get_by_role("checkbox", name=box, exact=isinstance(box, str)).check()
    page.get_by_role("button", name="Bewaar en bekijk").click()
    expect(page.get_by_role("heading", name="Wies Wandelaar")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Vraag aan om zichtbaar te worden").click()
    profile = AmbassadorProfile.objects.get()
    visitor = open_page(script=False, width=320)
    assert visitor.goto(f"/ambassadeurs/{profile.slug}/").status == 404
    ambassadors.approve(profile=profile)

    # A stranger asks; neither sees the address of the other, and the ambassador can end it.
    visitor.goto(f"/ambassadeurs/{profile.slug}/contact/")
    visitor.get_by_label("Je naam").fill("Nico Nieuw")
    visitor.get_by_label("Je e-mailadres").fill("nico@example.org")
    visitor.get_by_label(re.compile("bericht|vraag", re.IGNORECASE)).last.fill("Met hoeveel mensen begon je?")
    visitor.get_by_role("button", name="Verstuur je bericht").click()
    mailbox.deliver()
    asked = mailbox.to("wies@example.org")[-1].as_string()
    assert "nico@example.org" not in asked
    letter = mailbox.to("wies@example.org")[-1].get_body("plain").get_content()
    page.goto(re.search(r"/bericht/\S+", letter).group())
    page.locator("textarea").fill("Met drie, en een hond.")
    page.get_by_role("button", name="Verstuur je bericht").click()
    expect(page.get_by_role("heading", name="Je bericht is onderweg")).to_be_visible()
    mailbox.deliver()
    answer = mailbox.to("nico@example.org")[-1]
    assert "Met drie, en een hond." in answer.get_body("plain").get_content()
    assert "wies@example.org" not in answer.as_string()
    page.get_by_role("link", name="Nog iets schrijven").click()
    page.locator("summary", has_text="Geen berichten meer").click()
    page.get_by_role("button", name="Ja, stop de berichten").click()
    expect(page.get_by_role("heading", name="Deze briefwisseling is gestopt")).to_be_visible()

    # An example for everybody: a telephone number is stopped, the rest is kept, and its state is visible.
    page.goto("/account/")
    page.get_by_role("link", name="Deel je voorbeeld").click()
    page.get_by_label("Titel").fill("Elke dinsdag een rondje")
    page.get_by_label("Wat speelde er?").fill("Veel mensen zaten thuis. Bel 06-12345678.")
    page.get_by_label("Wat hebben jullie gedaan?").fill("Een rondje langs de vaart.")
    page.get_by_label("Wat is er nu anders?").fill("Er lopen er twintig mee.")
    page.get_by_label("Nee, niemand").check()
    page.get_by_role("button", name="Stuur naar de redactie").click()
    expect(page.get_by_label("Wat hebben jullie gedaan?")).to_have_value("Een rondje langs de vaart.")
    assert axe(page) == [] and not SharedExample.objects.exists()
    page.get_by_label("Wat speelde er?").fill("Veel mensen zaten thuis.")
    page.get_by_role("button", name="Stuur naar de redactie").click()
    expect(page.get_by_text("ligt bij de redactie")).to_be_visible()
    assert axe(page) == [] and page.evaluate("document.documentElement.scrollWidth") <= 320

    # And stops: the page is gone at once.
    assert visitor.goto(f"/ambassadeurs/{profile.slug}/").status == 200
    page.goto("/account/ambassadeur/voorbeeld/")
    page.locator("summary", has_text="Stoppen als ambassadeur").click()
    page.get_by_role("button", name="Ja, ik stop").click()
    assert visitor.goto(f"/ambassadeurs/{profile.slug}/").status in (404, 410)
