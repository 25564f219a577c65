"""The search box: word forms, slips, compounds, ranking, and what may never be found."""

from collections import OrderedDict
from contextvars import copy_context

import pytest
from django.http import QueryDict
from wagtail.models import Page, PageViewRestriction

from cms import memory
from cms.models import HandvatIndexPage, SearchDocument, SearchWord, SynonymSet
from cms.models.restrictions import restricted_paths
from cms.search import Entry, put, rebuild, remove, search
from cms.search.index import fill
from cms.search.pages import refresh
from tests.cms import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_to_find():
    """Only what a test makes is found, not the pages and places that every site starts with."""
    fill([])


def titles(question, language="nl", choice=""):
    results = search(question, language, QueryDict(choice))
    return ["".join(segment.text for segment in result.title) for result in results.page_obj.object_list]


def indexed(title, text=""):
    """Something to find without the work of a page, for what is asked of the index alone."""
    put(Entry("test:1", "handvat", "nl", title, "/handvatten/test/", text))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("huisarts", "huisartsen"),
        ("huisartsen", "huisarts"),
        ("gesprek", "gesprekken"),
        ("handvatten", "handvat"),
        ("bewoner", "bewoners"),
        ("huisarts", "huisartsenpraktijk"),
        ("praktijk", "huisartsenpraktijk"),
        ("HUISARTS", "huisarts"),
        ("reünie", "reunie"),
        ("cafe", "café"),
        ("liep", "gelopen"),
        ("bellen", "belde"),
        ("bel", "belden"),
        ("bus", "buschauffeur"),
        ("bel", "bellen"),
        ("zeg", "zeggen"),
        ("zin", "zingeving"),
        ("rol", "rollenspel"),
        ("oud", "ouderenzorg"),
        ("moe", "moeheid"),
        ("wet", "wethouder"),
        ("zorg", "zorgcoördinator"),
    ],
)
def test_word_is_found_in_its_other_forms(asked, written):
    indexed("Noor Appel", f"Wij en de {written} samen.")
    assert titles(asked) == ["Noor Appel"]


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("bellen", "belangrijk"),
        ("bellen", "beleidsmedewerkers"),
        ("bellen", "beloven"),
        ("bel", "belangrijk"),
        ("tel", "telefoon"),
        ("kennen", "kennismaking"),
        ("sta", "station"),
    ],
)
def test_word_that_only_begins_alike_is_not_found(asked, other):
    indexed("Noor Appel", f"Wij en de {other} samen.")
    assert titles(asked) == []


@pytest.mark.parametrize("slip", ["huisats", "huisartts", "huisarys", "huisatrs", "uisarts", "huisarsten", "huisrtsen"])
def test_one_typing_error_still_finds_and_says_so(client, slip):
    indexed("Zoek maten", "Drink koffie met de huisarts.")
    html = client.get("/zoeken/", {"q": slip}).content.decode()
    assert '<ol id="resultaten"' in html
    assert "Zoek maten" in html
    assert "huisarts" in html
    assert search(slip, "nl").corrections


def test_hit_in_the_title_ranks_above_hits_in_the_text():
    factories.handvat("Geef het tijd", how="<p>" + "Vertrouwen groeit. " * 40 + "</p>")
    factories.handvat("Bouw vertrouwen op", how="<p>Langzaam.</p>")
    found = titles("vertrouwen")
    assert found[0] == "Bouw vertrouwen op"
    assert "Geef het tijd" in found


def test_all_words_count_and_without_a_full_match_the_nearest_is_shown():
    factories.handvat("Soep aan tafel", how="<p>Met bewoners.</p>")
    factories.handvat("Bus met koffie")
    assert titles("soep bewoners") == ["Soep aan tafel"]
    results = search("soep raket", "nl")
    assert results.loosened or results.corrections
    assert titles("soep raket") == ["Soep aan tafel"]


def test_results_are_list_items_with_the_words_marked(client):
    factories.handvat("Zoek maten", how="<p>Koffie &amp; thee met de <b>huisarts</b> om negen uur.</p>")
    html = client.get("/zoeken/?q=huisarts").content.decode()
    results = html.split('<ol id="resultaten"')[1].split("</ol>")[0]
    assert results.count("<li>") == 1
    assert "<mark>huisarts</mark>" in results
    assert "Koffie &amp; thee" in results


def test_empty_result_has_no_list_but_helps_on(client):
    html = client.get("/zoeken/?q=xylofoonqq").content.decode()
    assert "resultaten" not in html.split("<main")[1].split("</main>")[0]
    assert 'href="/handvatten/"' in html.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize(
    "question",
    [
        "\x00",
        "a\x00b",
        "x" * 10_000,
        "!!! ??? ...",
        "' OR 1=1; --",
        "%_%",
        "😀",
        "😀 huisarts",
        "<script>alert(1)</script>",
        "de het een",
        "\ud7ff\u202e",
        "{{ 7*7 }}",
        "1",
        "𝕳𝖚𝖎𝖘𝖆𝖗𝖙𝖘",
        "ﷺ" * 300,
        "a " * 4000,
        "İİİ",
    ],
)
def test_evil_question_gets_an_answer(client, question):
    indexed("Huisarts en wijk")
    response = client.get("/zoeken/", {"q": question, "soort": question, "page": question})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_english_finds_in_the_english_tree_and_no_page_twice(client):
    page = factories.handvat("Zoek maten bij de huisarts")
    assert titles("huisartsen") == titles("huisartsen", "en") == [page.title]
    html = client.get("/en/zoeken/?q=huisarts").content.decode()
    assert f'href="/en{page.url}"' in html


