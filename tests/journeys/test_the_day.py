"""The day itself on a phone: a note taker loses nothing, and a door works on without a connection."""

import uuid

import pytest
from django.urls import reverse

from events.actions import harvest
from events.actions.attendance import make_door
from events.attendance import ticket_code
from events.models import Attendance, GroupNote
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
