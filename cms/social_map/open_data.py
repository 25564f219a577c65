"""The social map as open data: CSV and JSON with the same columns, written row by row. No personal data is in it."""

import csv
import json
from collections.abc import Iterable, Iterator

from cms.social_map.rows import COLUMNS
from cms.spreadsheets import safe_cell

PART = 1000
BETWEEN = " | "


def records(offers) -> Iterator[dict]:
    """Each offer (a queryset) as columns and values; terms are lists of slugs, a day is in ISO form."""
    for offer in offers.with_details().iterator(chunk_size=PART):
        yield {
            "bron_id": offer.source_id or "",
            "titel": offer.title,
            "aanbieder": offer.provider.name,
            "omschrijving": offer.description,
            "dimensies": [term.slug for term in offer.dimensions.all()],
            "gebied": offer.region.code or offer.region.slug,
            "doelgroepen": [term.slug for term in offer.target_groups.all()],
            "kosten": offer.cost,
            "toegang": offer.access,
            "telefoon": offer.phone,
            "email": offer.email,
            "website": offer.website,
            "bijgehouden_door": offer.owner,
            "laatst_bevestigd": offer.verified_on.isoformat() if offer.verified_on else "",
        }


class _Line:
    def write(self, text: str) -> str:
        return text


def csv_lines(header: Iterable[str], rows: Iterable[Iterable]) -> Iterator[bytes]:
    """CSV as a Dutch Excel opens it: semicolons, UTF-8 with a byte order mark; no cell can run as a formula."""
    writer = csv.writer(_Line(), delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    yield b"\xef\xbb\xbf" + writer.writerow(header).encode()
    for row in rows:
        yield writer.writerow([safe_cell(cell) for cell in row]).encode()


def as_csv(offers) -> Iterator[bytes]:
    """Offers (a queryset) as CSV."""
    cells = (
        [BETWEEN.join(value) if isinstance(value, list) else value for value in record.values()]
        for record in records(offers)
    )
    return csv_lines(COLUMNS, cells)


def as_json(offers) -> Iterator[bytes]:
    """A JSON array of objects."""
    before = b"[\n"
    for record in records(offers):
        yield before + json.dumps(record, ensure_ascii=False).encode()
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"
