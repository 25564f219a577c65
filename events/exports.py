"""The list of participants as a file for a spreadsheet: rows in, bytes out.

A spreadsheet takes a cell that begins with a sign such as `=` for a formula and runs it. In CSV such a cell gets
an apostrophe in front, which every spreadsheet takes for "this is text"; in XLSX every cell is stored as text.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.text import slugify

from cms import clock
from cms.spreadsheets import cell_text, looks_like_formula, safe_cell

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_name(title: str, extension: str) -> str:
    """A name of letters, digits and hyphens only, safe in a header and on every disk."""
    return f"deelnemers-{slugify(title)[:60].strip('-') or 'bijeenkomst'}-{clock.today():%Y%m%d}.{extension}"


def as_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """CSV as a Dutch Excel opens it: semicolons, every cell in quotes, UTF-8 with a byte order mark."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in [header, *rows]:
        writer.writerow([safe_cell(value) for value in row])
    return buffer.getvalue().encode("utf-8-sig")


def as_rooms(rows: Iterable[tuple[str, str]]) -> bytes:
    """Room and address per line as video meetings take them in (commas, UTF-8), to assign people beforehand."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerows([("Pre-assign Room Name", "Email Address"), *(map(safe_cell, row) for row in rows)])
    return buffer.getvalue().encode()


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
        for column, text in enumerate(map(cell_text, row), start=1):
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
