"""The agenda narrowed down: choices combine, stay in the address, and survive any input."""

import pytest
from django.http import QueryDict

from cms.models import Region
from events.agenda import agenda
from events.models import Event, EventPage, Kind
from tests.events.factories import make_event, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def meetings(module_db):
    """Two workshops and a staff evening to come, and one workshop past; two of them in a region."""
    region = Region.objects.create(slug="lindeveen", name_nl="Lindeveen")
    for title, days, kind, mode in [
        ("Schrijven", 3, Kind.WORKSHOP, Event.Mode.ROOM),
        ("Luisteren", 5, Kind.WORKSHOP, Event.Mode.ONLINE),
        ("Avond", 4, Kind.STAFF_EVENING, Event.Mode.ROOM),
        ("Oud", -4, Kind.WORKSHOP, Event.Mode.ROOM),
    ]:
        page = make_page(make_event(title=title, days=days, kind=kind, mode=mode))
        if title in ("Schrijven", "Oud"):
            page.regions.set([region])
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
    ],
)
def test_choices_add_within_a_facet_and_narrow_between_facets(query, expected):
    found = ask(query)
    assert [page.title for page in found.page_obj] == expected
    assert found.total == len(expected)


def test_counts_tell_what_an_option_leaves_given_the_other_facets():
    assert options("") == {"soort": {"workshop": 2, "medewerkersavond": 1}, "vorm": {"locatie": 2, "online": 1}}
    assert options("vorm=online") == {"vorm": {"locatie": 2, "online": 1}}
    assert options("regio=lindeveen")["regio"] == {"lindeveen": 1}


def test_addresses_switch_one_choice_and_stay_in_the_past():
    found = ask("geweest=ja&soort=workshop&regio=lindeveen&page=1")
    assert {option.slug: option.url for option in found.active} == {
        "workshop": "?regio=lindeveen&geweest=ja",
        "lindeveen": "?soort=workshop&geweest=ja",
    }
    assert (found.past, found.other_url, ask("").other_url) == (True, "?", "?geweest=ja")
    (kind, form) = ask("soort=workshop").facets
    assert {option.slug: option.url for option in kind.options + form.options} == {
        "workshop": "?",
        "medewerkersavond": "?soort=workshop&soort=medewerkersavond",
        "locatie": "?soort=workshop&vorm=locatie",
        "online": "?soort=workshop&vorm=online",
    }


@pytest.mark.parametrize("past", [False, True])
def test_agenda_asks_two_queries(django_assert_num_queries, past):
    with django_assert_num_queries(2):
        ask("geweest=ja&soort=workshop" if past else "soort=workshop")
