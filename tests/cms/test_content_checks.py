"""What the check of a page finds, and where it says it is."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.content_checks import findings
from cms.models import HandvatPage, StandardPage
from tests.cms import factories
from tests.community.factories import member

FOUND = """<h2>Eerst</h2><h4>Te diep</h4><h3> </h3><p>Meer weten? <a href="/x/">Klik hier</a>.</p>
<table><tr><td>a</td><td>b</td></tr></table>"""
CLEAN = """<h2>Eerst</h2><h3>Dan</h3><p>Lees <a href="/x/">het handvat over tijd</a>.</p>
<table><tr><th>naam</th></tr><tr><td>b</td></tr></table>"""


def texts(html, **fields):
    return [finding.text for finding in findings(HandvatPage(title="Probeer het", how=html, **fields))]


def test_skipped_and_empty_heading_vague_link_and_bare_table_are_found_with_their_place():
    found = findings(HandvatPage(title="Probeer het", how=FOUND))
    assert [finding.level for finding in found] == ["wrong"] * 4
    assert {finding.anchor for finding in found} == {"panel-child-content-how-section"}
    for words in ("Overgeslagen kop", "Lege kop", "linktekst", "koprij"):
        assert sum(words in finding.text for finding in found) == 1


def test_good_text_has_no_findings():
    assert texts(CLEAN) == []


@pytest.mark.parametrize("link", ["hier", "Lees meer »", "https://voorbeeld.example.org/lang/pad", "", "MEER INFO"])
def test_link_that_says_nothing_is_found(link):
    assert len(texts(f'<p>Zie <a href="/x/">{link}</a></p>')) == 1


def test_heading_level_goes_on_from_field_to_field():
    assert texts("<h3>Meteen diep</h3>") != []
    assert texts("<h3>Dan diep</h3>", why="<h2>Eerst</h2>") == []


def test_long_sentence_and_hard_word_are_hints_with_something_better():
    found = findings(HandvatPage(title="x", how=f"<p>{'woord ' * 24}woord. Wij faciliteren dit middels beleid.</p>"))
    assert {finding.level for finding in found} == {"hint"}
    assert any("25 woorden" in finding.text for finding in found)
    assert {finding.excerpt for finding in found if "Makkelijker" in finding.text} == {"faciliteren", "middels"}


@pytest.mark.parametrize("text", ["bel 06 12345678", "mail an@example.org", "NL91 ABNA 0417 1643 00"])
def test_personal_data_is_a_hint(text):
    assert any("Mag iedereen dit weten" in found for found in texts(f"<p>{text}</p>"))


def test_ordinary_numbers_are_no_personal_data():
    assert texts("<p>In 2021 kwamen 60 mensen, op 25 maart 2021 om 15.00 uur. Het kostte 1.000.000 euro.</p>") == []


@pytest.mark.django_db
def test_blocks_are_checked_in_their_place():
    page = factories.text(body=[("text", "<h2>Goed</h2>"), ("text", '<p><a href="/x/">klik hier</a></p>')])
    (finding,) = findings(page)
    assert finding.anchor == f"block-{page.body[1].id}-section"


@pytest.mark.django_db
def test_check_page_lists_the_draft_with_links_into_the_editor(client):
    client.force_login(member("redactie@example.org", groups=["redactie"]))
    page = factories.handvat()
    page.how = FOUND
    page.save_revision()
    address = reverse("page_check", args=[page.pk])
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = client.get(address).content.decode()
    assert html.count(f'href="{editor}#panel-child-content-how-section"') == 4
    assert address in client.get(editor).content.decode()
    client.force_login(member("lid@example.org"))
    assert client.get(address).status_code == 403
    assert Page.objects.get(pk=page.pk).live and StandardPage.objects.filter(pk=page.pk).count() == 0
