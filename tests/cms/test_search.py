"""The search box: word forms, slips, compounds, ranking, and what may never be found."""

import pytest
from wagtail.models import Page, PageViewRestriction

from cms.models import HandvatIndexPage, SearchDocument, SearchWord
from cms.search import Entry, put, rebuild, remove, search
from tests.cms import factories

pytestmark = pytest.mark.django_db


def titles(question, language="nl", **options):
    results = search(question, language, **options)
    if not results.page_obj:
        return []
    return ["".join(segment.text for segment in result.title) for result in results.page_obj.object_list]


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
    ],
)
def test_word_is_found_in_its_other_forms(asked, written):
    factories.handvat("Zoek maten", how=f"<p>Wij en de {written} samen.</p>")
    assert "Zoek maten" in titles(asked)


@pytest.mark.parametrize("slip", ["huisats", "huisartts", "huisarys", "huisatrs", "uisarts", "huisarsten", "huisrtsen"])
def test_one_typing_error_still_finds_and_says_so(client, slip):
    factories.handvat("Zoek maten", how="<p>Drink koffie met de huisarts.</p>")
    html = client.get("/zoeken/", {"q": slip}).content.decode()
    assert '<ol id="resultaten"' in html
    assert "Zoek maten" in html
    assert "huisarts" in html
    assert search(slip, "nl").corrections


def test_hit_in_the_title_ranks_above_hits_in_the_text():
    factories.handvat("Geef het tijd", how="<p>" + "Vertrouwen groeit. " * 40 + "</p>")
    factories.handvat("Bouw vertrouwen op", how="<p>Langzaam.</p>")
    assert titles("vertrouwen") == ["Bouw vertrouwen op", "Geef het tijd"]


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
    factories.handvat("Huisarts en wijk")
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


def test_kinds_narrow_the_results_down(client):
    factories.handvat("Soep aan tafel")
    factories.example("Soep op straat")
    results = search("soep", "nl")
    assert {kind.slug: kind.count for kind in results.kinds} == {"handvat": 1, "praktijkvoorbeeld": 1}
    assert titles("soep", kind="handvat") == ["Soep aan tafel"]
    assert len(titles("soep", kind="onzin")) == 2


def test_rebuild_gives_the_same_index():
    factories.handvat("Zoek maten")
    before = set(SearchDocument.objects.values_list("key", "title", "url", "text"))
    assert rebuild() == len(before)
    assert set(SearchDocument.objects.values_list("key", "title", "url", "text")) == before
    assert {key for key, *_rest in before} == {
        f"page:{pk}" for pk in Page.objects.live().filter(depth__gt=1).values_list("pk", flat=True)
    }
