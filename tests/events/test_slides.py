"""Looking through slides safely, and judging a file by what is in it."""

import io
import zipfile

import pytest

from events import slides

NAMES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)


def shape(kind: str, text: str) -> str:
    words = f"<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody>"
    return f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>{words}</p:sp>'


def picture(alt: str = "", mark: str = "") -> str:
    return f'<p:pic><p:nvPicPr><p:cNvPr id="4" name="Foto" descr="{alt}">{mark}</p:cNvPr></p:nvPicPr></p:pic>'


def pptx(*contents: str, head: str = "") -> io.BytesIO:
    """A presentation with a slide per content, in an order that is not that of their numbers."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("ppt/presentation.xml", "<p/>")
        for number, content in reversed(list(enumerate(contents, start=1))):
            parts.writestr(f"ppt/slides/slide{number}.xml", f"{head}<p:sld {NAMES}>{content}</p:sld>")
    return file


def damaged() -> io.BytesIO:
    """A presentation of which the packed words were spoilt on the way, and the list of parts was not."""
    packed = bytearray(pptx("x" * 5000).getvalue())
    begin = packed.index(b"slide1.xml") + 10
    packed[begin : begin + 12] = b"\xff" * 12
    return io.BytesIO(bytes(packed))


def test_slides_without_title_and_pictures_without_words_are_found():
    found = slides.read(
        pptx(
            shape("ctrTitle", "Welkom"),
            shape("title", "  ") + picture("Twee mensen praten"),
            shape("body", "Alleen tekst") + picture(),
            shape("title", "Einde") + picture(mark='<d:decorative val="1"/>'),
        )
    )
    assert (found.number, found.without_title, found.without_alt) == (4, [2, 3], [3])


@pytest.mark.parametrize(
    "file",
    [
        io.BytesIO(b""),
        io.BytesIO(b"MZ\x90 geen dia"),
        io.BytesIO(b"PK\x03\x04 kapot"),
    ],
)
def test_what_is_neither_is_refused(file):
    with pytest.raises(slides.Unreadable):
        slides.kind_of(file)


def test_a_name_says_nothing():
    assert slides.kind_of(io.BytesIO(b"%PDF-1.7 ...")) == "pdf"
    assert slides.kind_of(pptx()) == "pptx"


@pytest.mark.parametrize(
    "file",
    [
        pptx("<a:t>&x;</a:t>", head='<!DOCTYPE p [<!ENTITY x "boem">]>'),
        pptx("<p:sp>"),
        pptx("<!-- " + "a" * (slides.MOST_BYTES + 1) + " -->"),
        pptx(*["<a:p/>" * 600_000] * 10),
        damaged(),
    ],
    ids=["entities", "broken", "grows", "grows together", "damaged"],
)
def test_dangerous_or_broken_slides_are_refused(file):
    with pytest.raises(slides.Unreadable):
        slides.read(file)
