"""Taking in a list of the social map: nothing doubled, every refused row named with its reason, any size."""

import io
import tracemalloc

import openpyxl
import pytest

from cms.actions.import_offers import ask_import, path_of, run_waiting
from cms.models import Offer, OfferImport, Provider, Region
from cms.tasks import import_offers
from config import roles
from tests.cms import places
from tests.community.factories import member

pytestmark = pytest.mark.django_db
HEADER = "bron_id;titel;aanbieder;dimensies;gebied;doelgroepen;kosten;laatst_bevestigd;email"
GOOD = "a1;Soep;Welzijn Oosterdam;Meedoen|Zingeving;Oosterdam;ouderen;gratis;2026-10-05;info@welzijn.example"


@pytest.fixture(autouse=True)
def area(db):
    return places.region("oosterdam", "Oosterdam", kind=Region.Kind.MUNICIPALITY, code="GM9901")


def take_in(text, encoding="utf-8") -> OfferImport:
    content = text if isinstance(text, bytes) else text.encode(encoding)
    run = ask_import(upload=io.BytesIO(content), file_name="lijst.csv")
    assert run_waiting() == 1
    assert not path_of(run).exists()
    run.refresh_from_db()
    return run


def counts(run):
    return run.rows, run.made, run.updated, run.unchanged, run.refused


def reasons(run):
    return {row.row: row.reason for row in run.refused_rows.all()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_list_comes_in_whatever_its_encoding_and_separator(encoding, sign):
    run = take_in(f"{HEADER}\r\n{GOOD}\r\n".replace("Soep", "Café in één zaal").replace(";", sign), encoding)
    assert (run.status, counts(run)) == ("done", (1, 1, 0, 0, 0))
    offer = Offer.objects.get(source_id="a1")
    assert (offer.title, offer.provider.name, offer.region.slug) == (
        "Café in één zaal",
        "Welzijn Oosterdam",
        "oosterdam",
    )
    assert {term.slug for term in offer.dimensions.all()} == {"meedoen", "zingeving"}
    assert [term.slug for term in offer.target_groups.all()] == ["ouderen"]
    assert offer.verified_on.isoformat() == "2026-10-05"


def test_same_list_again_changes_nothing_and_a_new_one_updates():
    assert counts(take_in(f"{HEADER}\n{GOOD}")) == (1, 1, 0, 0, 0)
    assert counts(take_in(f"{HEADER}\n{GOOD}")) == (1, 0, 0, 1, 0)
    changed = GOOD.replace("Soep", "Soep en brood").replace("Meedoen|Zingeving", "Meedoen").replace("2026-10-05", "")
    assert counts(take_in(f"{HEADER}\n{changed}\n{GOOD.replace('a1', 'a2')}")) == (2, 1, 1, 0, 0)
    offer = Offer.objects.get(source_id="a1")
    assert (offer.title, offer.verified_on.isoformat()) == ("Soep en brood", "2026-10-05")
    assert [term.slug for term in offer.dimensions.all()] == ["meedoen"]
    assert Provider.objects.count() == 1


def test_what_the_list_has_no_column_for_stays_as_it_was():
    take_in(f"{HEADER}\n{GOOD}")
    short = "bron_id;titel;aanbieder;dimensies;gebied;kosten\na1;Soep met brood;Welzijn Oosterdam;Meedoen;Oosterdam"
    assert counts(take_in(short)) == (1, 0, 1, 0, 0)
    offer = Offer.objects.get(source_id="a1")
    assert (offer.title, offer.email, offer.cost) == ("Soep met brood", "info@welzijn.example", "")
    assert [term.slug for term in offer.target_groups.all()] == ["ouderen"]


def test_every_refused_row_is_named_with_its_number_and_reason():
    bad = {
        3: (GOOD, "staat ook in rij 2"),
        4: (GOOD.replace("a1", ""), "bron_id is leeg"),
        5: (GOOD.replace("a1", "b").replace("Oosterdam;o", "Nergensdam;o"), "Nergensdam"),
        6: (GOOD.replace("a1", "c").replace("Meedoen", "Geluk"), "geluk"),
        7: (GOOD.replace("a1", "d").replace("2026-10-05", "5 oktober"), "5 oktober"),
        8: (GOOD.replace("a1", "e").replace("2026-10-05", "2999-01-01"), "toekomst"),
        9: (GOOD.replace("a1", "f").replace("info@", "info"), "e-mail"),
        10: (GOOD.replace("a1", "g").replace("gratis", "x" * 130), "langer dan 120"),
        11: (GOOD.replace("a1", "h").replace("gratis", "111222333"), "BSN"),
        12: (GOOD.replace("a1", "i").replace("gratis", "a\x00b"), "geen letter"),
        13: (GOOD.replace("a1", "j") + ";te veel", "meer vakjes"),
        14: ("k;alleen een titel", "aanbieder is leeg"),
    }
    run = take_in("\n".join([HEADER, GOOD, *(line for line, _why in bad.values()), "", GOOD.replace("a1", "z")]))
    assert counts(run) == (14, 2, 0, 0, 12)
    found = reasons(run)
    assert sorted(found) == sorted(bad)
    for number, (_line, why) in bad.items():
        assert why in found[number], number


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("titel;wat\nSoep;x", "bron_id"),
        ("", "bron_id"),
        (HEADER + ";titel\n" + GOOD, "twee keer"),
        (b"\x81\x8d\xff\xfe\x00", "niet te lezen"),
        (HEADER.encode("utf-16") + b"x", "niet te lezen"),
        ("%PDF-1.7 geen lijst", "bron_id"),
    ],
)
def test_file_that_is_no_list_fails_with_a_reason(text, why):
    run = take_in(text)
    assert run.status == "failed"
    assert why in run.message
    assert not Offer.objects.exists()


