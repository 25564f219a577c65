"""Asking for advice: the nearest adviser answers, somebody always does, and the day is promised."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches

from cms.models import Region, Theme
from cms.models.regions import today
from community.actions.regions import save_region_text
from community.actions.removal import remove_person
from community.advice import Adviser, adviser_for
from community.models import AdviceContact
from community.personal_data import Person
from config import roles
from tests.cms import places
from tests.cms.factories import handvat
from tests.community.factories import member

pytestmark = pytest.mark.django_db
FORM = {"name": "Bo", "email": "bo@example.org", "message": "Hoe begin ik met een wandelgroep?"}


@pytest.fixture(scope="module")
def area(module_db):
    roles.apply()
    lindeveen = places.region("lindeveen", "Regio Lindeveen")
    places.region("oosterdam", "Oosterdam", "lindeveen", Region.Kind.MUNICIPALITY)
    return lindeveen


def contact(role, **fields):
    return AdviceContact.objects.create(role_label=role, email=f"{role}@advies.example", **fields)


def test_nearest_adviser_for_the_theme_answers_and_somebody_always_does(area):
    town, theme = Region.objects.get(slug="oosterdam"), Theme.objects.first()
    other = Theme.objects.exclude(pk=theme.pk).first()
    assert adviser_for(town, theme).email == settings.SITE_EMAIL
    save_region_text(region=area, data={"contact_role": "Het regioteam", "contact_email": "team@lindeveen.example"})
    assert adviser_for(town, theme).role == "Het regioteam"
    contact("land")
    assert adviser_for(town, theme).role == "land"
    contact("regio", region=area)
    contact("regio-thema", region=area, theme=theme)
    assert adviser_for(town, theme).role == "regio-thema"
    assert adviser_for(town, other).role == "regio"
    assert adviser_for(None, theme).role == "land"


def test_adviser_who_stops_is_gone_the_same_day(client, area):
    row = contact("regio", region=area, reply_days=2)
    assert "regio" in client.get("/advies/?regio=lindeveen").content.decode()
    row.ends_on = today()
    row.save()
    assert adviser_for(area, None).email == settings.SITE_EMAIL
    contact("weg", region=area)
    remove_person(Person("weg@advies.example"))
    assert adviser_for(area, None).email == settings.SITE_EMAIL


def test_page_ends_with_who_helps_and_never_with_a_dead_card(client, area):
    theme = Theme.objects.get(slug="gesprek")
    row = contact("Adviseur gesprek", theme=theme, reply_days=2)
    page = handvat("Begin met een vraag", themes=["gesprek"], regions=["lindeveen"])
    html = client.get(page.url).content.decode()
    assert "Adviseur gesprek" in html and "binnen 2 werkdagen" in html and "@advies.example" not in html
    assert "/advies/?thema=gesprek&amp;regio=lindeveen" in html
    row.delete()
    caches["pages"].clear()
    assert "Het team van deze site" in client.get(page.url).content.decode()


def test_promise_counts_working_days():
    with time_machine.travel(datetime(2026, 11, 19, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))):  # a Thursday
        assert Adviser("x", "x@example.org", 2).answers_before == date(2026, 11, 23)


def test_question_reaches_the_adviser_and_the_visitor_hears_when(client, area, mailbox):
    contact("regio", region=area)
    assert "/advies/?regio=lindeveen" in client.get("/regio/lindeveen/").content.decode()
    page = client.get("/advies/?regio=lindeveen").content.decode()
    assert "Je krijgt antwoord uiterlijk op" in page
    assert "@advies.example" not in page
    key = "5f1f7d5e-98f4-4a52-9a2f-3a6a0a8f1b11"
    for _twice in range(2):
        assert client.post("/advies/", FORM | {"region": "lindeveen", "key": key}).url == "/advies/verstuurd/"
    mailbox.deliver()
    [question] = mailbox.to("regio@advies.example")
    assert question["Reply-To"] == "bo@example.org"
    assert FORM["message"] in question.get_body("plain").get_content()
    [receipt] = mailbox.to("bo@example.org")
    assert "uiterlijk op" in receipt.get_body("plain").get_content()
    assert FORM["message"] not in receipt.as_string()


@pytest.mark.parametrize(
    "changes",
    [{"message": ""}, {"email": "x"}, {"message": "\x00" * 20}, {"message": "x" * 100_000}, {"region": "nergens"}],
)
def test_wrong_form_says_why(client, area, changes, mailbox):
    response = client.post("/advies/", FORM | changes)
    assert (response.status_code, "Er ging iets mis" in response.content.decode()) == (200, True)
    assert mailbox.deliver() == []


@pytest.mark.parametrize("query", ["regio=%00", "thema=nergens", "regio=" + "x" * 5000])
def test_strange_addresses_break_nothing(client, area, query):
    assert client.get(f"/advies/?{query}").status_code == 200


def test_flood_is_stopped(client, area):
    assert [client.post("/advies/", FORM).status_code for _again in range(6)] == [302] * 5 + [429]


def test_editor_keeps_the_advisers(client, area):
    client.force_login(member("redactie@example.org", groups=["redactie"]))
    data = {"role_label": "Adviseur netwerken", "email": "net@example.org", "reply_days": 3, "starts_on": "2026-01-01"}
    assert client.post("/beheer/adviseurs/new/", data).status_code == 302
    assert adviser_for(None, None).days == 3
    assert timedelta(days=2) < adviser_for(None, None).answers_before - today()
