"""*Kijk eens naar jezelf*: one definition for the screen and for paper, and no place where an answer could be kept."""

import re
from html import unescape
from io import BytesIO

import pypdf
import pytest
from django.apps import apps
from django.core.cache import caches
from django.utils.html import strip_tags
from django.utils.translation import override

from cms import reflection
from cms.models import Dimension
from config.checks import instrument_is_known

pytestmark = pytest.mark.django_db

PAGE, SHEET = "/kijk-eens/", "/kijk-eens/a5.pdf"
A5 = (419.53, 595.28)  # points


def pdf_of(client, prefix="") -> pypdf.PdfReader:
    response = client.get(prefix + SHEET)
    assert response["Content-Type"] == "application/pdf"
    return pypdf.PdfReader(BytesIO(response.content))


def flat(text: str) -> str:
    return " ".join(text.split())


def in_order(text: str, parts) -> bool:
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


@pytest.mark.parametrize(("prefix", "language"), [("", "nl"), ("/en", "en")])
def test_sheet_is_one_tagged_page_of_a5_in_the_language_of_its_address(client, prefix, language):
    pdf = pdf_of(client, prefix)
    assert len(pdf.pages) == 1
    assert [float(side) for side in pdf.pages[0].mediabox.upper_right] == pytest.approx(A5, abs=0.5)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == language


@pytest.mark.parametrize(("prefix", "language"), [("", "nl"), ("/en", "en")])
def test_page_and_sheet_have_the_same_lines_in_the_same_order(client, prefix, language):
    html = client.get(prefix + PAGE).content.decode()
    sheet, form = html.split("<template>")[0], html.split("<template>")[1].split("data-overview")[0]
    paper = flat(pdf_of(client, prefix).pages[0].extract_text())
    with override(language):
        lines = reflection.lines()
        stops = [str(stop) for stop in reflection.STOPS]
        parts = [part for line in lines for part in (line.name, line.question, *stops)]
        parts += [str(question) for question in reflection.OPEN_QUESTIONS]
    assert len(lines) == 6
    assert all(line.question for line in lines)
    for text in (paper, flat(unescape(strip_tags(sheet))), flat(unescape(strip_tags(form)))):
        rest = text
        for part in parts:
            assert part in rest, (part, text)
            rest = rest.split(part, 1)[1]


def test_both_follow_the_words_of_the_editors(client):
    Dimension.objects.filter(slug="meedoen").update(name_nl="Erbij horen", question_nl="Met wie eet je soep?")
    for text in (client.get(PAGE).content.decode(), flat(pdf_of(client).pages[0].extract_text())):
        assert "Erbij horen" in text
        assert "Met wie eet je soep?" in text


def test_sheet_survives_black_and_white(client):
    """No picture but the QR code, and every colour is ink, white or black."""
    content = pdf_of(client).pages[0].get_contents().get_data().decode("latin-1")
    colours = set(re.findall(r"([\d. ]+) (?:sc|scn|SC|SCN|rg|RG|g|G)\b", content))
    assert colours
    for colour in colours:
        channels = [float(part) for part in colour.split()[-3:]]
        assert max(channels) < 0.25 or min(channels) > 0.95, colour


def test_code_on_the_sheet_leads_to_the_page(client, settings, monkeypatch):
    seen = []
    from cms import pdf

    make = pdf.qr
    monkeypatch.setattr(pdf, "qr", lambda address: seen.append(address) or make(address))
    pdf_of(client)
    pdf_of(client, "/en")
    assert seen == [f"{settings.BASE_URL}/kijk-eens/", f"{settings.BASE_URL}/en/kijk-eens/"]
    for address in seen:
        assert client.get(address.removeprefix(settings.BASE_URL)).status_code == 200


def test_page_has_no_form_that_could_send_answers(client):
    html = client.get(PAGE).content.decode()
    article = re.search(r"<article.*</article>", html, re.DOTALL)[0]
    outside = re.sub(r"<template>.*</template>", "", article, flags=re.DOTALL)
    assert "<form" not in outside
    assert "<input" not in outside
    assert not re.search(r"<form[^>]*(action|method)=", article)
    assert 'type="submit"' not in article
    assert not re.search(r"<button(?![^>]*type=\"button\")", article)
    assert not client.get(PAGE).cookies


def test_no_table_could_hold_an_answer():
    slugs = {"reflection", "score", "answer", "mark"}
    names = {model._meta.model_name for model in apps.get_models() if model._meta.app_label in ("cms", "community")}
    assert {name for name in names if any(slug in name for slug in slugs)} == {
        "reflectionpage",
        "buddyreflection",  # looking back on weeks together, in words
        "ideaanswer",
    }
    own = {field.name for field in apps.get_model("cms", "ReflectionPage")._meta.get_fields() if field.concrete}
    page = {field.name for field in apps.get_model("wagtailcore", "Page")._meta.get_fields() if field.concrete}
    assert own - page == {"page_ptr", "summary", "explain_terms", "copied_from", "copied_for"}


def test_page_leads_to_the_official_tool_and_says_whose_it_is(client):
    html = client.get(PAGE).content.decode()
    assert f'href="{reflection.OFFICIAL_TOOL}"' in html
    assert "niet gemaakt door of namens het Institute for Positive Health" in html
    assert "namens het instituut" in flat(pdf_of(client).pages[0].extract_text())


@pytest.mark.parametrize(
    ("provider", "url", "leads_to"),
    [("link_out", "", reflection.OFFICIAL_TOOL), ("licensed", "https://web.example.org/", "https://web.example.org/")],
)
def test_site_that_only_leads_to_the_tool_shows_no_lines_of_its_own(client, settings, provider, url, leads_to):
    assert client.get(SHEET).status_code == 200
    assert "data-sheet" in client.get(PAGE).content.decode()
    caches["pages"].clear()
    settings.INSTRUMENT_PROVIDER, settings.INSTRUMENT_URL = provider, url
    html = client.get(PAGE).content.decode()
    assert f'href="{leads_to}"' in html
    assert "data-sheet" not in html and "reflection.js" not in html
    assert client.get(SHEET).status_code == 404


@pytest.mark.parametrize(("provider", "url", "errors"), [("neutral_aid", "", 0), ("eigen", "", 1), ("licensed", "", 1)])
def test_instrument_that_is_unknown_or_has_no_address_stops_the_start(settings, provider, url, errors):
    settings.INSTRUMENT_PROVIDER, settings.INSTRUMENT_URL = provider, url
    assert len(instrument_is_known(None)) == errors
