"""Mijn regio: what is alive and what waits in one's own region, and its year without people."""

import io
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from cms import clock
from cms.models import Region
from cms.models.regions import today
from community import my_region
from community.actions.matches import connect
from community.actions.regions import appoint, dismiss
from community.models import Coordinator, SupportOffer
from events.models import Event
from tests.cms import factories, places
from tests.community.factories import ambassador, member
from tests.community.ideas import put_up
from tests.events.factories import confirmed, make_event, make_page

pytestmark = pytest.mark.django_db
ADDRESS = "/account/mijn-regio/lindeveen/"


@pytest.fixture(scope="module")
def coordinator(module_db):
    lindeveen = places.region("lindeveen", "Regio Lindeveen")
    oosterdam = places.region("oosterdam", "Oosterdam", "lindeveen", Region.Kind.MUNICIPALITY)
    places.region("zilverbeek", "Zilverbeek", "lindeveen", Region.Kind.MUNICIPALITY)
    waterkant = places.region("waterkant", "Regio Waterkant")
    user = member("regio@example.org", name="Lina Veen")
    appoint(user=user, region=lindeveen)
    ambassador("Noor Hagens", regions=[oosterdam])
    factories.example("Soep op straat", regions=["oosterdam"])
    coming, elsewhere = make_event(title="Leeratelier Lindeveen"), make_event(title="Ver weg")
    for event, region in ((coming, lindeveen), (elsewhere, waterkant)):
        page = make_page(event)
        page.regions = [region]
        page.save_revision().publish()
    return user


def held(people):
    """A meeting in this year that is over, with so many seats taken."""
    event = make_event(title="Geweest")
    page = make_page(event)
    page.regions = [Region.objects.get(slug="oosterdam")]
    page.save_revision().publish()
    for number in range(people):
        confirmed(event, email=f"deelnemer-{number}@geheim.example", name=f"Geheim {number}")
    over = clock.now() - timedelta(minutes=2)  # so short, because on New Year's Day it must be of this year too
    Event.objects.filter(pk=event.pk).update(starts_at=over, ends_at=over + timedelta(minutes=1))
    return event


def test_page_shows_what_is_alive_and_what_waits(client, coordinator):
    client.force_login(coordinator)
    assert 'href="/account/mijn-regio/lindeveen/"' in client.get("/account/").content.decode()
    assert client.get("/account/mijn-regio/").url == ADDRESS
    html = client.get(ADDRESS).content.decode()
    for text in ("Leeratelier Lindeveen", "Soep op straat", "Oosterdam", "1 ambassadeur", "Zilverbeek", "nog niemand"):
        assert text in html
    assert "Ver weg" not in html
    assert "De regiopagina heeft nog geen inleiding" in html
    assert "/regio/lindeveen/bewerken/" in html


def test_a_coordinator_confirms_what_waits_in_any_place_of_the_region(client, coordinator):
    late = places.offer("Samen eten", region="oosterdam", verified_on=None)
    client.force_login(coordinator)
    assert late.get_absolute_url() in client.get(ADDRESS).text
    assert "Nog steeds goed" in client.get(late.get_absolute_url()).text
    assert client.post(f"{late.get_absolute_url()}nog-goed/").status_code == 302
    assert late.get_absolute_url() not in client.get(ADDRESS).text
    far = places.offer("Ver weg", region="waterkant", verified_on=None)
    assert client.post(f"{far.get_absolute_url()}nog-goed/").status_code == 404


def test_another_region_does_not_exist_for_a_coordinator(client, coordinator):
    client.force_login(coordinator)
    for address in (
        "/account/mijn-regio/waterkant/",
        "/regio/waterkant/bewerken/",
        "/account/mijn-regio/bestaat-niet/",
    ):
        assert client.get(address).status_code == 404
    for part in ("2026/", "2026/csv/", "2026/pdf/"):
        assert client.get(f"/account/mijn-regio/waterkant/{part}").status_code == 404
    assert "/regio/waterkant/bewerken/" not in client.get("/regio/waterkant/").content.decode()


def test_page_closes_on_the_day_a_coordinator_stops(client, coordinator):
    client.force_login(coordinator)
    dismiss(coordinator=Coordinator.objects.get(user=coordinator))
    assert client.get(ADDRESS).status_code == 404
    assert client.get("/account/mijn-regio/").status_code == 404


