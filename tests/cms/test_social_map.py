"""The social map: the right offers for a choice, what is late is marked, and open data that can come in again."""

import io
import json
from datetime import timedelta
from urllib.parse import quote

import pypdf
import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import Offer, Provider, Region
from cms.models.regions import today
from community.actions.regions import appoint
from config import roles
from tests.cms import places
from tests.community.factories import member

pytestmark = pytest.mark.django_db
KIND = Region.Kind
YEAR = timedelta(days=365)


@pytest.fixture(scope="module")
def offers(module_db):
    roles.apply()
    places.region("lindeveen")
    for town in ("oosterdam", "zilverbeek"):
        places.region(town, parent="lindeveen", kind=KIND.MUNICIPALITY)
    places.region("zaagmolen", parent="oosterdam", kind=KIND.NEIGHBOURHOOD)
    places.offer("Soep", dimensions=["meedoen", "zingeving"], region="zaagmolen", groups=["ouderen"])
    places.offer("Wandelclub", dimensions=["lichaamsfuncties"], region="oosterdam", provider="Sportbedrijf")
    places.offer("Taalmaatje", dimensions=["meedoen"], region="lindeveen", verified_on=today() - YEAR)
    places.offer("Koor", dimensions=["meedoen"], region="zilverbeek", groups=["ouderen"])
    places.offer("Verborgen", region="oosterdam", is_public=False)


def titles(client, query=""):
    return [offer.title for offer in client.get(f"/sociale-kaart/{query}").context["page_obj"].object_list]


def test_dimension_and_municipality_give_what_holds_there(client, offers):
    assert titles(client) == ["Koor", "Soep", "Taalmaatje", "Wandelclub"]
    # From the neighbourhood inside it, and from the region around it.
    assert titles(client, "?dimensie=meedoen&gemeente=oosterdam") == ["Soep", "Taalmaatje"]
    assert titles(client, "?gemeente=oosterdam&doelgroep=ouderen") == ["Soep"]
    assert titles(client, "?q=sportbedrijf") == ["Wandelclub"]
    found = client.get("/sociale-kaart/?dimensie=meedoen").context["map"]
    assert {option.slug: option.count for option in found.dimensions}["lichaamsfuncties"] == 1
    towns = next(facet for facet in found.facets if facet.name == "gemeente")
    assert {option.slug: option.count for option in towns.options} == {"oosterdam": 2, "zilverbeek": 2}


def test_table_holds_the_same_at_the_same_address(client, offers):
    html = client.get("/sociale-kaart/?vorm=tabel&dimensie=meedoen").content.decode()
    assert "<table>" in html and "Taalmaatje" in html
    assert "vorm=tabel" in html
    assert titles(client, "?vorm=tabel&dimensie=meedoen") == titles(client, "?dimensie=meedoen")


def test_offer_not_confirmed_for_a_year_is_marked(client, offers):
    late = Offer.objects.get(title="Taalmaatje")
    assert late.is_late
    assert client.get("/sociale-kaart/").context["map"].late == 1
    assert "vraag het even na" in client.get(late.get_absolute_url()).content.decode()
    Offer.objects.filter(pk=late.pk).update(verified_on=today() - YEAR + timedelta(days=1))
    assert not Offer.objects.get(pk=late.pk).is_late


@pytest.mark.parametrize(
    "query", ["?dimensie=%00", "?gemeente=onzin&page=9999", f"?q={'x' * 100_000}", "?q=%00%27&page=-1&vorm=x"]
)
@pytest.mark.parametrize("path", ["", "poster/"])
def test_any_address_gets_an_answer(client, offers, path, query):
    assert client.get(f"/sociale-kaart/{path}{query}").status_code == 200


def test_poster_has_six_columns_on_screen_and_on_paper(client, offers):
    html = client.get("/sociale-kaart/poster/?gemeente=oosterdam").content.decode()
    assert html.count('class="poster__column"') == 6
    assert "Sociale kaart van Oosterdam" in html
    assert "Koor" not in html
    response = client.get("/sociale-kaart/poster.pdf?gemeente=oosterdam")
    paper = pypdf.PdfReader(io.BytesIO(response.content))
    assert len(paper.pages) == 1
    text = paper.pages[0].extract_text()
    for word in ("Oosterdam", "Zingeving", "Dagelijks functioneren", "Soep", "niet bevestigd"):
        assert word in text
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_open_data_says_what_the_list_says_and_runs_no_formula(client, offers):
    places.offer("=HYPERLINK()", region="zilverbeek", source_id="x-1")
    rows = json.loads(b"".join(client.get("/sociale-kaart.json?gemeente=zilverbeek").streaming_content))
    assert [row["titel"] for row in rows] == ["=HYPERLINK()", "Koor", "Taalmaatje"]
    text = b"".join(client.get("/sociale-kaart.csv").streaming_content).decode("utf-8-sig")
    assert text.startswith('"bron_id";"titel"')
    assert '"\'=HYPERLINK()"' in text
    assert "Verborgen" not in text
    Offer.objects.all().delete()
    assert json.loads(b"".join(client.get("/sociale-kaart.json").streaming_content)) == []


def test_still_good_is_one_action_of_owner_coordinator_or_editor_and_of_nobody_else(client, offers):
    late = Offer.objects.get(title="Taalmaatje")
    address = f"/sociale-kaart/{late.pk}/nog-goed/"
    Provider.objects.filter(pk=late.provider_id).update(owner_email="Balie@example.org")
    coordinator = member("regio@example.org")
    appoint(user=coordinator, region=late.region)
    elsewhere = member("elders@example.org")
    appoint(user=elsewhere, region=Region.objects.get(slug="zilverbeek"))
    assert client.post(address).status_code == 302
    assert Offer.objects.get(pk=late.pk).is_late
    for user in (member("lid@example.org"), elsewhere):
        client.force_login(user)
        assert client.post(address).status_code == 404
        assert "Nog steeds goed" not in client.get(late.get_absolute_url()).content.decode()
    for user in (member("balie@example.org"), coordinator, member("redactie@example.org", groups=["redactie"])):
        Offer.objects.filter(pk=late.pk).update(verified_on=None)
        client.force_login(user)
        assert "Nog steeds goed" in client.get(late.get_absolute_url()).content.decode()
        assert client.post(address).status_code == 302
        assert Offer.objects.get(pk=late.pk).verified_on == today()
    assert "balie@" not in client.get(late.get_absolute_url()).content.decode().lower()


@pytest.mark.parametrize("number", [1, 3])
def test_map_costs_a_fixed_number_of_queries(client, offers, number):
    for count in range(number):
        places.offer(f"Meer {count}", region="oosterdam", groups=["jongeren"])
    address = "/sociale-kaart/?gemeente=oosterdam&vorm=tabel"
    client.get(address)
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) <= 12


def test_slip_on_the_map_leads_to_the_word_that_is_meant(client, offers):
    html = client.get("/sociale-kaart/?q=wnadelclub").content.decode()
    assert "Bedoelde je:" in html
    assert "q=wandelclub" in html
    assert "Bedoelde je:" not in client.get("/sociale-kaart/?q=qqqqqqqq").content.decode()


def test_search_of_the_whole_site_shows_offers(client, offers):
    offer = Offer.objects.public().first()
    html = client.get(f"/zoeken/?q={quote(offer.title)}").content.decode()
    assert offer.get_absolute_url() in html
    Offer.objects.update(is_public=False)
    caches["pages"].clear()
    assert offer.get_absolute_url() not in client.get(f"/zoeken/?q={quote(offer.title)}").content.decode()
