"""Tagged PDF (PDF/UA-1) from templates of our own, set by Typst in a process of its own (`cms/typesetting.py`).

A template stands in the `typst/` folder of its app and begins with what `cms/typst/house.typ` says. It gets its words
as data and never as markup: a reader's text cannot run, import or open anything. Nothing is fetched from elsewhere,
and the fonts are ours, so a PDF looks the same on every machine.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import segno
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.utils.translation import get_language

from cms import clock

FONTS = Path(__file__).parent / "typst" / "fonts"
TYPESETTING = Path(__file__).parent / "typesetting.py"
LONGEST = 60  # seconds that setting one document may take
NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # signs no font can draw
FOREIGN = re.compile(r"[^\t\n -~\u00a0-\u024f\u2010-\u2026\u20ac\u2122\u2190-\u2193\u2610-\u2612\u2713]")


class NotSet(Exception):
    """Typst refused a document; its own words say where and why."""


def make(template: str, data: dict) -> bytes:
    """The PDF of `template` (a path from the root of the code: "cms/typst/six_lines.typ") filled with `data`.

    `data` may hold whatever Django's JSON knows: lists, dates and lazy translations too. A drawing goes in as the text
    of an SVG, shown by `image(bytes(data.qr), format: "svg", alt: "…")`. The document's language is the active one.
    A sign that none of our fonts has becomes □, because PDF/UA refuses what cannot be shown. Raises
    `NotSet` for a mistake in the template; a picture without `alt` is one.
    """
    data = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
    try:
        return _compile(template, _each_text(data, lambda text: NO_TEXT.sub("", text)))
    except NotSet as error:
        if "could not be displayed" not in str(error):
            raise
    return _compile(template, _each_text(data, lambda text: FOREIGN.sub("□", NO_TEXT.sub("", text))))


def qr(address: str) -> str:
    """A QR code of an address as the text of an SVG, black on white with the quiet edge that readers need."""
    return segno.make(address, error="m").svg_inline(scale=1, border=4, dark="#000", light="#fff", omitsize=True)


def response(content: bytes, filename: str) -> HttpResponse:
    """A PDF to read in the browser, saved under `filename` (ASCII, with .pdf)."""
    disposition = {"Content-Disposition": f'inline; filename="{filename}"'}
    return HttpResponse(content, content_type="application/pdf", headers=disposition)


def _compile(template: str, data) -> bytes:
    request = {
        "root": str(settings.BASE_DIR),
        "template": template,
        "fonts": str(FONTS),
        "at": clock.now().replace(microsecond=0).isoformat(),
        "data": data,
        "language": get_language() or settings.LANGUAGE_CODE,
    }
    command = [sys.executable, "-I", str(TYPESETTING)]
    done = subprocess.run(command, input=json.dumps(request).encode(), capture_output=True, timeout=LONGEST)
    if done.returncode:
        raise NotSet(done.stderr.decode(errors="replace"))
    return done.stdout


def _each_text(value, change):
    """`value` with every text in it changed."""
    if isinstance(value, dict):
        return {name: _each_text(part, change) for name, part in value.items()}
    if isinstance(value, list):
        return [_each_text(part, change) for part in value]
    return change(value) if isinstance(value, str) else value
