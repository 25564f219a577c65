"""Facets combine, stay in the address and survive any input."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string

from cms.facets import Option, listing, page_at
from cms.models import HandvatPage, Theme
from cms.templatetags.site import folded
from tests.cms import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def three(module_db):
    return [
        factories.handvat(
            "Probeer het zelf", number=1, audiences=["professional"], phases=["start"], dimensions=["meedoen"]
        ),
        factories.handvat("Nodig goed uit", number=6, audiences=["beleid"], phases=["start"], dimensions=["zingeving"]),
        factories.handvat("Geef het tijd", number=7, audiences=["beleid"], phases=["borgen"], dimensions=["meedoen"]),
    ]


def ask(query, **options):
    pages = HandvatPage.objects.live().public().filter(locale__language_code="nl").in_order()
    return listing(pages, QueryDict(query), **options)


def titles(found):
    return [page.title for page in found.page_obj.object_list]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Probeer het zelf", "Nodig goed uit", "Geef het tijd"]),
        ("fase=start", ["Probeer het zelf", "Nodig goed uit"]),
        ("fase=start&voor=beleid", ["Nodig goed uit"]),
        ("fase=start&fase=borgen", ["Probeer het zelf", "Nodig goed uit", "Geef het tijd"]),
        ("fase=start&fase=borgen&dimensie=meedoen", ["Probeer het zelf", "Geef het tijd"]),
        ("schaal=land", []),
    ],
)
def test_choices_add_within_a_facet_and_narrow_between_facets(three, query, expected):
    assert titles(ask(query)) == expected


def test_counts_tell_what_an_option_leaves_given_the_other_facets(three):
    facets = {
        facet.name: {option.slug: option.count for option in facet.options} for facet in ask("voor=beleid").facets
    }
    assert facets["fase"] == {"start": 1, "borgen": 1}
    assert facets["voor"] == {"professional": 1, "beleid": 2}


def test_every_active_choice_has_a_link_that_takes_only_it_away(three):
    found = ask("voor=beleid&fase=start&page=2")
    links = {option.slug: parse_qs(urlsplit(option.url).query) for option in found.active}
    assert links == {"beleid": {"fase": ["start"]}, "start": {"voor": ["beleid"]}}


def test_unknown_values_are_skipped_with_a_note(client, three):
    found = ask("fase=start&fase=bestaatniet&utm_source=x")
    assert found.ignored
    assert len(titles(found)) == 2
    assert found.query == "fase=start"
    assert "kennen we niet" in client.get("/handvatten/?fase=bestaatniet").content.decode()
    assert not ask("utm_source=x").ignored


@pytest.mark.parametrize("page", ["abc", "0", "-1", "9999", "1.5", "", "%00", "٣", "9" * 5000])
def test_page_numbers_that_do_not_exist_give_an_answer(client, three, page):
    assert client.get(f"/handvatten/?page={page}").status_code == 200


@pytest.mark.parametrize(("asked", "shown"), [("0", 1), ("-7", 1), ("x", 1), ("", 1), (None, 1), ("2", 2), ("99", 3)])
def test_page_number_out_of_range_gives_the_nearest_page(asked, shown):
    assert page_at(range(25), asked, 12).number == shown


@pytest.mark.parametrize("value", ["%00", "'--", "x" * 10_000, "%F0%9F%98%80", "%ff", "a&fase=" * 200])
def test_evil_values_never_break_a_list(client, three, value):
    for address in ("/handvatten/", "/praktijkvoorbeelden/", "/en/handvatten/"):
        assert client.get(f"{address}?fase={value}&dimensie={value}").status_code == 200


def test_pages_hold_twelve_in_number_order_and_keep_the_choice(client):
    for number in range(13, 0, -1):
        factories.handvat(f"Handvat {number:02}", number=number, phases=["uitbouwen"])
    assert titles(ask("fase=uitbouwen"))[:2] == ["Handvat 01", "Handvat 02"]
    assert len(titles(ask("fase=uitbouwen"))) == 12
    assert titles(ask("fase=uitbouwen&page=2")) == ["Handvat 13"]
    assert "fase=uitbouwen&amp;page=2" in client.get("/handvatten/?fase=uitbouwen").content.decode()


def test_list_says_what_is_chosen_and_helps_on_when_nothing_is_left(client, three):
    html = client.get("/handvatten/?voor=professional&fase=borgen").content.decode()
    assert "Niets gevonden met deze keuzes" in html
    assert 'href="?fase=borgen"' in html
    assert '<link rel="canonical" href="http://localhost/handvatten/?voor=professional&amp;fase=borgen">' in html


def test_terms_are_named_in_the_language_of_the_page(client, three):
    assert "Participation" in client.get("/en/handvatten/").content.decode()
    assert "Meedoen" in client.get("/handvatten/").content.decode()


def test_long_list_of_choices_folds_after_eight_and_opens_where_something_is_chosen():
    def options(*chosen, number):
        return [Option(str(count), str(count), "thema", selected=count in chosen) for count in range(number)]

    assert [len(part) for part in (folded(options(number=10))["first"], folded(options(number=10))["more"])] == [10, 0]
    assert [len(part) for part in (folded(options(number=22))["first"], folded(options(number=22))["more"])] == [8, 14]
    assert not folded(options(3, number=22))["open"] and folded(options(9, number=22))["open"]


def test_form_folds_a_long_list_and_keeps_an_open_one_open():
    class Form(forms.Form):
        many = forms.ModelMultipleChoiceField(Theme.objects.all(), widget=forms.CheckboxSelectMultiple)

    def drawn(chosen):
        return render_to_string("components/form.html", {"form": Form(initial={"many": [chosen]})})

    themes = list(Theme.objects.all())
    assert drawn(themes[0]).count("<input") == len(themes) and f"Nog {len(themes) - 8} keuzes" in drawn(themes[0])
    assert '<details class="more">' in drawn(themes[0]) and '<details class="more" open>' in drawn(themes[-1])
