"""An organiser plans a year of meetings and asks a speaker; the speaker answers from the mail, on a phone."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from community.actions.accounts import create_member
from community.models import OutgoingMail
from events.models import Event, Speaker
from tests.events.factories import make_event, make_page, make_round


def _log_in(page, address: str):
    page.goto(f"/account/login/?next={address}")
    page.fill("input[name=login]", "organisator@example.org")
    page.fill("input[name=password]", "demo")
    page.click("form:has(input[name=password]) button[type=submit]")


@pytest.mark.django_db(transaction=True)
def test_an_organiser_plans_a_year_in_one_form_without_javascript(plain_page, settings):
    settings.SECOND_FACTOR_FOR_STAFF = False
    create_member(email="organisator@example.org", name="Olaf Organisator", password="demo", groups=["organisatie"])
    _log_in(plain_page, "/beheer/bijeenkomsten/")
    plain_page.get_by_role("link", name="Een reeks plannen").click()
    plain_page.fill("[name=new_series]", "Inspiratiesessie Lindeveen")
    plain_page.select_option("[name=pattern]", "quarterly")
    plain_page.select_option("[name=weekday]", "2")
    plain_page.fill("[name=starts]", "16:00")
    plain_page.fill("[name=ends]", "17:00")
    plain_page.get_by_role("button", name="Laat de dagen zien").click()
    boxes = plain_page.locator("[name=keep]")
    number = boxes.count()
    assert number in (3, 4) and not Event.objects.exists()
    dropped = boxes.first
    was_kept = dropped.is_checked()
    dropped.uncheck()
    kept = plain_page.locator("[name=keep]:checked").count()
    plain_page.get_by_role("button", name="Maak deze bijeenkomsten").click()
    events = list(Event.objects.order_by("starts_at"))
    assert len(events) == kept and (kept < number or not was_kept)
    assert {f"{timezone.localtime(event.starts_at):%a %H:%M}" for event in events} == {"Wed 16:00"}
    plain_page.get_by_role("button", name="Publiceer alle concepten").click()
    assert plain_page.get_by_text("concept", exact=True).count() == 0
    plain_page.goto("/agenda/inspiratiesessie-lindeveen/")
    assert plain_page.get_by_role("link", name="Volg deze reeks").is_visible()


@pytest.mark.django_db(transaction=True)
def test_a_speaker_answers_shows_what_they_choose_and_steps_back(open_page, settings, axe):
    settings.SECOND_FACTOR_FOR_STAFF = False
    create_member(email="organisator@example.org", name="Olaf Organisator", password="demo", groups=["organisatie"])
    event = make_event()
    public = make_page(event).url
    (breakout,) = make_round(event, 12)
    organiser = open_page()
    _log_in(organiser, reverse("organise:invite_speaker", args=[event.public_id]))
    organiser.fill("[name=name]", "Mila Duindoorn")
    organiser.fill("[name=email]", "mila@example.org")
    organiser.select_option("[name=role]", "lived_experience")
    organiser.select_option("[name=session]", f"breakout-{breakout.pk}")
    organiser.fill("[name=fee_rule]", "75 euro en je reiskosten")
    organiser.get_by_role("button", name="Verstuur de uitnodiging").click()
    organiser.get_by_text("De uitnodiging is verstuurd").first.wait_for()

    mail = OutgoingMail.objects.get(to_email="mila@example.org")
    link = re.search(r"(/spreker/\S+?/)\s", mail.text).group(1)
    phone = open_page(width=320, height=700)
    phone.goto(link)
    assert phone.get_by_text("75 euro en je reiskosten").first.is_visible()
    phone.get_by_label("Ja, ik kom").check()
    phone.get_by_role("button", name="Verstuur mijn antwoord").click()
    phone.get_by_role("link", name="Wijzig wat anderen van mij zien").click()
    phone.fill("[name=display_name]", "Mila")
    phone.fill("[name=bio]", "Ik kwam voor de soep.")
    phone.check("[name=shows_name]")
    phone.get_by_role("button", name="Opslaan").click()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(phone) == []
    phone.goto(public)
    assert phone.get_by_text("Ik kwam voor de soep.").is_visible()
    assert phone.get_by_text("eigen ervaring").count() == 0

    phone.goto(link)
    phone.get_by_role("link", name="Ik wil mij terugtrekken").click()
    phone.get_by_role("button", name="Ja, haal alles van mij weg").click()
    reader = open_page()  # a browser may keep a page for a minute: this one has seen nothing yet
    reader.goto(public)
    assert reader.get_by_text("Ik kwam voor de soep.").count() == 0
    assert reader.get_by_text("Een spreker heeft zich teruggetrokken").is_visible()
    assert Speaker.objects.get().status == "stepped_back"
