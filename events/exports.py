"""The list of participants as a file for a spreadsheet: rows in, bytes out.

A spreadsheet takes a cell that begins with a sign such as `=` for a formula and runs it. In CSV such a cell gets
an apostrophe in front, which every spreadsheet takes for "this is text"; in XLSX every cell is stored as text.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

from django.utils.text import slugify

from cms import clock

FORMULA_SIGNS = set("=+-@\t\r\n|%")
MAX_CELL = 32_767  # characters in a cell of Excel
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_name(title: str, extension: str) -> str:
    """A name of letters, digits and hyphens only, safe in a header and on every disk."""
    return f"deelnemers-{slugify(title)[:60].strip('-') or 'bijeenkomst'}-{clock.now():%Y%m%d}.{extension}"


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run this cell: a sign in front, also in its wide form or behind blanks."""
    if text[:1] in ("\t", "\r", "\n"):
        return True
    seen = unicodedata.normalize("NFKC", text).lstrip()
    while seen and unicodedata.category(seen[0]) in ("Cc", "Cf", "Zs"):
        seen = seen[1:]
    return seen[:1] in FORMULA_SIGNS


def as_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """CSV as a Dutch Excel opens it: semicolons, every cell in quotes, UTF-8 with a byte order mark."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in [header, *rows]:
        writer.writerow(["'" + text if looks_like_formula(text) else text for text in map(_text, row)])
    return buffer.getvalue().encode("utf-8-sig")


def as_xlsx(header: Sequence[str], rows: Iterable[Sequence[str]], *, sheet: str) -> bytes:
    """A workbook with one sheet; every cell is text and stays text when somebody edits it."""
    # Imported here because it takes memory that a web worker does not need for anything else.
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    page = book.active
    page.title = slugify(sheet)[:31] or "lijst"
    widths = [10] * len(header)
    for number, row in enumerate([header, *rows], start=1):
        for column, text in enumerate(map(_text, row), start=1):
            cell = page.cell(row=number, column=column)
            cell.value = text
            cell.data_type = "s"  # openpyxl takes a leading "=" for a formula
            cell.quotePrefix = looks_like_formula(text)
            widths[column - 1] = min(max(widths[column - 1], len(text) + 2), 60)
            if number == 1:
                cell.font = Font(bold=True)
    for column, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _text(value) -> str:
    """The value as text that both formats can hold: no control characters but tab and newline, no endless cell."""
    text = "" if value is None else str(value)
    return "".join(sign for sign in text if sign in "\t\n\r" or not _is_forbidden(sign))[:MAX_CELL]


def _is_forbidden(sign: str) -> bool:
    """Control characters, halves of a pair, and the code points that XML does not know."""
    return unicodedata.category(sign) in ("Cc", "Cs") or ord(sign) & 0xFFFE == 0xFFFE