def test_open_data_comes_in_again_without_doubling(client):
    places.offer("=Koor", region="oosterdam", groups=["ouderen"], source_id="q1", phone="+31 20 1234567", cost="gratis")
    text = b"".join(client.get("/sociale-kaart.csv").streaming_content)
    assert counts(take_in(text)) == (1, 0, 0, 1, 0)
    assert Offer.objects.get().title == "=Koor"


def test_import_that_was_broken_off_starts_over():
    run = ask_import(upload=io.BytesIO(f"{HEADER}\n{GOOD}\nb;fout\n".encode()), file_name="../../lijst.csv")
    OfferImport.objects.update(status="running", rows=7, alive_at="2020-01-01T00:00Z")
    assert import_offers() == 1
    run.refresh_from_db()
    assert (run.file_name, run.status, counts(run)) == ("lijst.csv", "done", (2, 1, 0, 0, 1))
    assert import_offers() == 0


def test_memory_stays_bounded_whatever_the_size():
    def peak(number):
        text = "\n".join([HEADER, *(GOOD.replace("a1", f"m{number}-{count}") for count in range(number))])
        run = ask_import(upload=io.BytesIO(text.encode()), file_name="groot.csv")
        del text
        tracemalloc.start()
        run_waiting()
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        run.refresh_from_db()
        assert counts(run) == (number, number, 0, 0, 0)
        return top

    small, large = peak(600), peak(2400)
    assert large < small * 1.5


def test_editor_sends_a_list_and_reads_what_was_refused(client):
    roles.apply()
    client.force_login(member("redactie@example.org", groups=["redactie"]))
    page = "/beheer/sociale-kaart/inlezen/"
    assert client.get(page).status_code == 200
    assert client.post(page).context["form"].errors
    upload = io.BytesIO(f"{HEADER}\n{GOOD}\nb;fout\n".encode())
    upload.name = "lijst.csv"
    response = client.post(page, {"file": upload})
    assert response.status_code == 302
    busy = client.get(response["Location"])
    assert "Refresh" not in busy  # a page that reloads by itself throws a reader back to its top
    assert client.get(f"{response['Location']}?vanzelf=1")["Refresh"] == "3"
    for words in ("wacht tot we eraan beginnen", "0 van ongeveer 2 rijen", "elke 3 seconden", "geleden"):
        assert words in busy.content.decode()
    assert "volg hoe ver het is" in client.get(page).content.decode()
    run_waiting()
    done = client.get(f"{response['Location']}?vanzelf=1")
    assert "Refresh" not in done
    assert "1 geweigerd" in done.content.decode()
    assert "aanbieder is leeg" in done.content.decode()
    listed = b"".join(client.get(response["Location"] + "geweigerd.csv").streaming_content).decode("utf-8-sig")
    assert "aanbieder is leeg" in listed


def test_everything_wrong_with_a_row_and_with_the_first_row_is_named_at_once():
    run = take_in(f"{HEADER}\nb1;;Buurthuis;vliegen|zwemmen;Nergens;;gratis;gisteren;geen-adres\n")
    (reason,) = reasons(run).values()
    for part in ("titel is leeg", "vliegen”, “zwemmen", "Nergens", "gisteren"):
        assert part in reason
    run = take_in("titel;titel\nSoep;Soep\n")
    assert "bron_id" in run.message and "twee keer" in run.message


def test_spreadsheet_is_called_a_spreadsheet(client):
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    assert "rekenblad" in take_in(book.getvalue()).message
    roles.apply()
    client.force_login(member("redactie@example.org", groups=["redactie"]))
    book.seek(0)
    book.name = "lijst.xlsx"
    response = client.post("/beheer/sociale-kaart/inlezen/", {"file": book})
    assert "Opslaan als" in response.content.decode()
    assert OfferImport.objects.count() == 1
