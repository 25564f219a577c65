"""The agenda narrowed down: choices combine, stay in the address, and survive any input."""

import json
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
from django.http import QueryDict

from cms import memory
from cms.mirror import mirror
from cms.models import Audience, Region, Theme
from events.actions import organise
from events.agenda import agenda
from events.models import Accreditation, Event, EventPage, Kind, Register, Speaker
from tests.events.factories import make_event, make_page
from tests.events.itip import itip_complaints, lint

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def meetings(module_db):
    """Two workshops and a staff evening to come, and one workshop past; two of them in a region."""
    region = Region.objects.create(slug="lindeveen", name_nl="Lindeveen")
    theme, _created = Theme.objects.get_or_create(slug="gesprek", defaults={"name_nl": "Gesprek"})
    Theme.objects.create(slug="leeg", name_nl="Leeg")
    audience, _created = Audience.objects.get_or_create(slug="beleid", defaults={"name_nl": "Beleid"})
    nurses = Register.objects.create(name="Testregister", digits=11)
    memory.renew()
    for title, days, kind, mode in [
        ("Schrijven", 3, Kind.WORKSHOP, Event.Mode.ROOM),
        ("Luisteren", 5, Kind.WORKSHOP, Event.Mode.ONLINE),
        ("Avond", 4, Kind.STAFF_EVENING, Event.Mode.ROOM),
        ("Oud", -4, Kind.WORKSHOP, Event.Mode.ROOM),
    ]:
        event = make_event(title=title, days=days, kind=kind, mode=mode)
        page = make_page(event)
        status = Accreditation.Status.GRANTED if title == "Luisteren" else Accreditation.Status.APPLIED
        if title in ("Luisteren", "Avond"):
            Accreditation.objects.create(event=event, register=nurses, status=status, points=2, minimum_minutes=60)
        if title in ("Schrijven", "Oud"):
            page.regions.set([region])
            page.themes.set([theme])
            page.audiences.set([audience])
            page.save()


def ask(query: str):
    return agenda(EventPage.objects.live().filter(locale__language_code="nl"), QueryDict(query))


def options(query: str) -> dict[str, dict[str, int]]:
    return {facet.name: {option.slug: option.count for option in facet.options} for facet in ask(query).facets}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Schrijven", "Avond", "Luisteren"]),
        ("geweest=ja", ["Oud"]),
        ("soort=workshop", ["Schrijven", "Luisteren"]),
        ("soort=workshop&vorm=locatie", ["Schrijven"]),
        ("soort=workshop&soort=medewerkersavond&vorm=locatie", ["Schrijven", "Avond"]),
        ("regio=lindeveen", ["Schrijven"]),
        ("soort=onbekend&page=99&regio=%00", ["Schrijven", "Avond", "Luisteren"]),
        ("vorm=beide", []),
        ("thema=gesprek&regio=lindeveen&voor=beleid", ["Schrijven"]),
        ("thema=gesprek&vorm=online", []),
        ("thema=leeg", []),
        ("accreditatie=ja", ["Luisteren"]),
        ("accreditatie=ja&thema=gesprek", []),
    ],
)
def test_choices_add_within_a_facet_and_narrow_between_facets(query, expected):
    found = ask(query)
    assert [page.title for page in found.page_obj] == expected
    assert found.total == len(expected)


def test_unknown_words_in_the_address_are_told_and_do_not_hide_anything(client):
    words = "Een deel van je keuze kennen we niet."
    page = client.get("/agenda/?soort=feest&vorm=online").content.decode()
    assert words in page and "Luisteren" in page and "Avond</" not in page
    page = client.get("/agenda/?regio=nergens").content.decode()
    assert words in page and "Luisteren" in page and "Avond</" in page
    assert words not in client.get("/agenda/?soort=workshop&utm_source=x").content.decode()


def test_counts_tell_what_an_option_leaves_given_the_other_facets():
    points = {"accreditatie": {"ja": 1}}
    forms = {"vorm": {"locatie": 2, "online": 1}}
    assert options("") == {"soort": {"workshop": 2, "medewerkersavond": 1}} | forms | points
    assert options("vorm=online") == forms | points
    assert options("regio=lindeveen")["regio"] == {"lindeveen": 1}


