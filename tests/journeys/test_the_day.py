"""The day itself on a phone: a note taker loses nothing, and a door works on without a connection."""

import io
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from events.actions import harvest, proofs
from events.actions.attendance import give_minutes, make_door
from events.actions.evaluation import open_evaluation
from events.actions.polls import make_poll
from events.attendance import ticket_code
from events.links import registration_url
from events.models import Attendance, GroupNote, PollBallot
from events.secret_links import note_url
from tests.events.factories import confirmed, make_event, make_round

pytestmark = pytest.mark.django_db(transaction=True)


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_note_taker_and_door_on_a_phone(open_page, axe):
    event = make_event(days=1 / 24, mode="room", venue="De Linde")
    group = make_round(event, 5)[0]
    anke = confirmed(event, group, name="Anke Anders", email="anke@example.org")
    note = harvest.ask_for_notes(event=event, breakout=group, name="Noor", email="noor@example.org")
    page = open_page(width=320, height=640)

    page.goto(note_url(note, absolute=False))
    page.get_by_label("Wat neem je mee").fill("Bel eerst, mail daarna")
    page.reload()  # a dead battery, a wrong thumb
    assert page.get_by_label("Wat neem je mee").input_value() == "Bel eerst, mail daarna"
    page.get_by_role("button", name="Bewaar dit punt").click()
    page.get_by_text("1 punt", exact=True).wait_for()
    assert page.get_by_label("Wat neem je mee").input_value() == ""
    assert fits(page)
    page.get_by_role("button", name="Lever in").click()
    page.get_by_text("Ingeleverd, dank je wel.").wait_for()
    assert GroupNote.objects.get().is_handed_in
    assert axe(page) == []

    door = make_door(event=event, label="Voordeur", actor=None)
    with page.expect_response(lambda response: response.url.endswith("lijst.json")):
        page.goto(reverse("door", args=[door.key]))
    page.context.set_offline(True)
    page.get_by_label("Code van het kaartje").fill(ticket_code(anke).lower())
    page.get_by_role("button", name="Binnen", exact=True).first.click()
    page.get_by_text("Welkom, Anke Anders.").wait_for()
    page.locator("[data-count]", has_text="1").wait_for()
    page.get_by_label("Code van het kaartje").fill(ticket_code(anke))
    page.get_by_role("button", name="Binnen", exact=True).first.click()
    page.get_by_text("Anke Anders is al binnen.").wait_for()
    assert not Attendance.objects.exists()
    assert fits(page)
    with page.expect_response(lambda response: response.url.endswith("/scans/")):
        page.context.set_offline(False)
    assert Attendance.objects.get().registration == anke
    assert axe(page) == []
    assert uuid.UUID(str(door.key))


def test_afterwards_a_guest_shows_a_proof_and_says_what_they_thought(open_page):
    event = make_event(days=1, mode="room", venue="De Linde")
    anke = confirmed(event, name="Anke van Dalen", email="anke@example.org")
    event.starts_at, event.ends_at = event.starts_at - timedelta(days=3), event.ends_at - timedelta(days=3)
    event.save()
    give_minutes(event=event, minutes={anke.pk: 110}, actor=None)
    proofs.save_terms(event=event, actor=None, minimum_minutes=90, signer_name="Lina V.", signer_role="organisator")
    proofs.release(event=event, actor=None)
    open_evaluation(event=event)
    page = open_page(script=False, width=320, height=640)

    page.goto(registration_url(anke, absolute=False))
    page.get_by_role("link", name="Mijn bewijs van deelname").click()
    file = page.get_by_role("link", name="Download het bewijs").get_attribute("href")
    content = io.BytesIO(page.request.get(file).body())
    assert "Anke van Dalen" in PdfReader(content).pages[0].extract_text()
    page.get_by_role("link", name="Zo ziet een ander het").click()
    assert page.get_by_role("heading", name="Dit bewijs is geldig").is_visible()
    assert page.get_by_text("A. v. D.").is_visible() and page.get_by_text("van Dalen").count() == 0
    page.get_by_label("Nummer van het bewijs").fill("K7M2-AAAA")
    page.get_by_role("button", name="Controleer").click()
    assert page.get_by_role("heading", name="Dit nummer kennen we niet").is_visible() and fits(page)

    page.goto(registration_url(anke, absolute=False))
    page.get_by_role("link", name="Wat vond je ervan?").click()
    page.get_by_label("Wat ga je morgen anders doen?").fill("Eerst luisteren")
    page.get_by_role("button", name="Verstuur").click()
    assert page.get_by_text("je antwoorden zijn bewaard").is_visible() and fits(page)

    page.goto(reverse("poll", args=[make_poll(event=event, question="Wat eerst?", points=["Soep", "Brood"]).key]))
    for _tab in range(30):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.closest('label, li, div')?.innerText || ''")
        if "Brood" in focused and page.evaluate("document.activeElement.type") == "checkbox":
            page.keyboard.press("Space")
        elif page.evaluate("document.activeElement.type") == "submit":
            page.keyboard.press("Enter")
            break
    page.get_by_text("1 keer ingevuld").wait_for()
    assert [ballot.points.get().text for ballot in PollBallot.objects.all()] == ["Brood"] and fits(page)
