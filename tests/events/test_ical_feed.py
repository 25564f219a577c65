"""Calendars over HTTP: the feed, one meeting, and a participant's own."""

from datetime import timedelta

import icalendar
import pytest
from wagtail.models import PageViewRestriction

from events.actions import change
from events.links import registration_token
from events.models import AgendaPage, Event
from tests.events import factories
from tests.events.itip import itip_complaints, lint

pytestmark = pytest.mark.django_db


def events_in(response) -> list[icalendar.Event]:
    assert lint(response.content) == []
    assert itip_complaints(response.content) == []
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def test_feed_holds_what_is_published_and_cancelled_but_nothing_secret(client):
    planned = factories.make_event(
        title="Gepland", mode=Event.Mode.ONLINE, meeting_url="https://geheim.example.org/kamer"
    )
    cancelled = factories.make_event(title="Afgelast", days=20, status=Event.Status.CANCELLED)
    past = factories.make_event(title="Geweest", days=-300)
    page = factories.make_page(planned, slug="gepland")
    factories.make_page(cancelled), factories.make_page(past)
    factories.make_page(factories.make_event(title="Lang geleden", days=-400))
    factories.make_page(factories.make_event(title="Concept")).unpublish()
    factories.make_event(title="Zonder pagina")
    PageViewRestriction.objects.create(
        page=factories.make_page(factories.make_event(title="Besloten")), restriction_type="login"
    )
    response = client.get("/agenda.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    events = events_in(response)
    assert [(str(event["SUMMARY"]), str(event["STATUS"])) for event in events] == [
        ("Geweest", "CONFIRMED"),
        ("Gepland", "CONFIRMED"),
        ("Afgelast", "CANCELLED"),
    ]
    assert str(events[1]["UID"]) == f"{planned.public_id}@localhost"
    assert str(events[1]["LOCATION"]) == f"http://localhost{page.get_url()}" == str(events[1]["URL"])
    assert b"geheim" not in response.content and b"ATTENDEE" not in response.content
    assert b"METHOD:PUBLISH" in response.content
    assert not response.cookies
    assert "public" in response["Cache-Control"]


def test_feed_answers_304_until_something_changes(client):
    event = factories.make_event()
    factories.make_page(event)
    first = client.get("/agenda.ics")
    assert first["Last-Modified"]
    again = client.get("/agenda.ics", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    event.title, event.sequence, event.venue, event.mode = "Nieuw", 4, "Ergens anders", Event.Mode.ROOM
    event.save()
    changed = client.get("/agenda.ics", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert events_in(changed)[0]["SEQUENCE"] == 4


def test_feed_titles_are_in_the_language(client):
    event = factories.make_event(title="Leeratelier")
    only_dutch = factories.make_event(title="Alleen Nederlands", days=20)
    factories.make_page(event), factories.make_page(only_dutch)
    english = AgendaPage.objects.get(locale__language_code="en")
    page = factories.make_page(event, parent=english, slug="learning")
    page.title = "Learning studio"
    page.save_revision().publish()
    assert [str(found["SUMMARY"]) for found in events_in(client.get("/agenda.ics"))] == [
        "Leeratelier",
        "Alleen Nederlands",
    ]
    found = events_in(client.get("/en/agenda.ics"))
    assert [str(event["SUMMARY"]) for event in found] == ["Learning studio", "Alleen Nederlands"]
    assert str(found[0]["URL"]).startswith("http://localhost/en/")


@pytest.mark.parametrize("total", [1, 3])
def test_feed_costs_the_same_for_one_and_three(client, django_assert_num_queries, total):
    for number in range(total):
        factories.make_page(factories.make_event(title=f"Nummer {number}", days=number + 1))
    client.get("/agenda.ics")
    with django_assert_num_queries(2):
        assert len(events_in(client.get("/agenda.ics?vers=1"))) == total


def test_empty_feed_is_a_calendar(client):
    assert events_in(client.get("/agenda.ics")) == []


def test_one_meeting_is_a_file(client):
    event = factories.make_event(title='Titel "met"; tekens\r\nX: ü')
    factories.make_page(event, slug="bijeenkomst")
    response = client.get(f"/bijeenkomst/{event.public_id}.ics")
    (entry,) = events_in(response)
    assert str(entry["UID"]) == f"{event.public_id}@localhost"
    assert response["Content-Disposition"] == 'attachment; filename="titel-met-tekens-x-u.ics"'
    assert client.get(f"/en/bijeenkomst/{event.public_id}.ics").status_code == 200


def test_unpublished_or_unknown_meeting_is_no_file(client):
    event = factories.make_event()
    factories.make_page(event).unpublish()
    assert client.get(f"/bijeenkomst/{event.public_id}.ics").status_code == 404
    assert client.get("/bijeenkomst/00000000-0000-0000-0000-000000000000.ics").status_code == 404
    assert client.post("/agenda.ics").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_own_entry_is_the_one_from_the_mail(client, mailbox):
    event = factories.make_event()
    (breakout,) = factories.make_round(event, 5)
    registration = factories.confirmed(event, breakout, email="noor@example.org")
    response = client.get(f"/mijn-aanmelding/{registration_token(registration)}/agenda.ics")
    (entry,) = events_in(response)
    assert b"METHOD:REQUEST" in response.content
    assert (str(entry["ATTENDEE"]), entry["SEQUENCE"]) == ("mailto:noor@example.org", 0)
    assert "Groep 1" in entry["DESCRIPTION"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    Event.objects.filter(pk=event.pk).update(status=Event.Status.CANCELLED)
    response = client.get(f"/mijn-aanmelding/{registration_token(registration)}/agenda.ics")
    assert b"METHOD:CANCEL" in response.content
    assert str(events_in(response)[0]["STATUS"]) == "CANCELLED"


@pytest.mark.django_db(transaction=True)
def test_own_entry_is_for_confirmed_people_with_a_seat(client):
    event = factories.make_event(capacity=1)
    unconfirmed = factories.signed_up(event)
    waiting = factories.confirmed(event)
    gone = factories.confirmed(factories.make_event())
    change.cancel(registration=gone)
    for registration in (unconfirmed, waiting, gone):
        assert client.get(f"/mijn-aanmelding/{registration_token(registration)}/agenda.ics").status_code == 404
    assert client.get("/mijn-aanmelding/vervalst/agenda.ics").status_code == 404


def test_feed_keeps_a_meeting_for_a_year(client, settings):
    factories.make_page(factories.make_event(days=1, hours=1))
    settings.CLOCK_SHIFT = int(timedelta(days=360).total_seconds())
    assert len(events_in(client.get("/agenda.ics"))) == 1
    settings.CLOCK_SHIFT = int(timedelta(days=370).total_seconds())
    assert events_in(client.get("/agenda.ics?vers=1")) == []
