"""Begrippen: a page per word with its meanings side by side, and links to it from running text."""

import json

import pytest

from cms.models import GlossaryIndexPage, GlossaryTermPage, TermUsage
from cms.search import search
from tests.cms import factories

pytestmark = pytest.mark.django_db


def term(title="plan", meaning="Wat je gaat doen.", forms="plannen", **usages):
    page = GlossaryTermPage(title=title, summary=meaning, other_forms=forms, explanation="<p>Let op.</p>")
    page.usages = [TermUsage(setting=setting, meaning=text) for setting, text in usages.items()]
    return factories.publish(page, GlossaryIndexPage.objects.get(locale__language_code="nl"))


def main(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode().split("<main")[1].split("</main>")[0]


@pytest.fixture(scope="module")
def plan(module_db):
    return term(zorg="Het zorgplan van één mens.", gemeente="Een beleidsplan van de raad.")


def test_term_page_shows_what_is_meant_in_each_setting_side_by_side(client, plan):
    for address in (plan.url, f"/en{plan.url}"):
        html = main(client, address)
        assert html.count('<li><div class="panel">') == 2
        assert "Het zorgplan van één mens." in html
        assert "Een beleidsplan van de raad." in html
    assert "<h3>Gemeente</h3>" in main(client, plan.url)
    listed = main(client, "/begrippen/")
    assert f'href="{plan.url}"' in listed
    assert "Wat je gaat doen." in listed


def test_first_occurrence_in_running_text_is_a_link_and_its_meaning_can_be_read_without_it(client, plan):
    page = factories.handvat(
        "Een plan maken",
        summary="Dit plan is er al.",
        why="<h2>Een plan</h2><p>Lees <a href='/x/'>het plan van ons</a>. Onze <b>Plannen</b> &amp; een plan, planning.</p>",
        how="<p>Nog een plan, beleidsplan.</p>",
    )
    html = main(client, page.url)
    assert html.count('class="term"') == 1
    assert f'Onze <b><a class="term" href="{plan.url}">Plannen</a></b> &amp; een plan, planning.' in html
    foot = html.split('id="begrippen-hier"')[1]
    assert "Wat je gaat doen." in foot
    assert 'class="term"' not in main(client, plan.url)


def test_links_are_switched_off_per_page(client, plan):
    page = factories.handvat(how="<p>Maak een plan.</p>")
    assert 'class="term"' in main(client, page.url)
    page.explain_terms = False
    factories.publish(page)
    assert 'class="term"' not in main(client, page.url)
    assert "begrippen-hier" not in main(client, page.url)


def test_dutch_words_are_not_linked_in_a_translated_text(client, plan):
    page = factories.handvat(how="<p>Maak een plan.</p>")
    html = main(client, f"/en{page.url}")
    assert f'class="term" href="/en{plan.url}"' in html
    assert f'<div lang="nl"><dt><a href="/en{plan.url}">' in html
    english = page.get_translations().get()
    english.alias_of, english.how = None, "<p>Make a plan.</p>"
    factories.publish(english)
    assert 'class="term"' not in main(client, f"/en{page.url}")


def test_withdrawn_term_is_no_longer_linked(client, plan):
    page = factories.handvat(how="<p>Maak een plan met C++ &lt;samen&gt;.</p>")
    term("c++", forms="")
    assert main(client, page.url).count('class="term"') == 2
    plan.unpublish()
    assert main(client, page.url).count('class="term"') == 1


def test_term_is_found_by_its_meaning_in_a_setting_and_describes_itself(client, plan):
    assert search("raad", "nl").page_obj.object_list[0].url == plan.url
    html = client.get(plan.url).content.decode()
    data = json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])
    (thing,) = [each for each in data["@graph"] if each["@type"] == "DefinedTerm"]
    assert thing["name"] == "plan"
    assert thing["alternateName"] == ["plannen"]
    assert thing["description"] == "Wat je gaat doen."
    assert thing["inDefinedTermSet"] == "http://localhost/begrippen/"


def test_evil_words_break_nothing(client):
    term('<b>"x"&', meaning="<i>", forms="(.*\n[a-z]+\n\\")
    page = factories.handvat(how='<p>Een &lt;b&gt;"x"&amp; en (.* hier.</p>')
    assert '<b>"x"' not in main(client, page.url)
