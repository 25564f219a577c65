"""Partners: of every sector and in several regions, with a pledge of which every version stays."""

from datetime import date

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext

from cms.actions.organisations import keep_organisation
from cms.models import Organisation, Region, Sector
from cms.regions import refresh
from cms.search import search
from tests.cms import places
from tests.cms.test_admin import editor  # noqa: F401
from tests.community.factories import member

pytestmark = pytest.mark.django_db
ADMIN = "/beheer/snippets/cms/organisation"


@pytest.fixture(scope="module")
def partners(module_db):
    places.region("lindeveen", "Regio Lindeveen")
    places.region("oosterdam", "Oosterdam", parent="lindeveen")
    places.region("waterkant", "Regio Waterkant")
    places.organisation("Bakkerij Korenbloem", regions=["oosterdam"])
    places.organisation("Het Anker", sectors=["wonen"], regions=["oosterdam", "waterkant"])
    places.organisation("Geheim Plan", sectors=["wonen"], regions=["waterkant"], is_public=False)


def names(client, query=""):
    return [row.name for row in client.get(f"/organisaties/{query}").context["listing"].page_obj.object_list]


def test_sectors_are_broader_than_care_and_welfare():
    assert {"onderwijs", "wonen", "werkgevers", "bedrijfsleven", "ondernemers", "winkeliers", "bibliotheken"} <= set(
        Sector.objects.values_list("slug", flat=True)
    )


def test_list_combines_sector_and_region_and_a_region_counts_what_lies_in_it(client, partners):
    assert names(client) == ["Bakkerij Korenbloem", "Het Anker"]
    assert names(client, "?sector=wonen") == ["Het Anker"]
    assert names(client, "?regio=lindeveen") == ["Bakkerij Korenbloem", "Het Anker"]
    assert names(client, "?regio=waterkant") == ["Het Anker"]
    assert names(client, "?regio=waterkant&sector=winkeliers") == []
    facets = {
        facet.name: [option.slug for option in facet.options]
        for facet in client.get("/organisaties/").context["listing"].facets
    }
    assert facets["sector"] == ["wonen", "winkeliers"]


@pytest.mark.parametrize("query", ["?sector=%00", "?regio=onzin&page=99999", f"?sector={'x' * 100_000}", "?page=-1"])
def test_list_takes_any_address(client, partners, query):
    assert client.get(f"/organisaties/{query}").status_code == 200


def test_hidden_organisation_is_nowhere(client, partners):
    assert client.get("/organisaties/geheim-plan/").status_code == 404
    assert search("geheim", "nl").total == 0


def test_pledge_keeps_every_version_and_shows_them(client, partners):
    partner = Organisation.objects.get(slug="het-anker")
    for text, day in [
        ("We luisteren.", date(2025, 1, 1)),
        ("We luisteren.", date(2025, 1, 1)),
        ("We bellen ook.", date(2026, 2, 3)),
    ]:
        keep_organisation(organisation=partner, pledge=text, pledged_on=day)
    assert [pledge.text for pledge in partner.pledges.all()] == ["We bellen ook.", "We luisteren."]
    html = client.get("/organisaties/het-anker/").content.decode()
    assert html.index("We bellen ook.") < html.index("Wat er eerder stond") < html.index("We luisteren.")
    assert '"@type":"Organization"' in html
    assert "Regio Waterkant" in html
    assert "Oosterdam" in html


def test_search_finds_by_name_and_sector_and_forgets_what_goes(partners):
    found = search("korenbloem", "nl")
    assert [(result.url, result.kind) for result in found.page_obj] == [
        ("/organisaties/bakkerij-korenbloem/", "organisatie")
    ]
    assert search("winkeliers", "nl").total == 1
    assert search("shopkeepers", "en").total == 1
    Organisation.objects.get(slug="bakkerij-korenbloem").delete()
    assert search("korenbloem", "nl").total == 0


def form(**changes):
    fields = {
        "name": "Fietsenmaker Trap",
        "slug": "",
        "is_public": "on",
        "summary": "",
        "website": "",
        "contact_role": "",
    }
    return fields | {"contact_email": "", "people": "", "pledge_text": "", "pledged_on": ""} | changes


def test_editor_keeps_an_organisation_in_the_admin(editor, client):  # noqa: F811
    assert editor.get(f"{ADMIN}/add/").status_code == 200
    sector = Sector.objects.get(slug="ondernemers")
    data = form(sectors=[sector.pk], pledge_text="We lenen een fiets uit.", pledged_on="2026-04-01")
    assert editor.post(f"{ADMIN}/add/", data).status_code == 302
    partner = Organisation.objects.get(slug="fietsenmaker-trap")
    assert [pledge.text for pledge in partner.pledges.all()] == ["We lenen een fiets uit."]
    assert search("fietsenmaker", "nl").total == 1
    again = f"{ADMIN}/edit/{partner.pk}/"
    assert editor.post(again, data | {"slug": "anders", "name": "Fietsenmaker Bel"}).status_code == 302
    partner.refresh_from_db()
    assert (partner.slug, partner.name, partner.pledges.count()) == ("fietsenmaker-trap", "Fietsenmaker Bel", 1)
    del data["is_public"]
    editor.post(again, data)
    assert search("fietsenmaker", "nl").total == 0


def test_what_an_administrator_removes_at_once_is_gone_from_search_and_kept_pages(client):
    client.force_login(member("beheer@example.org", superuser=True))
    places.region("weg", "Wegstreek")
    refresh(Region.objects.get(slug="weg"))
    partner, offer = places.organisation("Wegwijzer", regions=[]), places.offer("Soep")
    reader = Client()
    assert search("wegstreek", "nl").total == 1 and "Soep" in reader.get("/sociale-kaart/").content.decode()
    with TestCase.captureOnCommitCallbacks(execute=True):
        for model, row in (("organisation", partner), ("offer", offer), ("region", Region.objects.get(slug="weg"))):
            assert client.post(f"/beheer/bulk/cms/{model}/delete/?id={row.pk}").status_code == 302
    assert search("wegwijzer", "nl").total == search("wegstreek", "nl").total == 0
    assert "Soep" not in reader.get("/sociale-kaart/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"), [("pledge_text", "Zonder dag"), ("summary", "Bel 111222333"), ("name", ""), ("name", "\x00")]
)
def test_editor_is_told_what_is_wrong(editor, field, value):  # noqa: F811
    response = editor.post(f"{ADMIN}/add/", form(**{field: value}))
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Organisation.objects.filter(slug="fietsenmaker-trap").exists()


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_a_fixed_number_of_queries(client, number):
    places.region("lindeveen")
    for count in range(number):
        partner = places.organisation(f"Partner {count}", regions=["lindeveen"], pledge="Ja")
    costs = []
    for address in ("/organisaties/?regio=lindeveen", partner.get_absolute_url()):
        client.get(address)
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        costs.append(len(queries))
    assert costs == [8, 5]
