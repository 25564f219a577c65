"""The guide in the image of a railway: stations, obstacles with what others did, roles, and the same without the image."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import GuideIndexPage, ImplementationGuidePage
from tests.cms import factories

pytestmark = pytest.mark.django_db


def station(title, plain_title, *, handvatten=(), examples=(), obstacle="Te weinig tijd"):
    return (
        "station",
        {
            "title": title,
            "plain_title": plain_title,
            "question": "Wat doen we al?",
            "text": "<ol><li>Loop een week mee.</li></ol>",
            "who": "Het hele team",
            "plain_who": "",
            "tips": ["Begin met wat goed gaat."],
            "handvatten": list(handvatten),
            "examples": [],
            "obstacles": [
                {
                    "title": obstacle,
                    "signal": "Het schuift steeds door.",
                    "others": "<p>Elke week tien minuten.</p>",
                    "examples": list(examples),
                }
            ],
        },
    )


def guide(number=3, handvatten=(), examples=()):
    """A published guide of `number` stations."""
    page = ImplementationGuidePage(
        title="Op reis",
        summary="Zo kom je er.",
        introduction="<p>Stap in.</p>",
        stations=[
            station(f"Station {count}", f"Gewone stap {count}", handvatten=handvatten, examples=examples)
            for count in range(1, number + 1)
        ],
        roles=[("role", {"title": "Machinist", "plain_title": "Wie de koers houdt", "text": "Rijdt zelf mee."})],
        provenance="Drie leerateliers",
    )
    return factories.publish(page, GuideIndexPage.objects.get(locale__language_code="nl"), phases=["start"])


@pytest.fixture(scope="module")
def site(module_db):
    handvat = factories.handvat("Probeer het eerst zelf")
    example = factories.example("Bellen zonder computer")
    return {"guide": guide(3, [handvat], [example]), "handvat": handvat, "example": example}


def get(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_guide_shows_stations_roles_and_what_others_did_at_an_obstacle(client, site):
    html = get(client, site["guide"].url)
    for part in ("Station 3", "Gewone stap 3", "Het hele team", "Begin met wat goed gaat.", "Blad op het spoor"):
        assert part in html
    assert "Elke week tien minuten." in html
    assert f'href="{site["example"].url}"' in html
    assert f'href="{site["handvat"].url}"' in html
    assert "Machinist" in html
    assert "Op reis" in get(client, "/gidsen/")


@pytest.mark.parametrize("tail", ["?vorm=gewoon", "?vorm=gewoon&x=1"])
def test_plain_form_says_the_same_without_the_image(client, site, tail):
    html = get(client, site["guide"].url + tail)
    for part in ("Gewone stap 3", "Elke week tien minuten.", "Wat kan tegenzitten", "Wie de koers houdt"):
        assert part in html
    for image in ("Station 1", "Blad op het spoor", "Machinist", "De lijn", "reist"):
        assert image not in html.split("<main")[1].split("</main>")[0], image


@pytest.mark.parametrize("value", ["", "onzin", "%00", "x" * 3000])
def test_unknown_form_is_the_usual_one(client, site, value):
    assert "Station 1" in get(client, f"{site['guide'].url}?vorm={value}")


def test_english_mirror_leads_to_english_pages_and_has_the_same_steps(client, site):
    html = get(client, f"/en{site['guide'].url}")
    assert f'href="/en{site["handvat"].url}"' in html
    dutch, english = (ImplementationGuidePage.objects.get(locale__language_code=code).steps() for code in ("nl", "en"))
    assert [step.key for step in dutch] == [step.key for step in english]
    assert dutch[1].url.endswith("/op-reis/#station-2")


def test_page_that_is_no_longer_public_is_left_out(client, site):
    site["example"].specific.unpublish()
    html = get(client, site["guide"].url)
    assert "Bellen zonder computer" not in html
    assert "Elke week tien minuten." in html


def test_words_of_stations_and_obstacles_are_found(client, site):
    assert "Op reis" in get(client, "/zoeken/?q=tien+minuten")


@pytest.mark.parametrize("number", [1, 3])
def test_guide_and_list_cost_a_fixed_number_of_queries(client, number):
    handvatten = [factories.handvat(f"Soep {count}") for count in range(number)]
    examples = [factories.example(f"Soep op straat {count}") for count in range(number)]
    page = guide(number, handvatten, examples)

    def cost(address):
        client.get(address)
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    assert (cost(page.url), cost("/gidsen/")) == (7, 6)