def test_index_follows_publishing_withdrawing_moving_and_removing():
    page = factories.handvat("Zoek maten", how="<p>Een ooievaar.</p>")
    assert titles("ooievaar") == titles("ooievaar", "en") == ["Zoek maten"]
    page.how = "<p>Een reiger.</p>"
    page.save_revision()
    assert titles("reiger") == []
    factories.publish(page)
    assert titles("reiger") == titles("reiger", "en") == ["Zoek maten"]
    assert titles("ooievaar") == []
    assert not SearchWord.objects.filter(text="ooievaar").exists()
    page.unpublish()
    assert titles("reiger") == titles("reiger", "en") == []
    factories.publish(page)
    page.delete()
    assert titles("reiger") == titles("reiger", "en") == []


def test_new_address_of_a_list_reaches_the_index_of_what_is_below_it(django_capture_on_commit_callbacks):
    factories.handvat("Zoek maten")
    index = HandvatIndexPage.objects.get(locale__language_code="nl")
    index.slug = "wijzers"
    with django_capture_on_commit_callbacks(execute=True):
        factories.publish(index)
    assert search("maten", "nl").page_obj.object_list[0].url == "/wijzers/zoek-maten/"


def test_page_behind_a_login_is_neither_found_nor_listed_nor_shown_in_any_language(client):
    page = factories.handvat("Ooievaars tellen")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    for language, prefix in (("nl", ""), ("en", "/en")):
        assert titles("ooievaars", language) == []
        assert "Ooievaars" not in client.get(f"{prefix}/handvatten/").content.decode()
        assert client.get(f"{prefix}{page.url}").status_code == 302
    restriction.delete()
    assert titles("ooievaars") == titles("ooievaars", "en") == ["Ooievaars tellen"]


def test_page_that_is_closed_while_a_refresh_waits_for_its_turn_stays_out(monkeypatch):
    page = factories.handvat("Ooievaars tellen")
    hold = memory.hold

    def close():
        memory._end()
        with monkeypatch.context() as process:
            process.setattr(memory, "_remembered", OrderedDict())  # another one, which remembers for itself
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    def after_another():
        monkeypatch.setattr(memory, "hold", hold)
        copy_context().run(close)
        hold()

    monkeypatch.setattr(memory, "hold", after_another)
    memory._begin()
    try:
        assert restricted_paths() == ()  # what this request knows
        refresh(page.get_parent(), below=True)
        assert titles("ooievaars") == []
    finally:
        memory._end()


def test_note_on_consent_is_not_searched():
    factories.example(fields={"people_named": True, "consent_recorded_on": "2026-11-01", "consent_note": "flamingo"})
    assert titles("flamingo") == []


def test_entries_of_other_apps_come_and_go():
    put(Entry("person:1", "person", "nl", "Noor Appel", "/ambassadeurs/noor/", text="Leefstijl in Lindeveen"))
    put(Entry("person:1", "person", "nl", "Noor Peer", "/ambassadeurs/noor/", text="Leefstijl in Lindeveen"))
    assert titles("leefstijl") == ["Noor Peer"]
    assert titles("appel") == []
    remove("person:1", "person:2")
    assert titles("leefstijl") == []
    assert not SearchWord.objects.filter(text="peer").exists()


def counts(results):
    return {facet.name: {option.slug: option.count for option in facet.options} for facet in results.facets}


def test_facets_combine_over_all_kinds_and_count_what_they_leave():
    factories.handvat("Soep aan tafel", dimensions=["meedoen"], sectors=["zorg"], interpretations=["beweging"])
    factories.example("Soep op straat", dimensions=["meedoen"], sectors=["wonen"])
    put(Entry("person:1", "ambassadeur", "nl", "Noor Soep", "/ambassadeurs/noor/", terms={"sector": ["zorg"]}))
    assert counts(search("soep", "nl")) == {
        "soort": {"handvat": 1, "praktijkvoorbeeld": 1, "ambassadeur": 1},
        "dimensie": {"meedoen": 2},
        "sector": {"zorg": 2, "wonen": 1},
        "voor": {"professional": 2},
        "invulling": {"beweging": 1},
    }
    assert titles("soep", choice="soort=handvat") == ["Soep aan tafel"]
    assert titles("soep", choice="sector=zorg&dimensie=meedoen") == ["Soep aan tafel"]
    assert sorted(titles("soep", choice="sector=zorg")) == ["Noor Soep", "Soep aan tafel"]
    assert len(titles("soep", choice="soort=onzin")) == 3
    assert sorted(titles("", choice="dimensie=meedoen")) == ["Soep aan tafel", "Soep op straat"]


