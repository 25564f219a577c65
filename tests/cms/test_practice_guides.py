"""Practice guides: a page per lesson, recommendations with an address, where it comes from, and all on one page."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlockValidationError

from cms.blocks import RecommendationsBlock
from cms.models import GuideIndexPage, LessonPage, PracticeGuidePage
from cms.search import search
from tests.cms import factories
from tests.cms.test_queries import cost

pytestmark = pytest.mark.django_db


def lesson(guide, title, text):
    return factories.publish(LessonPage(title=title, body=[("text", text)]), guide)


def make_guide(title="Lessen uit de streek", **fields):
    page = PracticeGuidePage(title=title, summary="Wat wij leerden.", **fields)
    return factories.publish(page, GuideIndexPage.objects.get(locale__language_code="nl"), themes=["taal"])


@pytest.fixture(scope="module")
def guide(module_db):
    """A guide with three lessons and five recommendations, the second of which belongs to lesson 2."""
    guide = make_guide(
        authors="Ans Vermeer\nBo de Wit",
        organisation="Werkplaats Lindeveen",
        commissioner="Gemeente Waterkant",
        funder="Streekfonds <Noord>",
        contributors="Bewonersraad",
        published_on="2021-12",
        evidence_level="study",
        body=[("text", "<h2>Waarom</h2><p>Daarom.</p>")],
        dilemmas=[("dilemma", {"question": "Snel of samen?", "one_side": "Snel.", "other_side": "Samen."})],
        looks=[("look", {"organisation": "Praktijk De Linde", "text": "<p>Koffie.</p>"})],
    )
    lesson(guide, "Begin klein", "<h2>Een begin</h2><p>Een.</p><h2>Een vervolg</h2><p>Nog een.</p>")
    lesson(guide, "Deel een koffietafel", "<h2>Een begin</h2><p>Met gemberkoek.</p>")
    lesson(guide, "Kijk terug", "<p>Drie.</p>")
    guide.recommendations = [
        (
            "recommendation",
            {
                "number": number,
                "title": f"Doe {number}",
                "text": "<p>Zo.</p>",
                "lesson": 2 if number == 2 else None,
                "themes": ["taal"],
                "audiences": [],
            },
        )
        for number in (3, 1, 2, 4, 5)
    ]
    return factories.publish(guide)


def get(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_every_recommendation_has_an_address_of_its_own(client, guide):
    html = get(client, guide.url)
    assert re.findall(r'id="(aanbeveling-\d)"', html) == [f"aanbeveling-{number}" for number in (3, 1, 2, 4, 5)]
    assert 'href="#aanbeveling-3"' in html
    assert 'href="/handvatten/?thema=taal"' in html


def test_lesson_links_to_the_one_before_and_after_and_to_its_recommendations(client, guide):
    first, second, third = guide.lessons
    html = get(client, second.url)
    assert f'rel="prev" href="{first.url}"' in html
    assert f'rel="next" href="{third.url}"' in html
    assert f'href="{guide.url}#aanbeveling-2"' in html
    assert "#aanbeveling-1" not in html
    assert 'rel="prev"' not in get(client, first.url)
    assert 'rel="next"' not in get(client, third.url)
    english = get(client, f"/en{second.url}")
    assert f'href="/en{guide.url}#aanbeveling-2"' in english


def test_contents_of_a_lesson_lead_to_its_headings(client, guide):
    html = get(client, guide.lessons[0].url)
    for anchor, text in (("deel-een-begin", "Een begin"), ("deel-een-vervolg", "Een vervolg")):
        assert f'<a href="#{anchor}">{text}</a>' in html
        assert f'<h2 id="{anchor}" tabindex="-1">{text}</h2>' in html


def test_word_in_a_lesson_finds_that_lesson(guide):
    found = search("gemberkoek", "nl").page_obj.object_list
    assert [result.url for result in found] == [guide.lessons[1].url]


def test_origin_is_shown_and_told_to_machines(client, guide):
    html = get(client, guide.url)
    for part in ("Ans Vermeer", "Werkplaats Lindeveen", "Gemeente Waterkant", "Bewonersraad", "december 2021"):
        assert part in html
    assert "Streekfonds &lt;Noord&gt;" in html
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])["@graph"][0]
    assert [person["name"] for person in data["author"]] == ["Ans Vermeer", "Bo de Wit"]
    assert data["publisher"]["name"] == "Werkplaats Lindeveen"
    assert data["funder"]["name"] == "Streekfonds <Noord>"
    assert data["datePublished"] == "2021-12"
    assert data["url"] == f"http://localhost{guide.url}"


def test_print_view_holds_all_lessons_in_order_without_doubled_ids(client, guide):
    html = get(client, f"{guide.url}afdrukken/")
    places = [html.index(text) for text in ("Les 1. Begin", "Een vervolg", "Les 2. Deel", "gemberkoek", "Les 3. Kijk")]
    assert places == sorted(places)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert f'<link rel="canonical" href="http://localhost{guide.url}">' in html
    assert "Lesson 1. Begin" in get(client, f"/en{guide.url}afdrukken/")


def test_index_lists_the_guide_in_both_languages(client, guide):
    assert guide.title in get(client, "/gidsen/")
    assert guide.title in get(client, "/en/gidsen/")


def test_hidden_lesson_is_left_out_everywhere(client, guide):
    first = LessonPage.objects.get(title="Begin klein", locale__language_code="nl")
    first.unpublish()
    for address in (guide.url, f"{guide.url}afdrukken/", guide.lessons[1].url):
        assert "Begin klein" not in get(client, address)


def test_same_number_twice_is_refused_beside_it():
    block = RecommendationsBlock()
    one = {"number": 1, "title": "Doe", "text": "", "lesson": None, "themes": [], "audiences": []}
    twice = block.to_python([{"type": "recommendation", "value": one, "id": str(place)} for place in range(2)])
    with pytest.raises(StreamBlockValidationError) as error:
        block.clean(twice)
    assert set(error.value.block_errors) == {0, 1}


def test_lesson_may_not_take_the_address_of_the_print_view(guide):
    with pytest.raises(ValidationError, match="afdrukversie"):
        guide.add_child(instance=LessonPage(title="Afdrukken", slug="afdrukken"))


def test_pages_cost_a_fixed_number_of_queries(client, guide):
    small = make_guide("Klein")
    only = lesson(small, "De enige les", "<p>Een.</p>")
    small.recommendations = [("recommendation", {"number": 1, "title": "Doe", "lesson": 1, "themes": ["taal"]})]
    factories.publish(small)
    # Where there is running text, the terms to explain are looked up: one query, however many there are.
    for one, its_lesson in ((small, only), (guide, guide.lessons[1])):
        expected = {"guide": 8, "lesson": 8, "print": 7}
        addresses = {
            "guide": one.url,
            "lesson": its_lesson.url,
            "print": f"{one.url}afdrukken/",
        }
        assert {name: cost(client, address) for name, address in addresses.items()} == expected
