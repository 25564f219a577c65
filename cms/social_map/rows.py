"""Offers as rows of a table: what a list must look like, and what each row of it means.

The names of the columns are those of our own open data, so that a list that went out can come in again.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from cms.areas import Areas
from cms.identifiers import refuse_bsn
from cms.models import Dimension, Offer, TargetGroup
from cms.models.regions import today
from cms.spreadsheets import plain_cell

# Column to field of Offer, or to what the row says in words.
COLUMNS = {
    "bron_id": "source_id",
    "titel": "title",
    "aanbieder": "provider",
    "omschrijving": "description",
    "dimensies": "dimensions",
    "gebied": "region",
    "doelgroepen": "target_groups",
    "kosten": "cost",
    "toegang": "access",
    "telefoon": "phone",
    "email": "email",
    "website": "website",
    "bijgehouden_door": "owner",
    "laatst_bevestigd": "verified_on",
}
REQUIRED = ("bron_id", "titel", "aanbieder", "dimensies", "gebied")
SEPARATORS = "|,;"
BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
SPREADSHEET = b"PK\x03\x04"  # how a file of Excel or LibreOffice begins: a zip
LONGEST_CELL = 20_000
DATES = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")
TEXTS = ("title", "description", "cost", "access", "phone", "email", "website", "owner")


class Unreadable(Exception):
    """Says why a whole file cannot be read as a list."""


@dataclass(slots=True)
class Row:
    """One offer as the list has it. `provider` is a name, `region` an id, the terms are sets of ids.

    Of a column that the list does not have nothing is known: no entry in `texts`, None for the target groups.
    """

    number: int
    source_id: str
    provider: str
    region: int
    dimensions: frozenset[int]
    target_groups: frozenset[int] | None
    texts: dict[str, str]
    verified_on: date | None


@dataclass(slots=True)
class Refusal:
    """A row that cannot be taken: its number as a spreadsheet shows it, and why."""

    number: int
    source_id: str
    reason: str


def encoding_of(path: Path) -> str:
    """The encoding of a file: UTF-8 with or without a mark, UTF-16 with a mark, else Windows' own (CP1252).

    Reads the file in parts. Raises `Unreadable` for what is none of these.
    """
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(SPREADSHEET):
        raise Unreadable(
            _(
                "Dit is een rekenblad (xlsx of ods), geen CSV. Kies in je rekenprogramma “Opslaan als” en dan “CSV UTF-8”."
            )
        )
    for bom, name in BOMS.items():
        if start.startswith(bom):
            return name
    for name in ("utf-8", "cp1252"):
        try:
            with path.open(encoding=name) as file:
                while file.read(1 << 20):
                    pass
        except UnicodeDecodeError:
            continue
        return name
    raise Unreadable(_("De letters in dit bestand zijn niet te lezen. Bewaar het als CSV in UTF-8."))


class OfferRows:
    """Reads a list row by row: `for row in OfferRows(path)` gives a Row or a Refusal for each. Raises `Unreadable`.

    Holds no more than one row at a time, and the number of every `bron_id` it has seen.
    """

    def __init__(self, path: Path):
        self.path = path
        areas = Areas()
        self.regions = {_plain(area.slug): [area.pk] for area in areas}
        for area in areas:
            if area.code:
                self.regions[_plain(area.code)] = [area.pk]
        for area in areas:
            known = self.regions.setdefault(_plain(area.name_nl), [])
            if area.pk not in known:
                known.append(area.pk)
        self.dimensions, self.target_groups = _words(Dimension), _words(TargetGroup)
        self.seen: dict[str, int] = {}

    def __iter__(self) -> Iterator[Row | Refusal]:
        try:
            with self.path.open(encoding=encoding_of(self.path), newline="") as file:
                yield from self._read(file)
        except UnicodeError:
            raise Unreadable(_("De letters in dit bestand zijn niet te lezen. Bewaar het als CSV in UTF-8.")) from None

    def _read(self, file) -> Iterator[Row | Refusal]:
        lines = _lines(file)
        first = next((line for line in lines if line.strip()), "")
        reader = csv.reader(_chain(first, lines), delimiter=max(";,\t", key=first.count))
        header = [_plain(cell).replace(" ", "_") for cell in next(reader, [])]
        wrong = []
        if missing := [name for name in REQUIRED if name not in header]:
            wrong.append(_("In de eerste rij missen deze kolommen: %s.") % ", ".join(missing))
        if doubled := sorted({name for name in header if name in COLUMNS and header.count(name) > 1}):
            wrong.append(_("Deze kolommen staan er twee keer in: %s.") % ", ".join(doubled))
        if wrong:
            raise Unreadable(" ".join(wrong))
        number = 1
        while True:
            number += 1
            try:
                cells = next(reader, None)
            except csv.Error:
                yield Refusal(number, "", _("Deze rij is niet te lezen. Kijk of er een aanhalingsteken te veel staat."))
                continue
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                yield self._row(number, header, cells)

    def _row(self, number: int, header: list[str], cells: list[str]) -> Row | Refusal:
        values = {
            COLUMNS[name]: plain_cell(cell.strip())
            for name, cell in zip_longest(header, cells, fillvalue="")
            if name in COLUMNS
        }
        source_id = values.get("source_id", "")
        try:
            if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
                raise ValidationError(_("Deze rij heeft meer vakjes dan de eerste rij."))
            row = self._understood(number, values)
        except ValidationError as error:
            return Refusal(
                number, source_id[:100].replace("\x00", ""), " ".join(error.messages)[:300].replace("\x00", "")
            )
        self.seen[source_id] = number
        return row

    def _understood(self, number: int, values: dict[str, str]) -> Row:
        """The row; raises ValidationError with everything that is wrong with it."""
        wrong: list[ValidationError] = []

        def held(check: Callable, *given):
            try:
                return check(*given)
            except ValidationError as error:
                wrong.append(error)

        empty = [name for name in REQUIRED if not values.get(COLUMNS[name])]
        wrong += [ValidationError(_("De kolom %s is leeg.") % name) for name in empty]
        texts = {name: values[name] for name in TEXTS if name in values}
        for column, name in COLUMNS.items():
            held(_check_text, column, name, values.get(name, ""))
        if earlier := self.seen.get(values.get("source_id", "")):
            wrong.append(ValidationError(_("Dit bron_id staat ook in rij %s. Alleen die rij telt mee.") % earlier))
        if texts.get("email"):
            held(validate_email, texts["email"])
        if texts.get("website"):
            held(URLValidator(["http", "https"]), texts["website"])
        region = held(self._region, values["region"]) if values.get("region") else None
        dimensions = held(_chosen, "dimensies", self.dimensions, values.get("dimensions", ""))
        groups = None
        if "target_groups" in values:
            groups = held(_chosen, "doelgroepen", self.target_groups, values["target_groups"])
        verified_on = held(_day, values.get("verified_on", ""))
        if wrong:
            raise ValidationError(list(dict.fromkeys(text for error in wrong for text in error.messages)))
        return Row(number, values["source_id"], values["provider"], region, dimensions, groups, texts, verified_on)

    def _region(self, text: str) -> int:
        found = self.regions.get(_plain(text), [])
        if not found:
            raise ValidationError(_("Het gebied “%s” kennen we niet.") % text[:80])
        if len(found) > 1:
            raise ValidationError(_("Er zijn meer gebieden die “%s” heten. Gebruik de CBS-code.") % text[:80])
        return found[0]


def _plain(text: str) -> str:
    return " ".join(text.replace("\ufeff", "").casefold().split())


def _words(model) -> dict[str, int]:
    terms = list(model.objects.all())
    return {_plain(name): term.pk for term in terms for name in (term.name_nl, term.slug)}


def _chosen(column: str, known: dict[str, int], text: str) -> frozenset[int]:
    for sign in SEPARATORS[1:]:
        text = text.replace(sign, SEPARATORS[0])
    words = [_plain(word) for word in text.split(SEPARATORS[0]) if word.strip()]
    if unknown := [word for word in words if word not in known]:
        raise ValidationError(
            _("In de kolom %(column)s staat “%(word)s”. Dat kennen we niet.")
            % {"column": column, "word": "”, “".join(word[:80] for word in unknown[:3])}
        )
    if column == "dimensies" and not words:
        raise ValidationError(_("De kolom %s is leeg.") % column)
    return frozenset(known[word] for word in words)


def _day(text: str) -> date | None:
    if not text:
        return None
    for form in DATES:
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
        if day > today():
            raise ValidationError(_("De datum in laatst_bevestigd ligt in de toekomst."))
        if day.year < 1990:
            break
        return day
    raise ValidationError(_("De datum “%s” kennen we niet. Schrijf hem als 2026-10-05.") % text[:40])


def _check_text(column: str, name: str, text: str) -> None:
    if "\x00" in text or "\ufffd" in text:
        raise ValidationError(_("In de kolom %s staat een teken dat geen letter is.") % column)
    longest = {"provider": 160}.get(name) or getattr(Offer._meta.get_field(name), "max_length", None) or LONGEST_CELL
    if len(text) > longest:
        raise ValidationError(
            _("De tekst in de kolom %(column)s is langer dan %(number)s tekens.")
            % {"column": column, "number": longest}
        )
    if name not in ("source_id", "phone", "verified_on"):
        refuse_bsn(text)


def _lines(file) -> Iterator[str]:
    """The lines of a text; an endless one comes in parts, so that it never fills the memory."""
    while line := file.readline(1_000_000):
        yield line


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
