"""What a file is, judged by what is in it: a name can say anything."""

import zipfile
from collections.abc import Callable
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

START = 4096  # bytes in which a file shows its kind
MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<?php")
OFFICE = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/"}
OPEN_DOCUMENT = (
    b"mimetype" + b"application/vnd.oasis.opendocument.text" + b"PK"
)  # from byte 30 on (ODF 1.3, part 2, 3.3)


def refuse_renamed(file: BinaryIO, extension: str) -> None:
    """Raise ValidationError when the content is not what the extension (lower case, without dot) says."""
    file.seek(0)
    start = file.read(START)
    is_right = _KINDS.get(extension)
    try:
        right = is_right is not None and bool(start) and is_right(start, file)
    finally:
        file.seek(0)
    if not right:
        raise ValidationError(
            _(
                "In dit bestand zit iets anders dan de naam zegt (%(extension)s). Bewaar het opnieuw en probeer het nog eens."
            ),
            code="renamed",
            params={"extension": extension or "?"},
        )


def _text(start: bytes, file: BinaryIO) -> bool:
    """Words: no control signs but those of lines, and no page or script in disguise."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return not _decoded(start[: len(start) // 2 * 2], "utf-16").lstrip("\ufeff \t\r\n").lower().startswith("<")
    plain = start.removeprefix(b"\xef\xbb\xbf")
    signs = sum(sign < 32 and sign not in b"\t\n\r\f" for sign in plain)
    return not signs and not plain.lstrip().lower().startswith(MARKUP)


def _captions(start: bytes, file: BinaryIO) -> bool:
    text = start.removeprefix(b"\xef\xbb\xbf")
    return text.startswith(b"WEBVTT") and text[6:7] in (b"", b" ", b"\t", b"\n", b"\r") and _text(start, file)


def _mp4(start: bytes, file: BinaryIO) -> bool:
    return start[4:8] == b"ftyp"


def _webm(start: bytes, file: BinaryIO) -> bool:
    return start.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in start


def _pdf(start: bytes, file: BinaryIO) -> bool:
    return start.startswith(b"%PDF-")


def _office(folder: str) -> Callable[[bytes, BinaryIO], bool]:
    """A document of Office, without macros."""

    def is_right(start: bytes, file: BinaryIO) -> bool:
        names = _names_in(file)
        macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        return "[Content_Types].xml" in names and any(name.startswith(folder) for name in names) and not macros

    return is_right


def _open_document(start: bytes, file: BinaryIO) -> bool:
    """By the mark that the standard asks for: its kind comes first in the zip, as it is. Nothing is unpacked."""
    return start.startswith(OPEN_DOCUMENT, 30) and "mimetype" in _names_in(file)


def _names_in(file: BinaryIO) -> list[str]:
    """What is in a zip; nothing for what is none."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return []


def _decoded(start: bytes, encoding: str) -> str:
    return start.decode(encoding, "replace")


_KINDS: dict[str, Callable[[bytes, BinaryIO], bool]] = {
    "csv": _text,
    "txt": _text,
    "vtt": _captions,
    "pdf": _pdf,
    "mp4": _mp4,
    "webm": _webm,
    "odt": _open_document,
    **{extension: _office(folder) for extension, folder in OFFICE.items()},
}
