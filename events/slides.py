"""What slides tell about themselves, for friendly hints: bytes in, plain values out. Nothing in a file is run or fetched.

A PPTX is a zip of XML (ECMA-376). Its parts are read one by one under limits of number and size, and a part that
declares entities is refused, so that no small file can grow in memory.
"""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree import ElementTree

PDF, PPTX = "pdf", "pptx"
MOST_SLIDES = 400
MOST_BYTES = 4 * 1024 * 1024  # of one part, unpacked
MOST_TOGETHER = 32 * 1024 * 1024  # of all slides, unpacked
MOST_PARTS = 20_000
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, KeyError, RuntimeError, NotImplementedError,
    ElementTree.ParseError,
)  # fmt: skip


class Unreadable(ValueError):
    """Neither a presentation nor a PDF, or one that is broken."""


@dataclass(frozen=True)
class Slides:
    """How many slides there are; the numbers of those without a title, and of those with a picture without words."""

    number: int
    without_title: list[int]
    without_alt: list[int]


def kind_of(file: BinaryIO) -> str:
    """`pdf` or `pptx`, by what is in the file and not by its name. Raises `Unreadable`."""
    file.seek(0)
    start = file.read(5)
    if start == b"%PDF-":
        return PDF
    try:
        with zipfile.ZipFile(file) as parts:
            if "ppt/presentation.xml" in parts.namelist():
                return PPTX
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        pass
    raise Unreadable


def read(file: BinaryIO) -> Slides:
    """Look through a PPTX. Raises `Unreadable`."""
    number, without_title, without_alt = 0, [], []
    try:
        with zipfile.ZipFile(file) as parts:
            if len(parts.infolist()) > MOST_PARTS:
                raise Unreadable
            for number, xml in enumerate(_slides(parts), start=1):  # one at a time: a tree is far larger than its text
                slide = ElementTree.fromstring(xml)  # noqa: S314  no entities: see `_part`
                if not _has_title(slide):
                    without_title.append(number)
                if any(map(_is_wordless, slide.iter(f"{_P}pic"))):
                    without_alt.append(number)
    except _BROKEN as error:
        raise Unreadable from error
    return Slides(number, without_title, without_alt)


def _slides(parts: zipfile.ZipFile) -> Iterator[bytes]:
    """The XML of every slide, by the number in its name."""
    names = {}
    for info in parts.infolist():
        stem = info.filename.removeprefix("ppt/slides/slide").removesuffix(".xml")
        if info.filename.startswith("ppt/slides/slide") and stem.isdecimal() and len(stem) < 6:
            names[int(stem)] = info
    left = MOST_TOGETHER
    for _number, info in sorted(names.items())[:MOST_SLIDES]:
        xml = _part(parts, info)
        left -= len(xml)
        if left < 0:
            raise Unreadable
        yield xml


def _part(parts: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with parts.open(info) as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES or b"<!" in content.replace(b"<!--", b"").replace(b"<![CDATA[", b""):
        raise Unreadable
    return content


def _has_title(slide: ElementTree.Element) -> bool:
    for shape in slide.iter(f"{_P}sp"):
        place = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        if place is not None and place.get("type") in ("title", "ctrTitle"):
            return any((text.text or "").strip() for text in shape.iter(f"{_A}t"))
    return False


def _is_wordless(picture: ElementTree.Element) -> bool:
    about = picture.find(f"{_P}nvPicPr/{_P}cNvPr")
    if about is None:
        return True
    decorative = any(mark.get("val") in ("1", "true") for mark in about.iter(_DECORATIVE))
    return not decorative and not (about.get("descr") or "").strip()
