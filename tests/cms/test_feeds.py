"""Atom per choice of filters, Open Graph, links to share, and the language of Dutch words below `/en/`."""

import re
import xml.etree.ElementTree as ElementTree
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from cms.models import GuideIndexPage, ImplementationGuidePage, PracticeGuidePage
from tests.cms import factories
from tests.events.factories import make_event, make_page

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not response.cookies
    return ElementTree.fromstring(response.content)


@pytest.fixture(scope="module")
def page(module_db):
    factories.handvat("Geef het tijd", phases=["borgen"])
    return factories.handvat("Begin & doe", summary="Wacht <niet>.", phases=["start"])


def test_feed_holds_what_the_list_holds_with_the_same_choice(client, page):
    root = feed(client, "/handvatten/feed.atom?fase=start")
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Begin & doe"
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{page.translation_key}"
    assert entry.find(f"{ATOM}link").get("href") == f"http://localhost{page.url}"
    datetime.fromisoformat(entry.findtext(f"{ATOM}updated"))
    assert "Start" in root.findtext(f"{ATOM}title")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == "http://localhost/handvatten/feed.atom?fase=start"
    assert len(feed(client, "/handvatten/feed.atom").findall(f"{ATOM}entry")) == 2
    english = feed(client, "/en/handvatten/feed.atom?fase=start&utm_source=%00&fase=onzin")
    assert english.find(f"{ATOM}entry").find(f"{ATOM}link").get("href") == f"http://localhost/en{page.url}"


def test_list_points_to_its_feed(client, page):
    html = client.get("/handvatten/?fase=start").content.decode()
    assert 'type="application/atom+xml" href="/handvatten/feed.atom?fase=start"' in html
    assert 'href="/praktijkvoorbeelden/feed.atom"' in client.get("/praktijkvoorbeelden/").content.decode()


@pytest.mark.parametrize("address", ["/", "/handvatten/begin-doe/", "/agenda/", "/ambassadeurs/", "/zoeken/", "/over/"])
def test_every_public_page_has_a_link_preview_with_a_picture_of_our_own(client, page, address):
    html = client.get(address).content.decode()
    for name in ("og:type", "og:title", "og:description", "og:url", "og:image", "og:site_name", "og:locale"):
        assert html.count(f'property="{name}"') == 1, name
    picture = html.split('property="og:image" content="')[1].split('"')[0]
    assert picture.startswith("http://localhost/static/")
    with Image.open(Path(settings.BASE_DIR) / "cms/static/cms/preview.png") as image:
        assert image.size == (1200, 630)


def test_links_to_share_are_plain_links(client, page):
    html = client.get(page.url).content.decode().split("<main")[1]
    share = html.split('id="delen"')[1].split("</section>")[0]
    assert "mailto:?subject=Begin%20%26%20doe" in share
    assert "http%3A%2F%2Flocalhost%2Fhandvatten%2Fbegin-doe%2F" in share
    assert "<script" not in share
    assert "Begin &amp; doe" in share


def test_dutch_words_below_english_addresses_are_marked_as_dutch(client, page):
    html = client.get(f"/en{page.url}").content.decode()
    assert '<h1 lang="nl">' in html
    assert '<p class="lede" lang="nl">' in html
    assert '<div class="prose" lang="nl">' in html
    assert 'lang="nl">' not in client.get(page.url).content.decode().split("<main")[1]
    english = page.get_translations().get()
    english.alias_of = None
    factories.publish(english)
    assert "<h1>" in client.get(f"/en{page.url}").content.decode()


def test_guides_and_the_agenda_have_a_feed_with_the_same_choices(client):
    index = GuideIndexPage.objects.get(locale__language_code="nl")
    guide = factories.publish(PracticeGuidePage(title="Lessen", summary="Zo."), index)
    other = factories.publish(ImplementationGuidePage(title="Op reis", summary="Zo."), index)
    found = [entry.findtext(f"{ATOM}title") for entry in feed(client, "/gidsen/feed.atom").findall(f"{ATOM}entry")]
    assert sorted(found) == ["Lessen", "Op reis"]
    html = client.get("/gidsen/").content.decode()
    kinds = re.findall(r'href="(\?soort=[\w-]+)"', html)
    assert len(kinds) == 2
    narrowed = client.get(f"/gidsen/{kinds[0]}").content.decode()
    assert (guide.url in narrowed) is not (other.url in narrowed)
    assert len(feed(client, f"/gidsen/feed.atom{kinds[0]}").findall(f"{ATOM}entry")) == 1
    event = make_event(title="Leeratelier", kind="learning_studio")
    page = make_page(event, summary="Twee uur.")
    assert page.url in client.get("/agenda/feed.atom?soort=leeratelier").content.decode()
    assert page.url not in client.get("/agenda/feed.atom?soort=workshop&vorm=%00").content.decode()