def test_two_words_give_pages_with_both_first_and_then_those_with_one_and_say_so(client):
    factories.handvat("Partners in de wijk", how="<p>Kijk om je heen.</p>")
    factories.handvat("Zoeken naar woorden")
    factories.handvat("Ga partners zoeken")
    assert titles("partners zoeken")[0] == "Ga partners zoeken"
    assert {"Partners in de wijk", "Zoeken naar woorden"} < set(titles("partners zoeken"))
    html = client.get("/zoeken/?q=partners+zoeken").content.decode()
    assert html.index("/ga-partners-zoeken/") < html.index("een deel van je woorden") < html.index(" naar woorden")
    assert "Zonder “partners”" in html


def test_synonyms_find_each_other_both_ways_and_the_result_says_so(client):
    SynonymSet.objects.create(words="huisarts\ndokter\neerste lijn")
    factories.handvat("Zoek maten", how="<p>Drink koffie met de dokter.</p>")
    factories.handvat("Samen optrekken", how="<p>Bij de huisartsen om de hoek.</p>")
    factories.handvat("In de eerste lijn")
    for question in ("huisarts", "huisartsen", "dokter", "eerste lijn"):
        assert {"Zoek maten", "Samen optrekken", "In de eerste lijn"} <= set(titles(question)), question
    html = client.get("/zoeken/?q=huisartsen").content.decode()
    assert "Gevonden op “dokter”, synoniem van “huisartsen”" in html
    SynonymSet.objects.all().delete()
    SynonymSet.objects.create(words="dokter, heelmeester")
    assert titles("heelmeester") == ["Zoek maten"]


def test_phrase_with_a_synonym_still_finds_pages_with_one_of_its_words():
    SynonymSet.objects.create(words="buurt verkennen\nsamenwerken")
    factories.handvat("Ga samenwerken")
    factories.handvat("Verkennen")
    factories.handvat("De buurt verkennen")
    assert titles("buurt verkennen")[:2] == ["De buurt verkennen", "Ga samenwerken"]
    assert "Verkennen" in titles("buurt verkennen")
    (first,) = [
        each for each in search("buurt verkennen", "nl").page_obj.object_list if each.url.endswith("samenwerken/")
    ]
    assert [(reason.word, reason.asked) for reason in first.reasons] == [("samenwerken", "buurt verkennen")]


def test_compound_is_found_by_its_parts_and_finds_pages_with_both():
    factories.handvat("Zoek maten", how="<p>In de huisartsenpraktijk.</p>")
    factories.handvat("Samen optrekken", how="<p>De praktijk van een huisarts.</p>")
    assert "Zoek maten" in titles("praktijk")
    assert not search("praktijk", "nl").corrections
    factories.handvat("Wijkzorg")
    assert "Wijkzorg" in titles("zorg")
    put(Entry("page:x", "handvat", "en", "Team", "/en/x/", text="buurt team"))
    assert titles("buurtteams", "en") == titles("buurtteam", "en") == ["Team"]


@pytest.mark.parametrize("nonsense", ["huisdier", "huiswerk", "hxisxrts", "buis"])
def test_other_word_is_never_silently_taken_for_one_that_is_near(client, nonsense):
    factories.handvat("Zoek maten", how="<p>Drink koffie met de huisarts thuis.</p>")
    results = search(nonsense, "nl")
    assert results.corrections == []
    assert results.total == 0
    assert client.get(f"/zoeken/?q={nonsense}").status_code == 200


def test_word_two_slips_away_is_suggested(client):
    factories.handvat("Zoek maten", how="<p>Drink koffie met de huisarts.</p>")
    assert search("hiusarst", "nl").suggestions == ["huisarts"]
    html = client.get("/zoeken/?q=hiusarst").content.decode()
    assert 'href="/zoeken/?q=huisarts"' in html


def test_facets_that_leave_nothing_can_be_dropped(client):
    factories.handvat("Soep aan tafel", dimensions=["meedoen"], themes=["bewoners"])
    html = client.get("/zoeken/?q=soep&dimensie=zingeving").content.decode()
    assert "Zonder filters is er 1 resultaat" in html
    assert 'href="?q=soep"' in html
    assert "/zoeken/?thema=bewoners" in client.get("/zoeken/?q=qqqqqq").content.decode()


def test_rebuild_gives_the_same_index():
    rebuild()
    factories.handvat("Zoek maten")
    before = set(SearchDocument.objects.values_list("key", "title", "url", "text"))
    assert rebuild() == len(before)
    assert set(SearchDocument.objects.values_list("key", "title", "url", "text")) == before
    assert {key for key, *_rest in before if key.startswith("page:")} == {
        f"page:{pk}" for pk in Page.objects.live().filter(depth__gt=1).values_list("pk", flat=True)
    }


def test_second_word_says_how_many_hold_only_a_part(client):
    factories.handvat("Soep eten")
    factories.handvat("Soep en wandelen")
    html = client.get("/zoeken/?q=soep+wandelen").content.decode()
    assert "1 bevat al je woorden; 1 een deel ervan." in html
    assert "een deel ervan" not in client.get("/zoeken/?q=soep").content.decode()