def test_who_coordinates_two_regions_chooses(client, coordinator):
    appoint(user=coordinator, region=Region.objects.get(slug="waterkant"))
    client.force_login(coordinator)
    html = client.get("/account/mijn-regio/").content.decode()
    assert "Regio Lindeveen" in html
    assert "Regio Waterkant" in html


@pytest.mark.parametrize(("people", "said"), [(0, "0"), (4, "minder dan 5"), (5, "5")])
def test_year_counts_meetings_and_never_a_group_under_five(client, coordinator, people, said):
    held(people)
    client.force_login(coordinator)
    year = today().year
    page = client.get(f"{ADDRESS}{year}/")
    figures = {figure.label: figure.value for figure in page.context["figures"]}
    assert figures["Bijeenkomsten gehouden"] == "1"
    assert figures["Deelnemers, alle bijeenkomsten samen"] == said
    assert figures["Praktijkvoorbeelden erbij"] == "1"
    csv = b"".join(client.get(f"{ADDRESS}{year}/csv/").streaming_content).decode()
    assert f'"Deelnemers, alle bijeenkomsten samen";"{said}"' in csv
    pdf = client.get(f"{ADDRESS}{year}/pdf/")
    text = PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text()
    assert "/MarkInfo" in PdfReader(io.BytesIO(pdf.content)).trailer["/Root"]
    assert said in text
    for place in (page.content.decode(), csv, text):
        assert "Geheim" not in place
        assert "geheim.example" not in place
        assert "Noor" not in place


def test_lessons_of_what_stopped_stand_in_every_form(client, coordinator, monkeypatch):
    figure = my_region.Figure(
        "stopped", "Gestopt", 90, lambda place, year: 1, lines=lambda place, year: ["Begin klein."]
    )
    monkeypatch.setitem(my_region._figures, "stopped", figure)
    client.force_login(coordinator)
    year = today().year
    assert "Begin klein." in client.get(f"{ADDRESS}{year}/").content.decode()
    assert "Begin klein." in b"".join(client.get(f"{ADDRESS}{year}/csv/").streaming_content).decode()
    pdf = client.get(f"{ADDRESS}{year}/pdf/")
    assert "Begin klein." in PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text()


@pytest.mark.parametrize("year", ["1999", "9999", "99999999999999999999"])
def test_year_that_was_not_is_not_found(client, coordinator, year):
    client.force_login(coordinator)
    assert client.get(f"{ADDRESS}{year}/").status_code == 404


def test_who_fits_whom_and_where_nobody_is_yet(client, coordinator):
    town = Region.objects.get(slug="oosterdam")
    idea = put_up(region=town)
    offer = put_up("Zaal op dinsdag", model=SupportOffer, email="gerda@example.org", region=town)
    put_up("Elders", region=Region.objects.get(slug="waterkant"))
    for name, regions in (("Zorggroep", [town]), ("Welzijn", [town]), ("Ver weg", [])):
        places.organisation(name).regions.set(regions)
    ambassador("Tess Werkt", slug="tess", organisation="zorggroep", regions=[town])
    client.force_login(coordinator)
    assert f"{ADDRESS}koppelen/" in client.get(ADDRESS).text
    page = client.get(f"{ADDRESS}koppelen/")
    assert [(row.idea, row.offer) for row in page.context["suggestions"]] == [(idea, offer)]
    assert [(row.organisation.name, row.number) for row in page.context["coverage"]] == [
        ("Welzijn", 0),
        ("Zorggroep", 1),
    ]
    assert offer.email not in page.text and idea.email not in page.text
    connect(idea=idea, offer=offer, by=coordinator)
    page = client.get(f"{ADDRESS}koppelen/")
    assert page.context["suggestions"] == [] and "Wacht op een ja van beide kanten" in page.text
    assert client.get("/account/mijn-regio/waterkant/koppelen/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_a_fixed_number_of_queries(client, coordinator, number):
    town = Region.objects.get(slug="zilverbeek")
    for count in range(number):
        ambassador(f"Iemand {count}", regions=[town])
    client.force_login(coordinator)
    client.get(ADDRESS)
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        client.get(ADDRESS)
    assert len(queries) <= 12
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{ADDRESS}koppelen/")
    assert len(queries) <= 12
