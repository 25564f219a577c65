"""An organiser makes a leeratelier with two rounds and six break-outs; people come; one break-out falls away."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms import clock
from community.actions.accounts import create_member
from events.actions.change import choose
from events.actions.sign_up import Choice
from events.models import Event
from tests.events.factories import confirmed, make_event, make_round, seats
from tests.events.organisers import member, typed

BREAKOUTS = ("Beginnen met het gesprek", "Partners vinden", "Bewoners bereiken")


@pytest.mark.django_db(transaction=True)
def test_a_break_out_falls_away_and_only_its_people_hear_of_it(client, settings, mailbox, capsys):
    settings.SECOND_FACTOR_FOR_STAFF = False
    client.force_login(member())
    answer = client.post(reverse("organise:new"), typed(template="leeratelier", key=str(uuid.uuid4())))
    event = Event.objects.get()
    for round_ in event.rounds.all():
        for title in BREAKOUTS:
            data = {"title": title, "level": "any", "capacity": "1", "key": str(uuid.uuid4())}
            client.post(reverse("organise:new_breakout", args=[event.public_id, round_.pk]), data)
    client.post(reverse("organise:publish", args=[event.public_id]))
    workspace = client.get(answer["Location"]).content.decode()
    assert all(workspace.count(f"<b>{title}</b>") == 2 for title in BREAKOUTS)

    page = event.pages.get(alias_of=None)
    client.logout()
    first, other = event.rounds.first().breakouts.all()[:2]
    form = {
        "name": "Anke Anders",
        "email": "anke@example.org",
        f"round-{first.round_id}": str(first.pk),
        "key": str(uuid.uuid4()),
    }
    assert client.post(f"{page.url}aanmelden/", form).status_code == 302
    (mail,) = mailbox.deliver()
    link = re.search(r"http://localhost(/mijn-aanmelding/\S+?/)\s", mail.get_body(("plain",)).get_content()).group(1)
    client.post(f"{link}bevestigen/")
    confirmed(event, first, email="wacht@example.org")
    confirmed(event, other, email="elders@example.org")
    assert seats(event, first) == ["anke@example.org"]
    before = len(mailbox.deliver())

    client.force_login(member("tweede@example.org"))
    address = reverse("organise:cancel_breakout", args=[event.public_id, first.public_id])
    assert "2 mensen" in client.get(address).content.decode()
    client.post(address)
    told = mailbox.deliver()[before:]
    assert sorted(message["To"].addresses[0].addr_spec for message in told) == ["anke@example.org", "wacht@example.org"]
    assert all("/mijn-aanmelding/" in message.get_body(("plain",)).get_content() for message in told)

    third = event.rounds.first().breakouts.last()
    anke = event.registrations.get(email="anke@example.org")
    choose(registration=anke, choices={first.round_id: Choice(third)})
    assert seats(event, third) == ["anke@example.org"]
    call_command("audit")
    assert "audit: 0 violations" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_an_organiser_plans_and_moves_people_without_javascript(plain_page, settings):
    settings.SECOND_FACTOR_FOR_STAFF = False
    create_member(email="organisator@example.org", name="Olaf Organisator", password="demo", groups=["organisatie"])
    event = make_event()
    first, second = make_round(event, 2, 2)
    confirmed(event, first, name="Anke Anders", email="anke@example.org")

    plain_page.goto("/account/login/?next=/beheer/bijeenkomsten/")
    plain_page.fill("input[name=login]", "organisator@example.org")
    plain_page.fill("input[name=password]", "demo")
    plain_page.click("form:has(input[name=password]) button[type=submit]")
    plain_page.get_by_role("link", name="Nieuwe bijeenkomst").click()
    plain_page.fill("[name=title]", "Medewerkersavond")
    plain_page.fill("[name=date]", f"{timezone.localtime(clock.now() + timedelta(days=9)):%Y-%m-%d}")
    plain_page.fill("[name=starts]", "19:30")
    plain_page.get_by_role("button", name="Bijeenkomst maken").click()
    assert plain_page.locator("[role=alert]").get_by_text("Einde").count() == 1
    assert plain_page.input_value("[name=title]") == "Medewerkersavond"
    plain_page.fill("[name=ends]", "21:30")
    plain_page.select_option("[name=template]", "leeratelier")
    plain_page.get_by_role("button", name="Bijeenkomst maken").click()
    made = Event.objects.get(title="Medewerkersavond")
    assert plain_page.url.endswith(reverse("organise:workspace", args=[made.public_id]))

    plain_page.goto(reverse("organise:participants", args=[event.public_id]))
    plain_page.get_by_role("link", name="Anke Anders").click()
    plain_page.select_option("select[name=breakout]", str(second.pk))
    plain_page.get_by_role("button", name="Verplaats").click()
    assert plain_page.get_by_text("Door de organisatie verplaatst").count() == 1
    assert seats(event, second) == ["anke@example.org"]