def test_addresses_switch_one_choice_and_stay_in_the_past():
    found = ask("geweest=ja&soort=workshop&regio=lindeveen&page=1")
    assert {option.slug: option.url for option in found.active} == {
        "workshop": "?regio=lindeveen&geweest=ja",
        "lindeveen": "?soort=workshop&geweest=ja",
    }
    assert (found.past, found.other_url, ask("").other_url) == (
        True,
        "?soort=workshop&regio=lindeveen",
        "?geweest=ja",
    )
    kind, form, *_rest = ask("soort=workshop").facets
    assert {option.slug: option.url for option in kind.options + form.options} == {
        "workshop": "?",
        "medewerkersavond": "?soort=workshop&soort=medewerkersavond",
        "locatie": "?soort=workshop&vorm=locatie",
        "online": "?soort=workshop&vorm=online",
    }


@pytest.mark.parametrize("past", [False, True])
def test_agenda_asks_a_fixed_number_of_queries(django_assert_num_queries, past):
    ask("")
    with django_assert_num_queries(6):  # the pages, three kinds of terms, accreditations, and whether the words hold
        ask("geweest=ja&soort=workshop" if past else "soort=workshop")


# --- the page, the calendar and the agenda elsewhere -------------------------------------------------------------------
def test_a_calendar_holds_the_choice_in_its_address(client):
    def titles(query: str) -> list[str]:
        answer = client.get(f"/agenda.ics{query}")
        assert lint(answer.content) == [] and itip_complaints(answer.content) == []
        return [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")]

    assert titles("?regio=lindeveen") == ["Oud", "Schrijven"]
    assert titles("?accreditatie=ja&vorm=online") == ["Luisteren"]
    assert titles("?thema=leeg") == []  # a quiet theme is not the whole agenda
    assert len(titles("?regio=%00&soort=" + "x" * 5000)) == 4
    assert b"X-WR-CALNAME:Agenda van Leerspoor\\, Workshop" in client.get("/agenda.ics?soort=workshop").content


def test_a_feed_keeps_wall_time_over_the_change_to_winter_time(client):
    with time_machine.travel("2026-10-01 12:00:00+02:00"):
        for day, title in (("2026-10-22 15:00", "Zomertijd"), ("2026-10-29 15:00", "Wintertijd")):
            starts_at = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
            event = make_event(title=title)
            Event.objects.filter(pk=event.pk).update(starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
            make_page(Event.objects.get(pk=event.pk))
        content = client.get("/agenda.ics").content
    assert b"DTSTART;TZID=Europe/Amsterdam:20261022T150000" in content
    assert b"DTSTART;TZID=Europe/Amsterdam:20261029T150000" in content


def test_the_page_links_the_calendar_of_the_choice_and_its_line_for_another_site(client):
    html = client.get("/agenda/?thema=gesprek&geweest=ja").content.decode()
    assert 'href="/agenda.ics?thema=gesprek"' in html and "Oud" in html
    assert "http://localhost/insluiten/agenda/?thema=gesprek" in html


def test_a_meeting_says_in_json_ld_what_anybody_may_know(client):
    event = make_event(
        title="Besloten link", mode="hybrid", venue="Dorpshuis", meeting_url="https://geheim.example.org/1"
    )
    Speaker.objects.create(
        event=event, name="Zeno Geheim", email="z@example.org", fee_rule="-", status="accepted", display_name="Zeno",
        shows_name=True,
    )  # fmt: skip
    html = client.get(make_page(event).url).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL).group(1))
    (meeting,) = data["@graph"]
    assert (meeting["@type"], meeting["name"]) == ("EducationEvent", "Besloten link")
    assert meeting["startDate"].endswith(("+01:00", "+02:00")) and meeting["isAccessibleForFree"] is True
    assert [place["@type"] for place in meeting["location"]] == ["Place", "VirtualLocation"]
    assert meeting["performer"] == [{"@type": "Person", "name": "Zeno"}]
    assert meeting["eventStatus"] == "https://schema.org/EventScheduled" and "geheim" not in html.lower()


