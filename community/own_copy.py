"""The copy of one's own data: a ZIP with the same twice, as a page to read and as JSON for another program."""

import io
import json
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

NAME = "mijn-gegevens"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is kept: what it is called, and its words or what it consists of."""

    label: str
    text: str = ""
    parts: list["Line"] = field(default_factory=list)


def packed(kept: dict[str, list[dict]]) -> bytes:
    """The ZIP, from what `hand_out` gives; not compressed, since it is sent so anyway."""
    kinds = [(name, [lines_of(row) for row in rows]) for name, rows in kept.items() if rows]
    page = render_to_string("community/my_data/copy.html", {"kinds": kinds, "moment": timezone.localtime()})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packing:
        packing.writestr(f"{NAME}.html", page)
        packing.writestr(f"{NAME}.json", json.dumps(kept, ensure_ascii=False, indent=2))
    return file.getvalue()


def lines_of(row: dict) -> list[Line]:
    """A row as lines to read, in the order of its fields."""
    return [_line(str(label), value) for label, value in row.items()]


def _line(label: str, value: Any) -> Line:
    if isinstance(value, dict):
        return Line(label, parts=lines_of(value))
    if isinstance(value, list | tuple):
        return Line(label, parts=[_line("", part) for part in value])
    return Line(label, _words(value))


def _words(value: Any) -> str:
    """A plain value as people write it: yes and no, and moments in their own time."""
    if value in (None, ""):
        return "–"
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return str(value)
    if "T" not in value:
        return date_format(moment, "j F Y")
    return date_format(timezone.localtime(moment) if timezone.is_aware(moment) else moment, "j F Y, H:i")
