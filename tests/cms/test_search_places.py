"""Places that are no page (a door, the log-in, the newsletter) are found by what people call them."""

import pytest
from django.urls import reverse

from cms.models import SearchDocument
from cms.search import places, rebuild, remove, search
from community.doors import doors

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _index(module_db):
    rebuild()


NAMES = {
    "intervisie": "peer_groups",
    "casus inbrengen": "peer_groups",
    "maatje": "buddies",
    "buddy": "buddies",
    "oproep plaatsen": "notices",
    "nieuwsbrief": "newsletter",
    "uitschrijven": "newsletter",
    "inloggen": "account_login",
    "wachtwoord": "account_reset_password",
    "wachtwoord vergeten": "account_reset_password",
    "mijn gegevens": "ask_my_data",
    "avg": "ask_my_data",
    "huisregels": "house_rules",
    "sociale kaart": "social_map",
    "cursus": "trainings",
    "camera": "technical_check",
}


@pytest.mark.parametrize(("language", "prefix"), [("nl", ""), ("en", "/en")])
def test_place_stands_among_the_first_under_what_people_call_it(language, prefix):
    for asked, address in NAMES.items():
        first = [result.url for result in search(asked, language).page_obj.object_list[:3]]
        assert prefix + reverse(address) in first, asked


def test_every_door_is_found_by_its_name_and_says_what_it_is(client):
    for door in doors():
        found = {result.url: result.label for result in search(str(door.title), "nl").page_obj.object_list}
        assert found.get(reverse(door.address)) == "Doe mee", door.address
    html = client.get("/zoeken/?q=intervisie").content.decode()
    assert html.index("Doe mee</p>") < html.index('<a href="/intervisie/"')


def test_places_of_another_version_are_brought_up_to_date(django_assert_num_queries):
    remove("place:newsletter:nl")
    SearchDocument.objects.filter(key="place:peer_groups:nl").update(title="Onder een oude naam")
    SearchDocument.objects.create(key="place:gone:nl", language="nl", kind="doe-mee", title="Weg", url="/weg/")
    places.refresh()
    kept = dict(SearchDocument.objects.filter(key__startswith="place:").values_list("key", "title"))
    assert kept["place:newsletter:nl"] == "Nieuwsbrief" and kept["place:peer_groups:nl"] == "Intervisie"
    assert "place:gone:nl" not in kept
    with django_assert_num_queries(3):  # the rows, and a savepoint around them
        places.refresh()
