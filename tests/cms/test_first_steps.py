"""*Aan de slag* and *Wat bedoelen wij ermee?*: a few questions, the answers in the address, and what fits them."""

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from cms.models import HandvatPage, Interpretation, PracticeExamplePage
from cms.models.newcomer import first_steps
from tests.cms import factories

pytestmark = pytest.mark.django_db

STEPS, READINGS = "/aan-de-slag/", "/wat-bedoelen-wij/"


@pytest.fixture(scope="module")
def library(module_db):
    """Five handvatten; the last has no example, so it never is a first step."""
    rows = [
        ("Welzijn, start", ["welzijn"], ["start"]),
        ("Zorg, start", ["zorg"], ["start"]),
        ("Welzijn, later", ["welzijn"], ["borgen"]),
        ("Wonen, later", ["wonen"], ["borgen"]),
        ("Zonder voorbeeld", ["welzijn"], ["start"]),
    ]
    pages = [
        factories.handvat(title, number=number, sectors=sectors, phases=phases, interpretations=["motor"])
        for number, (title, sectors, phases) in enumerate(rows, 1)
    ]
    factories.example("Voor alles", handvatten=pages[:4], interpretations=["hulpmiddel"])
    factories.example("In het welzijn", handvatten=pages[:1], sectors=["welzijn"], interpretations=["motor"])
    return pages


def titles(html):
    return [strip_tags(title) for title in re.findall(r'<h[34] class="card__title">(.*?)</h[34]>', html, re.DOTALL)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sector=welzijn&fase=start", ["Welzijn, start", "Zorg, start", "Welzijn, later"]),
        ("sector=wonen&fase=borgen", ["Wonen, later", "Welzijn, later", "Welzijn, start"]),
        ("sector=wonen", ["Wonen, later", "Welzijn, start", "Zorg, start"]),
        ("fase=borgen", ["Welzijn, later", "Wonen, later", "Welzijn, start"]),
        ("sector=onderwijs&fase=uitbouwen", ["Welzijn, start", "Zorg, start", "Welzijn, later"]),
    ],
)
def test_best_fitting_three_come_first_and_then_it_looks_wider(client, library, query, expected):
    assert titles(client.get(f"{STEPS}?{query}").content.decode()) == expected


def test_result_says_what_is_wider_and_gives_each_handvat_an_example(client, library):
    html = client.get(f"{STEPS}?sector=welzijn&fase=start").content.decode()
    assert "1 handvat past precies bij je antwoorden" in html
    assert html.count("Uit een andere sector") == 1
    assert html.count("Voor een andere fase") == 1
    assert html.count("Zo deden anderen het:") == 3
    assert html.count('href="/praktijkvoorbeelden/in-het-welzijn/"') == 1
    assert "Precies dit hebben we nog niet" in client.get(f"{STEPS}?sector=onderwijs&fase=uitbouwen").content.decode()
    for value in ("welzijn", "start"):
        assert f'value="{value}" checked' in html or f'value="{value}" selected' in html


def test_example_stands_once_where_another_one_fits_as_well(library):
    steps = first_steps(library[0].locale_id, "zorg", "start")
    assert [step.handvat.title for step in steps] == ["Zorg, start", "Welzijn, start", "Welzijn, later"]
    assert [step.example.title for step in steps] == ["Voor alles", "In het welzijn", "Voor alles"]


def test_private_examples_and_handvatten_are_no_first_steps(client, library):
    PracticeExamplePage.objects.get(title="Voor alles", locale__language_code="nl").unpublish()
    assert titles(client.get(f"{STEPS}?fase=start").content.decode()) == ["Welzijn, start"]
    HandvatPage.objects.get(title="Welzijn, start", locale__language_code="nl").unpublish()
    assert "Hier hebben we nog niets voor" in client.get(f"{STEPS}?fase=start").content.decode()


@pytest.mark.parametrize(
    ("address", "question"), [(STEPS, "sector"), (STEPS, "fase"), (READINGS, "nu"), (READINGS, "mist")]
)
@pytest.mark.parametrize("value", ["%00", "bestaatniet", "x" * 100_000, "%ff", "a&fase=b&nu=c&sector=%F0%9F%98%80"])
def test_unknown_answers_are_left_out_with_a_note(client, library, address, question, value):
    response = client.get(f"{address}?{question}={value}")
    assert response.status_code == 200
    assert "kennen we niet" in response.content.decode()


@pytest.mark.parametrize("address", [STEPS, READINGS])
def test_empty_form_says_what_to_do_and_nothing_is_stored(client, library, address):
    assert "Kies eerst een antwoord" in client.get(f"{address}?toon=ja").content.decode()
    plain = client.get(address)
    assert "Kies eerst een antwoord" not in plain.content.decode()
    assert not plain.cookies
    assert "noindex" not in plain.content.decode()
    assert "csrfmiddlewaretoken" not in plain.content.decode()


def test_self_check_names_the_reading_chosen_most_and_what_to_read(client, library):
    html = client.get(f"{READINGS}?nu=motor&gelukt=motor&mist=beweging").content.decode()
    assert 'href="#motor"' in html
    assert 'href="#beweging"' not in html
    found = titles(html[html.index('id="uitkomst"') :])
    assert found[0] == "In het welzijn"
    assert len(found) == 4
    assert 'href="/praktijkvoorbeelden/?invulling=motor"' in html


def test_self_check_with_three_different_answers_names_all_three(client, library):
    html = client.get(f"{READINGS}?nu=motor&gelukt=hulpmiddel&mist=beweging").content.decode()
    assert re.findall(r'class="tag" href="#([\w-]+)"', html) == ["motor", "hulpmiddel", "beweging"]


def test_list_of_examples_narrows_down_to_one_reading(client, library):
    html = client.get("/praktijkvoorbeelden/?invulling=motor").content.decode()
    assert "In het welzijn" in html
    assert "Voor alles" not in html


def test_five_readings_stand_there_after_a_fresh_install_and_keep_their_address_when_renamed(client):
    assert list(Interpretation.objects.values_list("slug", flat=True)) == [
        "brede-kijk",
        "hulpmiddel",
        "motor",
        "gedeelde-taal",
        "beweging",
    ]
    Interpretation.objects.filter(slug="motor").update(name_nl="Aanjager")
    html = client.get(READINGS).content.decode()
    assert "Aanjager" in html
    assert "?invulling=motor" in html
    assert html.count('class="card"') == 5
    Interpretation.objects.filter(slug="motor").delete()
    assert client.get(f"{READINGS}?nu=motor").status_code == 200


@pytest.mark.parametrize(
    ("address", "count"),
    [
        (STEPS, 6),
        (f"{STEPS}?sector=welzijn&fase=start", 8),
        (READINGS, 5),
        (f"{READINGS}?nu=motor", 7),
        ("/kijk-eens/", 5),
    ],
)
def test_page_costs_a_fixed_number_of_queries(client, library, address, count):
    for where in (address, f"/en{address}"):
        client.get(where)
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(where).status_code == 200
        assert len(queries) == count
