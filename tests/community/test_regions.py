"""The page of a region: it fills itself, only its own coordinator edits it, and somebody always answers."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms import clock
from cms.models import Region, RegionNews, RegionText
from cms.models.regions import today
from cms.search import search
from community.actions.regions import appoint, dismiss, keep_news, save_region_text
from community.models import Coordinator
from config import roles
from tests.cms import factories, places
from tests.community.factories import ambassador, member
from tests.events.factories import make_event, make_page

pytestmark = pytest.mark.django_db
KIND = Region.Kind


@pytest.fixture(scope="module")
def country(module_db):
    """Lindeveen with a municipality and a neighbourhood, Waterkant without a coordinator, and one of everything."""
    lindeveen = places.region("lindeveen", "Regio Lindeveen")
    oosterdam = places.region("oosterdam", "Oosterdam", "lindeveen", KIND.MUNICIPALITY, code="GM9901")
    places.region("zaagmolen", "Zaagmolenbuurt", "oosterdam", KIND.NEIGHBOURHOOD)
    places.region("waterkant", "Regio Waterkant")
    coordinator = member("regio@example.org", name="Lina Veen")
    appoint(user=coordinator, region=lindeveen, role_label="Regiocoördinator", shows_name=True)
    save_region_text(
        region=lindeveen, data={"introduction": "Hier begon het.", "contact_email": "team@lindeveen.example"}
    )
    keep_news(region=lindeveen, title="Zaal vrij", text="Op dinsdag.")
    places.organisation("Bakkerij Korenbloem", regions=["oosterdam"])
    ambassador("Noor Hagens", regions=[oosterdam])
    factories.example("Soep op straat", regions=["zaagmolen"])
    page = make_page(make_event(title="Leeratelier Lindeveen"))
    page.regions = [lindeveen]
    page.save()
    roles.apply()
    return coordinator


def test_page_fills_itself_from_everything_in_the_region(client, country):
    html = client.get("/regio/lindeveen/").content.decode()
    for found in ("Hier begon het.", "Zaal vrij", "Lina Veen", "team@lindeveen.example", "Bakkerij Korenbloem"):
        assert found in html
    for found in ("Noor Hagens", "Soep op straat", "Leeratelier Lindeveen", "Oosterdam"):
        assert found in html
    assert "regio@example.org" not in html
    assert "bewerken" not in html
    inside = client.get("/regio/oosterdam/").content.decode()
    assert "Leeratelier Lindeveen" in inside  # who works all around it works here too
    assert "GM9901" in inside
    assert "Bakkerij Korenbloem" not in client.get("/regio/waterkant/").content.decode()


def test_list_shows_how_regions_lie_in_one_another(client, country):
    html = client.get("/regio/").content.decode()
    assert html.index("Regio Lindeveen") < html.index("Oosterdam") < html.index("Zaagmolenbuurt")
    assert client.get("/en/regio/").status_code == 200
    assert client.get("/regio/bestaat-niet/").status_code == 404


EDITS = ["bewerken/", "nieuws/", "nieuws/{news}/", "nieuws/{news}/weg/"]


@pytest.mark.parametrize("path", EDITS)
@pytest.mark.parametrize("region", ["waterkant", "oosterdam"])
def test_coordinator_of_one_region_finds_nothing_at_another(client, country, region, path):
    news = keep_news(region=Region.objects.get(slug=region), title="Van hen", text="Tekst")
    client.force_login(country)
    address = f"/regio/{region}/{path.format(news=news.pk)}"
    assert client.get(address).status_code == (405 if path.endswith("weg/") else 404)
    assert client.post(address, {"title": "Van mij", "text": "x", "introduction": "Van mij"}).status_code == 404
    assert RegionNews.objects.get(pk=news.pk).title == "Van hen"
    assert not RegionText.objects.filter(introduction="Van mij").exists()


def test_news_of_another_region_is_not_reached_through_ones_own(client, country):
    news = keep_news(region=Region.objects.get(slug="waterkant"), title="Van hen", text="Tekst")
    client.force_login(country)
    assert client.post(f"/regio/lindeveen/nieuws/{news.pk}/weg/").status_code == 404
    assert RegionNews.objects.filter(pk=news.pk).exists()


def test_member_edits_no_region_and_a_stranger_is_asked_to_log_in(client, country):
    assert client.get("/regio/lindeveen/bewerken/").status_code == 302
    client.force_login(member("lid@example.org"))
    for region in ("lindeveen", "waterkant", "oosterdam"):
        assert client.get(f"/regio/{region}/bewerken/").status_code == 404
        assert client.post(f"/regio/{region}/nieuws/", {"title": "a", "text": "b"}).status_code == 404


def test_editor_edits_every_region(client, country):
    client.force_login(member("redactie@example.org", groups=["redactie"]))
    assert (
        client.post("/regio/waterkant/bewerken/", {"introduction": "Van de redactie", "version": 0}).status_code == 302
    )
    assert "Van de redactie" in client.get("/regio/waterkant/").content.decode()


def test_coordinator_writes_text_and_news_and_the_search_follows(client, country):
    client.force_login(country)
    assert "/regio/lindeveen/bewerken/" in client.get("/account/").content.decode()
    assert "bewerken" in client.get("/regio/lindeveen/").content.decode()
    page = client.get("/regio/lindeveen/bewerken/")
    version = page.context["form"].initial["version"]
    data = {
        "introduction": "Een wandelgroep erbij.",
        "facts": "",
        "contact_role": "",
        "contact_email": "",
        "version": version,
    }
    assert client.post("/regio/lindeveen/bewerken/", data).status_code == 302
    assert search("wandelgroep", "nl").total == 1
    stale = client.post("/regio/lindeveen/bewerken/", data | {"introduction": "Te laat"})
    assert "Te laat" in stale.content.decode()
    assert RegionText.objects.get(region__slug="lindeveen").introduction == "Een wandelgroep erbij."
    news = {"title": "Moestuin open", "text": "Kom kijken.", "published_on": "2026-11-01"}
    assert client.post("/regio/lindeveen/nieuws/", news).status_code == 302
    pk = RegionNews.objects.get(title="Moestuin open").pk
    assert client.post(f"/regio/lindeveen/nieuws/{pk}/", news | {"title": "Moestuin dicht"}).status_code == 302
    assert search("moestuin", "nl").total == 1
    assert client.post(f"/regio/lindeveen/nieuws/{pk}/weg/").status_code == 302
    assert search("moestuin", "nl").total == 0


@pytest.mark.parametrize("bad", ["\x00", "x" * 100_000, "BSN 111222333"])
def test_bad_text_is_refused_and_kept_in_the_form(client, country, bad):
    client.force_login(country)
    response = client.post("/regio/lindeveen/bewerken/", {"introduction": bad, "version": "x"})
    assert response.status_code == 200
    assert response.context["form"].errors
    assert client.post("/regio/lindeveen/nieuws/", {"title": bad, "text": ""}).status_code == 200


def test_page_shows_who_answers_instead_on_the_day_a_coordinator_stops(client, country):
    row = Coordinator.objects.get(region__slug="lindeveen")
    row.ends_on = today() + timedelta(days=3)
    row.save()
    caches["pages"].clear()
    assert "Lina Veen" in client.get("/regio/lindeveen/").content.decode()
    with time_machine.travel(clock.now() + timedelta(days=3)):
        caches["pages"].clear()
        html = client.get("/regio/lindeveen/").content.decode()
        assert "Lina Veen" not in html
        assert "team@lindeveen.example" in html
        client.force_login(country)
        assert client.get("/regio/lindeveen/bewerken/").status_code == 404


def test_dismissed_coordinator_is_gone_the_same_day_and_the_region_around_answers(client, country):
    dismiss(coordinator=Coordinator.objects.get(region__slug="lindeveen"))
    oosterdam = client.get("/regio/oosterdam/").content.decode()
    assert "Je kunt terecht bij" in oosterdam
    assert "team@lindeveen.example" in oosterdam
    assert "/help/" in client.get("/regio/waterkant/").content.decode()


def test_name_needs_consent(client, country):
    Coordinator.objects.update(shows_name=False)
    html = client.get("/regio/lindeveen/").content.decode()
    assert "Lina Veen" not in html
    assert "Regiocoördinator" in html


def test_second_tab_sees_both_texts_and_can_go_on(client, country):
    region = Region.objects.get(slug="lindeveen")
    client.force_login(member("redactie@example.org", groups=["redactie"]))
    address = "/regio/lindeveen/bewerken/"
    version = client.get(address).context["form"]["version"].value()
    typed = {
        "introduction": "Uit de tweede tab.",
        "contact_role": "Het team",
        "contact_email": "team@lindeveen.example",
    }
    save_region_text(region=region, data=typed | {"introduction": "Uit de eerste tab."}, expected_version=version)
    response = client.post(address, typed | {"version": version})
    html = response.content.decode()
    assert response.context["differences"] == [("Inleiding", "Uit de tweede tab.", "Uit de eerste tab.")]
    assert html.count("Uit de tweede tab.") == 2 and "Iemand anders heeft dit intussen gewijzigd" in html
    assert client.post(address, typed | {"version": response.context["form"]["version"].value()}).status_code == 302
    assert RegionText.objects.get(region=region).introduction == "Uit de tweede tab."


@pytest.mark.parametrize(
    ("kind", "code", "parent"), [(KIND.MUNICIPALITY, "GM123", "lindeveen"), (KIND.REGION, "", "oosterdam")]
)
def test_region_with_a_wrong_code_or_place_is_refused(country, kind, code, parent):
    row = Region(slug="fout", name_nl="Fout", kind=kind, code=code, parent=Region.objects.get(slug=parent))
    with pytest.raises(ValidationError):
        row.full_clean()


def test_editor_appoints_by_address(client, country):
    member("nieuw@example.org", name="Nieuw Gezicht")
    client.force_login(member("redactie@example.org", groups=["redactie"]))
    region = Region.objects.get(slug="waterkant")
    data = {
        "email": "NIEUW@example.org",
        "region": region.pk,
        "role_label": "",
        "starts_on": "2026-01-01",
        "ends_on": "",
    }
    assert client.post("/beheer/regiocoordinatoren/new/", data | {"email": "wie@example.org"}).status_code == 200
    assert client.post("/beheer/regiocoordinatoren/new/", data).status_code == 302
    assert client.post("/beheer/regiocoordinatoren/new/", data).status_code == 200  # already there
    row = Coordinator.objects.get(region=region)
    assert client.post(f"/beheer/regiocoordinatoren/edit/{row.pk}/", data | {"shows_name": "on"}).status_code == 302
    assert "Nieuw Gezicht" in client.get("/regio/waterkant/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_a_fixed_number_of_queries(client, country, number):
    oosterdam = Region.objects.get(slug="oosterdam")
    for count in range(number):
        places.organisation(f"Partner {count}", regions=["oosterdam"])
        ambassador(f"Iemand {count}", regions=[oosterdam])
        keep_news(region=oosterdam, title=f"Nieuws {count}", text="x")
    client.get("/regio/oosterdam/")
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        client.get("/regio/oosterdam/")
    assert len(queries) == 12
