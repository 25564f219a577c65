"""What is published in Dutch also stands under /en/; every page knows its other language."""

import pytest
from wagtail.models import Locale, Page

from cms.mirror import mirror
from cms.models import HandvatPage
from tests.cms import factories

pytestmark = pytest.mark.django_db


def test_page_published_in_dutch_stands_under_en_by_itself(client):
    page = factories.handvat("Geef het tijd", audiences=["beleid"])
    response = client.get(f"/en{page.url}")
    assert response.status_code == 200
    html = response.content.decode()
    assert '<html lang="en">' in html
    assert "Geef het tijd" in html
    assert "Policy makers" in html


def test_alias_follows_a_change_with_its_terms(client):
    page = factories.handvat("Geef het tijd", audiences=["beleid"])
    page.title = "Neem de tijd"
    factories.publish(page, audiences=["inwoner"])
    html = client.get(f"/en{page.url}").content.decode()
    assert "Neem de tijd" in html
    assert "Residents" in html
    assert "Policy makers" not in html


def test_mirroring_twice_makes_one_alias():
    page = factories.handvat()
    mirror(page)
    assert HandvatPage.objects.filter(translation_key=page.translation_key).count() == 2


def test_example_and_handvat_find_each_other_in_english(client):
    page = factories.handvat("Geef het tijd")
    case = factories.example("Elkaars naam kennen", handvatten=[page])
    assert f'href="/en{case.url}"' in client.get(f"/en{page.url}").content.decode()
    assert f'href="/en{page.url}"' in client.get(f"/en{case.url}").content.decode()


def test_collection_shows_english_addresses_under_en(client):
    page = factories.handvat("Geef het tijd")
    collection = factories.collection("Kort", [page])
    assert f'href="/en{page.url}"' in client.get(f"/en{collection.url}").content.decode()


def test_dutch_words_below_en_say_so_wherever_they_are_shown(client):
    page = factories.handvat("Zet koffie op tafel", themes=["gesprek"])
    case = factories.example("Koffie in de buurt", handvatten=[page], themes=["gesprek"])
    collection = factories.collection("Koffiedrinken", [page])
    pk = page.get_translation(Locale.objects.get(language_code="en")).pk
    shown = {
        "/en/zoeken/?q=koffie": '<h3 lang="nl"><a href="/en/handvatten/zet-koffie-op-tafel/">',
        f"/en{case.url}": f'<h3 class="card__title" lang="nl"><a href="/en{page.url}">',
        "/en/": f'<h3 class="card__title" lang="nl"><a href="/en{collection.url}">',
        "/en/dossier/?q=koffie": f'<a href="/en{page.url}?dossier=" lang="nl">',
        f"/en/dossier/?stuk={pk}": '<h2 lang="nl">Zet koffie op tafel</h2>',
    }
    for address, words in shown.items():
        assert words in client.get(address).content.decode(), address
        here = address.removeprefix("/en")
        assert 'lang="nl"><a' not in client.get(here).content.decode(), here


def test_translated_page_replaces_the_alias_text(client):
    page = factories.handvat("Geef het tijd")
    english = page.get_translation(Locale.objects.get(language_code="en"))
    english.alias_of = None
    english.title = "Give it time"
    factories.publish(english)
    factories.publish(page)
    assert "Give it time" in client.get(f"/en{page.url}").content.decode()
    assert "Geef het tijd" in client.get(page.url).content.decode()


@pytest.mark.parametrize(
    ("here", "there"), [("/", "/en/"), ("/handvatten/", "/en/handvatten/"), ("/zoeken/?q=a", "/en/zoeken/")]
)
def test_language_link_stays_on_the_page(client, rf, here, there):
    from django.template import Context, Template

    response = client.get(here)
    context = Context({"request": response.wsgi_request, "page": response.context.get("page")})
    template = Template(
        "{% load knowledge %}{% language_links as links %}{% for l in links %}{{ l.code }}={{ l.url }};{% endfor %}"
    )
    assert f"en={there};" in template.render(context)


def test_unpublished_alias_tree_is_sound():
    page = factories.handvat()
    page.unpublish()
    assert not Page.objects.filter(translation_key=page.translation_key, live=True).exists()
