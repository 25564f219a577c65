"""The social map as open data: CSV and JSON with the same columns, written row by row. No personal data is in it."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from cms.models import Offer
from cms.social_map.rows import COLUMNS
from cms.spreadsheets import safe_cell

PART = 1000  # offers
PIECE = 64 * 1024  # bytes
BETWEEN = " | "


def records(offers) -> Iterator[dict]:
    """Each offer (a queryset) as columns and values; terms are lists of slugs, a day is in ISO form.

    In parts of a thousand, each with a query for its dimensions and one for its target groups: no more is held at once.
    """
    rows = offers.values_list(*FIELDS).iterator(chunk_size=PART)
    while part := list(islice(rows, PART)):
        keys = [row[0] for row in part]
        dimensions = _slugs(Offer.dimensions.through, "dimension", keys)
        groups = _slugs(Offer.target_groups.through, "targetgroup", keys)
        for pk, source, title, provider, description, code, slug, *texts, verified_on in part:
            cost, access, phone, email, website, owner = texts
            yield {
                "bron_id": source or "",
                "titel": title,
                "aanbieder": provider,
                "omschrijving": description,
                "dimensies": dimensions[pk],
                "gebied": code or slug,
                "doelgroepen": groups[pk],
                "kosten": cost,
                "toegang": access,
                "telefoon": phone,
                "email": email,
                "website": website,
                "bijgehouden_door": owner,
                "laatst_bevestigd": verified_on.isoformat() if verified_on else "",
            }


FIELDS = (
    "pk",
    "source_id",
    "title",
    "provider__name",
    "description",
    "region__code",
    "region__slug",
    *("cost", "access", "phone", "email", "website", "owner"),
    "verified_on",
)


def _slugs(through, term: str, keys: list[int]) -> dict[int, list[str]]:
    """The terms of each offer, in the order of the terms: one query."""
    found = defaultdict(list)
    rows = through.objects.filter(offer__in=keys).order_by(f"{term}__sort_order", f"{term}__name_nl")
    for offer, slug in rows.values_list("offer_id", f"{term}__slug"):
        found[offer].append(slug)
    return found


def in_pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of some tens of thousands: each piece that is sent costs, a line of its own too much."""
    held, size = [], 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= PIECE:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


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
    return in_pieces(csv_lines(COLUMNS, cells))


def as_json(offers) -> Iterator[bytes]:
    """A JSON array of objects."""
    return in_pieces(_json_lines(offers))


def _json_lines(offers) -> Iterator[bytes]:
    before = b"[\n"
    for record in records(offers):
        yield before + json.dumps(record, ensure_ascii=False).encode()
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"