def test_a_meeting_that_moved_says_so_and_what_it_was_before(client, organiser):
    event = make_event(title="Verzet", days=10)
    first, page = event.starts_at, None

    def move(to) -> dict:
        event.refresh_from_db()
        organise.change_event(
            event=event, version=str(event.version), actor=organiser, starts_at=to, ends_at=to + timedelta(hours=2)
        )
        html = client.get(page.url).content.decode()
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL).group(1))
        assert ("Verplaatst. Het was" in html) == ("previousStartDate" in data["@graph"][0])
        return data["@graph"][0]

    organise.change_event(event=event, version="1", actor=organiser, starts_at=first + timedelta(minutes=30))
    event.refresh_from_db()
    assert event.previous_start is None  # nobody could read of the first moment
    page, first = make_page(event), event.starts_at
    meeting = move(first + timedelta(days=7))
    assert meeting["eventStatus"] == "https://schema.org/EventRescheduled"
    assert datetime.fromisoformat(meeting["previousStartDate"]) == first
    assert move(first)["eventStatus"] == "https://schema.org/EventScheduled"
    move(first + timedelta(days=2))
    organise.cancel_event(event=event, reason="Ziek", actor=organiser)
    html = client.get(page.url).content.decode()
    assert "EventCancelled" in html and "previousStartDate" not in html and "Verplaatst" not in html


def test_without_meetings_there_are_three_ways_on(client):
    EventPage.objects.update(live=False)
    for address in ("/agenda/", "/agenda/?soort=workshop", "/agenda/?geweest=ja"):
        html = client.get(address).content.decode()
        assert "Niets gevonden" not in html
        assert all(way in html for way in ("#volgen", "?geweest=ja", "/bijeenkomst-voorstellen/")), address
        assert 'id="volgen"' in html


def test_the_agenda_may_stand_in_a_frame_without_cookie_or_script(client):
    answer = client.get("/insluiten/agenda/?soort=workshop&vorm=online")
    html = answer.content.decode()
    assert "Luisteren" in html and "Schrijven" not in html and "<script" not in html
    assert "X-Frame-Options" not in answer and "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"] and not answer.cookies
    assert client.get("/agenda/")["X-Frame-Options"] == "SAMEORIGIN"
    assert "niets gepland" in client.get("/insluiten/agenda/?thema=leeg").content.decode()


def test_a_proposal_goes_to_the_organisers_once(client, mailbox, settings):
    form = client.get("/bijeenkomst-voorstellen/").context["form"]
    typed = {
        "idea": "Een wandeling met de wijk.",
        "name": "Kim",
        "email": "kim@example.org",
        "key": form["key"].value(),
    }
    for _time in range(2):
        assert client.post("/bijeenkomst-voorstellen/", typed).status_code == 302
    mailbox.deliver()
    (mail,) = mailbox.to(settings.SITE_EMAIL)
    assert mail["Reply-To"] == "kim@example.org"
    assert "Een wandeling met de wijk." in mail.get_body(("plain",)).get_content()
    assert len(mailbox.to("kim@example.org")) == 1


@pytest.mark.parametrize("idea", ["", "a\x00b", "x" * 100_000, "Bel 111222333"])
def test_a_proposal_keeps_what_was_typed_when_refused(client, idea):
    answer = client.post("/bijeenkomst-voorstellen/", {"idea": idea, "name": "Kim", "email": "kim@example.org"})
    assert answer.status_code == 200 and answer.context["form"].errors["idea"]
    assert "kim@example.org" in answer.content.decode()


def test_below_en_the_words_of_a_dutch_meeting_say_so(client):
    mirror(make_page(make_event(title="Koffie", days=2)))
    card = r'<h\d class="card__title"( lang="nl")?><a href="[^"]*">Koffie'
    assert [re.search(card, client.get(address).text)[1] for address in ("/agenda/", "/en/agenda/")] == [
        None,
        ' lang="nl"',
    ]
