"""The list for a spreadsheet: opens in a Dutch Excel, and nothing in it ever runs."""

import csv
import io
from datetime import date, timedelta

import pytest
import time_machine
from django.utils.translation import override
from openpyxl import load_workbook

from cms import clock
from cms.spreadsheets import MAX_CELL
from events import entries, exports
from events.models import Event
from tests.cms import factories

EVIL = [
    '=HYPERLINK("https://evil.example","klik")',
    "+1+1",
    "-2+3",
    "@SUM(1;2)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "＝1+1",
    " \u00a0＋1",
    "|calc",
]
HARMLESS = ["An de Vries", "Jean-Paul", "7 = zeven", "'s-Hertogenbosch", "", "O'Brien; =niet", 'a"b']


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("name", EVIL)
def test_csv_puts_an_apostrophe_before_what_could_run(name):
    ((_header,), (cell,)) = read_csv(exports.as_csv(["Naam"], [[name]]))
    assert cell.startswith("'")


@pytest.mark.parametrize("name", HARMLESS)
def test_csv_leaves_harmless_text_alone(name):
    assert read_csv(exports.as_csv(["Naam"], [[name]]))[1] == [name]


def test_csv_begins_with_a_byte_order_mark_and_quotes_every_cell():
    content = exports.as_csv(["Naam", "Plaats"], [["Zoë;,x", "2"]])
    assert content == '\ufeff"Naam";"Plaats"\r\n"Zoë;,x";"2"\r\n'.encode()


def test_csv_keeps_a_telephone_number_text():
    assert read_csv(exports.as_csv(["Telefoon"], [["+31612345678"]]))[1] == ["'+31612345678"]


@pytest.mark.parametrize("name", [*EVIL, *HARMLESS, "+31612345678"])
def test_xlsx_stores_every_cell_as_text(name):
    sheet = load_workbook(io.BytesIO(exports.as_xlsx(["Naam"], [[name]], sheet="Lijst"))).active
    cell = sheet["A2"]
    assert cell.data_type in ("s", "inlineStr") or (name == "" and cell.value is None)
    assert (cell.value or "").replace("\r\n", "\n").replace("\r", "\n") == name.replace("\r", "\n")


def test_xlsx_contains_no_formula_at_all():
    import zipfile

    book = zipfile.ZipFile(io.BytesIO(exports.as_xlsx(["Naam"], [[name] for name in EVIL], sheet="x")))
    assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_both_drop_control_characters_and_cut_endless_cells():
    bad = "a\x00b\x1f" + "c" * 100_000
    assert len(read_csv(exports.as_csv(["Naam"], [[bad]]))[1][0]) == MAX_CELL
    assert load_workbook(io.BytesIO(exports.as_xlsx(["Naam"], [[bad]], sheet="x"))).active["A2"].value.startswith("abc")


@pytest.mark.parametrize(
    "title", ['a"; filename="x.exe', "../../etc/passwd", "Ünïcode\r\nSet-Cookie: x", "日本", "x" * 500]
)
def test_file_name_is_safe_in_a_header(title):
    name = exports.file_name(title, "csv")
    assert name.endswith(".csv") and len(name) < 100
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-._")
    assert ".." not in name


@pytest.mark.django_db
def test_half_an_hour_past_midnight_it_is_the_new_day(client):
    with time_machine.travel("2026-11-30T23:30Z", tick=False):  # 00:30 in Amsterdam
        assert clock.today() == date(2026, 12, 1)
        assert exports.file_name("Leeratelier", "csv") == "deelnemers-leeratelier-20261201.csv"
        monthly = {"week": -1, "day": "MO", "time": "10:00", "minutes": 20}
        assert b"DTSTART:20261228" in client.get("/casuistiek/herinnering/", monthly).content
        handvat = factories.handvat("Nu geplaatst")
        assert "1 december 2026" in client.get(f"/dossier/?stuk={handvat.pk}").content.decode()
        event = Event(starts_at=clock.now(), ends_at=clock.now() + timedelta(hours=1))
        with override("nl"):
            assert entries.when(event) == "dinsdag 1 december 2026, 00:30 tot 01:30 uur"
