"""What lies on the table: a conversation card of two minutes on one sheet, and materials with their rights."""

import re
from io import BytesIO
from types import SimpleNamespace

import pypdf
import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model

from cms.content_checks import findings
from cms.models import ConversationCardPage, MaterialIndexPage, MaterialPage
from config.demo.content import read
from tests.cms import factories

pytestmark = pytest.mark.django_db

CARD, INDEX = "/gesprekskaart/", "/materialen/"
FULL = {"rights_holder": "Stichting", "rights": "free"}


def general(language="nl"):
    return ConversationCardPage.objects.get(slug="gesprekskaart", locale__language_code=language)


def card(title="Aan het loket", parent=None, **steps):
    return factories.publish(
        ConversationCardPage(title=title, live=False, **{"before": "Luister."} | steps), parent or general()
    )


def material(title="Folder", *, sectors=("welzijn",), **fields):
    index = MaterialIndexPage.objects.get(locale__language_code="nl")
    return factories.publish(MaterialPage(title=title, live=False, **fields), index, sectors=list(sectors))


def text_of(html) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def read_pdf(response) -> pypdf.PdfReader:
    assert response["Content-Type"] == "application/pdf"
    return pypdf.PdfReader(BytesIO(response.content))


def plain(tips: list[str]) -> None:
    """Short words in short sentences: at most 20 words each, 9 on average."""
    lengths = [len(part.split()) for tip in tips for part in re.split(r"[.?!:]+(?:\s|$)", tip) if part.strip()]
    assert max(lengths) <= 20
    assert sum(lengths) / len(lengths) <= 9


@pytest.mark.parametrize("language", ["nl", "en"])
def test_first_card_has_five_steps_to_be_read_in_two_minutes(client, language):
    page = general(language)
    steps = page.steps()
    tips = [tip for step in steps for tip in step["items"]]
    assert len(steps) == 5
    assert page.problems(lambda name: getattr(page, name)) == {}
    assert sum(len(tip.split()) for tip in tips) <= 300
    plain(tips)
    assert language == "en" or findings(page) == []  # the checks for plain words know Dutch
    text = text_of(client.get(page.url).content.decode())
    assert all(tip in text for tip in tips[:3])


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_card_prints_on_one_tagged_sheet(client, prefix):
    pdf = read_pdf(client.get(f"{prefix}{CARD}gesprekskaart.pdf"))
    assert len(pdf.pages) == 1
    assert "/StructTreeRoot" in pdf.trailer["/Root"]
    assert pdf.trailer["/Root"]["/Lang"] == (prefix[1:] or "nl")


def test_fullest_card_that_can_be_published_still_fits_one_sheet(client):
    tips = {name: "\n".join(["een tip van precies tien woorden en dat is genoeg"] * 6) for name, _ in general().STEPS}
    page = card("Met een titel die wel erg lang is, ook voor papier", **tips | {"before": tips["opening"]})
    pdf = read_pdf(client.get(f"{CARD}{page.slug}.pdf"))
    assert len(pdf.pages) == 1
    assert page.title in " ".join(pdf.pages[0].extract_text().split())


@pytest.mark.parametrize(("steps", "words"), [({"closing": "woord " * 301}, "302"), ({"closing": "tip\n" * 7}, "zes")])
def test_card_that_is_too_long_is_refused_with_the_reason(steps, words):
    with pytest.raises(ValidationError, match=words):
        card("Te lang", **steps)
    assert not ConversationCardPage.objects.filter(title="Te lang", live=True).exclude(alias_of=None).exists()


def test_every_card_leads_to_its_variants_and_only_public_ones_have_a_sheet(client):
    variant = card()
    hidden = card("Verborgen")
    hidden.unpublish()
    for address in (CARD, variant.url):
        html = client.get(address).content.decode()
        assert f'href="{variant.url}"' in html
        assert f'href="{CARD}"' in html
        assert "Verborgen" not in html
    assert client.get(f"{CARD}{variant.slug}.pdf").status_code == 200
    assert client.get(f"{CARD}{hidden.slug}.pdf").status_code == 404
    assert client.get(f"{CARD}bestaat-niet.pdf").status_code == 404


def test_cards_and_materials_of_the_demo_could_be_published():
    file = read("materials")
    for row in file["card"]:
        assert general().problems(row.get) == {}, row["slug"]
        plain([tip for name, _label in general().STEPS for tip in row[name].splitlines()])
    for row in file["material"]:
        value = {"file": row.get("text"), **row}.get
        assert MaterialPage().problems(value) == {}, row["slug"]


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"rights_holder": ""}, "rights_holder"),
        ({"rights": ""}, "rights"),
        ({"own_address": "/kijk-eens/a5.pdf"}, "file_description"),
    ],
)
def test_material_without_rights_or_description_is_refused(client, missing, field):
    with pytest.raises(ValidationError) as refused:
        material("Onaf", **FULL | missing)
    assert list(refused.value.message_dict) == [field]
    assert "Onaf" not in client.get(INDEX).content.decode()


def test_material_shows_its_facts_rights_and_download(client):
    file = get_document_model().objects.create(title="Folder", file=ContentFile(b"%PDF-1.7 proef", "folder.pdf"))
    page = material(
        kind="folder",
        format="A4",
        language_level="A2",
        languages="Nederlands, Turks",
        logo_zone=True,
        file=file,
        file_description="Drie vragen en een tekening.",
        **FULL,
    )
    html = client.get(page.url).content.decode()
    for part in ("A2, heel eenvoudig", "Nederlands, Turks", "(CC0)", "van Stichting", "Drie vragen", "logo", "PDF"):
        assert part in html
    assert file.url in html
    assert client.get(file.url).status_code == 200
    assert f'href="{page.url}"' in client.get(f"{INDEX}?sector=welzijn").content.decode()


@pytest.mark.parametrize("address", ["https://elders.nl/x", "//elders.nl", "javascript:alert(1)", "kijk-eens"])
def test_address_of_a_material_stays_on_this_site(address):
    with pytest.raises(ValidationError) as refused:
        MaterialPage(title="x", own_address=address).clean_fields()
    assert "own_address" in refused.value.message_dict


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_a_fixed_number_of_queries(client, number):
    for count in range(number):
        card(f"Kaart {count}")
        page = material(f"Folder {count}", **FULL)
    costs = SimpleNamespace()
    for name, address in (("card", CARD), ("index", INDEX), ("material", page.url)):
        client.get(address)
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        setattr(costs, name, len(queries))
    assert vars(costs) == {"card": 7, "index": 5, "material": 7}
