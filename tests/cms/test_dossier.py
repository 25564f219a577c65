"""A dossier: picked without an account, kept in the address, shown as one page and one tagged PDF."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from tests.cms import factories
from tests.cms.test_railway_guide import guide

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pages(module_db):
    handvat = factories.handvat(
        "Begin gewoon", why="<p>Wachten helpt niet.</p>", how="<ol><li>Kies.</li><li>Vraag.</li></ol>"
    )
    return {"handvat": handvat, "example": factories.example(handvatten=[handvat]), "guide": guide(3, [handvat])}


def address(pages, path="/dossier/", tail=""):
    return f"{path}?" + "&".join(f"stuk={page.pk}" for page in pages) + tail


def test_page_shows_texts_origin_evidence_and_date_in_the_order_of_the_address(client, pages):
    response = client.get(address([pages["example"], pages["handvat"], pages["guide"]], tail="&titel=Voor+de+raad"))
    html = response.content.decode()
    assert not response.cookies
    assert html.index("Te kleine letters.") < html.index("Wachten helpt niet.") < html.index("Loop een week mee.")
    for part in (
        "Voor de raad",
        "ervaringen uit de praktijk",
        "Eerste leeratelier",
        "1 november 2026",
        "<p>Vraag.</p>",
    ):
        assert part in html


def test_pdf_is_tagged_and_says_where_each_piece_comes_from(client, pages):
    response = client.get(address(pages.values(), "/dossier/pdf/", "&titel=%23set+page"))
    reader = PdfReader(io.BytesIO(response.content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    for part in (
        "#set page",
        "Wachten helpt niet.",
        "Eerste leeratelier",
        "1 november 2026",
        "ervaringen uit de praktijk",
    ):
        assert part in text


def test_pages_lists_and_search_lead_into_the_dossier(client, pages):
    handvat, example = pages["handvat"], pages["example"]
    html = client.get(f"{handvat.url}?dossier={example.pk}").content.decode()
    assert f"/dossier/?stuk={example.pk}&amp;stuk={handvat.pk}" in html
    assert f'name="stuk" value="{handvat.pk}"' in client.get("/handvatten/").content.decode()
    html = client.get(address([example], tail="&q=gewoon")).content.decode()
    assert f"?stuk={example.pk}&amp;stuk={handvat.pk}" in html


def test_english_dossier_of_what_was_picked_in_dutch(client, pages):
    html = client.get("/en" + address([pages["handvat"]])).content.decode()
    assert f"/en{pages['handvat'].url}" in html


@pytest.mark.parametrize("path", ["/dossier/", "/dossier/pdf/"])
@pytest.mark.parametrize(
    "query",
    [
        "stuk=0",
        "stuk=x&stuk=-1&stuk=%00",
        "stuk=99999999999999999999",
        "stuk=1&stuk=2",
        "titel=%00&q=%00",
        "stuk=1." * 900,
    ],
)
def test_nonsense_is_left_out(client, pages, path, query):
    assert client.get(f"{path}?{query}").status_code in (200, 302)


def test_hidden_page_is_left_out_and_said_so(client, pages):
    pages["example"].unpublish()
    html = client.get(address([pages["handvat"], pages["example"]])).content.decode()
    assert "1 stuk is er niet (meer)" in html
    assert "Te kleine letters." not in html


def test_dossier_costs_a_fixed_number_of_queries(client, pages):
    handvatten = [pages["handvat"], factories.handvat("Nog een"), factories.handvat("En nog een")]

    def cost(picked):
        client.get(address(picked))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(picked, tail="&x=1"))
        return len(queries)

    assert (cost(handvatten[:1]), cost(handvatten)) == (5, 5)
