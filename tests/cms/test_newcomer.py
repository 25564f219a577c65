"""What somebody meets who is new here: short, plain, complete, and the same after a fresh install."""

import re
from html import unescape

import pytest
from django.utils.html import strip_tags

from cms.content_checks import findings
from cms.models import Dimension, StandardPage
from tests.cms import factories

pytestmark = pytest.mark.django_db

WHAT = "/wat-is-positieve-gezondheid/"


def main(client, address) -> str:
    """The HTML of what stands on the page itself, without header and footer."""
    html = client.get(address).content.decode()
    return re.search(r"<article.*</article>|<main.*</main>", html, re.DOTALL)[0]


def words(html) -> list[str]:
    return unescape(strip_tags(re.sub(r"</(p|li|h\d)>", " . ", html))).replace(" . ", " ").split()


def sentences(html) -> list[str]:
    plain = unescape(strip_tags(re.sub(r"</(p|li|h\d|strong)>", ". ", html)))
    return [sentence for sentence in re.split(r"[.?!:]+\s", plain) if sentence.strip()]


@pytest.mark.parametrize("address", [WHAT, f"/en{WHAT}"])
def test_explanation_has_at_most_300_words_and_short_sentences(client, address):
    html = main(client, address)
    assert 100 < len(words(html)) <= 300
    lengths = [len(sentence.split()) for sentence in sentences(html)]
    assert max(lengths) <= 25
    assert sum(lengths) / len(lengths) <= 12


def test_explanation_passes_the_checks_that_editors_have():
    assert findings(StandardPage.objects.get(slug=WHAT.strip("/"), locale__language_code="nl")) == []


def test_explanation_lists_the_dimensions_and_links_to_the_official_tool(client):
    html = main(client, WHAT)
    items = re.findall(r"<li>(.*?)</li>", html[html.index('class="sides"') :], re.DOTALL)
    assert [strip_tags(item) for item in items] == [f"{one.name}: {one.description}" for one in Dimension.objects.all()]
    assert len(items) == 6
    assert re.search(r'<a href="https://mijnpositievegezondheid.nl/">[^<]*\(andere website\)</a>', html)
    assert "niet gemaakt door of namens dat instituut" in html
    assert not client.get(WHAT).cookies


def test_explanation_is_the_editors_and_follows_the_words(client):
    Dimension.objects.filter(slug="meedoen").update(name_nl="Erbij horen")
    page = StandardPage.objects.get(slug="wat-is-positieve-gezondheid", locale__language_code="nl")
    page.body = [("text", "<p>Onze eigen woorden.</p>"), ("dimensions", None)]
    html = main(client, factories.publish(page).url)
    assert "Onze eigen woorden." in html
    assert "Erbij horen" in html


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_front_door_and_every_menu_lead_to_the_explanation(client, prefix):
    html = client.get(f"{prefix}/").content.decode()
    assert re.search(rf'<div class="hero">.*href="{prefix}{WHAT}".*<section', html, re.DOTALL)
    nav = re.search(r'<nav class="site-nav".*?</nav>', client.get(f"{prefix}/agenda/").content.decode(), re.DOTALL)[0]
    assert f'href="{prefix}{WHAT}"' in nav
