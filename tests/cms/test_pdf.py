"""PDFs are tagged, hold text as text, and survive whatever a reader typed."""

from io import BytesIO

import pypdf
import pytest
from django.utils.translation import gettext_lazy, override

from cms import pdf

SECTIONS = [{"heading": "Stap", "paragraphs": ["Eerst dit."], "items": ["een", "twee"]}]


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(content))


def make(title="Proef", summary="", sections=SECTIONS):
    return read(pdf.make("cms/typst/page.typ", {"title": title, "summary": summary, "sections": sections}))


def test_pdf_is_tagged_and_says_its_language_and_title():
    with override("en"):
        root = make(gettext_lazy("Agenda")).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert make("Titel & <b>").metadata.title == "Titel & <b>"


def test_pdf_carries_our_own_typeface():
    fonts = make().pages[0]["/Resources"]["/Font"]
    assert all("AtkinsonHyperlegibleNext" in font.get_object()["/BaseFont"] for font in fonts.values())


@pytest.mark.parametrize("words", ['#panic("x")', "*vet* $x$ <label> @ref", '#read("/.env")', "= kop", "\\ ` //"])
def test_markup_in_data_stays_text(words):
    assert words in make(summary=words).pages[0].extract_text()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("a\x00\x01b", "ab"), ("a\ud800b", "ab"), ("naam 😀 你好", "naam □ □□"), ("Škoda Yılmaz", "Škoda Yılmaz")],
)
def test_signs_without_a_letter_never_stop_a_pdf(typed, shown):
    assert shown in make(summary=typed).pages[0].extract_text()


def test_very_long_text_runs_over_pages():
    assert len(make(summary="woord " * 20_000).pages) > 20


def test_mistake_in_a_template_is_told():
    with pytest.raises(pdf.NotSet):
        pdf.make("cms/typst/page.typ", {"title": "zonder de rest"})
