"""What is uploaded is judged by what is in it, and a film can be asked for in parts."""

import base64
import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.uploads import refuse_renamed
from tests.community.factories import member

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 40
HTML = b"<!doctype html><script>alert(1)</script>"


def zipped(*names, **texts) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "")
        for name, text in texts.items():
            archive.writestr(name, text)
    return file.getvalue()


def locked(content: bytes) -> bytes:
    """As with a password: the sign beside each name, and nothing to be read."""
    marked = content.replace(b"PK\3\4\x14\0\0", b"PK\3\4\x14\0\1")
    marked = marked.replace(b"PK\1\2\x14\3\x14\0\0", b"PK\1\2\x14\3\x14\0\1")
    return marked.replace(b"application", b"\x9d" * 11)


def packed(kind: bytes) -> bytes:
    """A small file that grows when it is unpacked."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
    return file.getvalue()


def of_another_time(content: bytes) -> bytes:
    """A zip of a version that nobody can read yet."""
    return content.replace(b"PK\1\2\x14\3\x14", b"PK\1\2\x14\3\xff")


GOOD = {
    "pdf": b"%PDF-1.7\n",
    "mp4": FILM,
    "webm": b"\x1a\x45\xdf\xa3\x93\x42\x82\x88webm",
    "vtt": b"\xef\xbb\xbfWEBVTT\n\n00:00.000 --> 00:01.000\nDag",
    "csv": "naam;plaats\r\nZoë;Oosterdam".encode("cp1252"),
    "txt": b"Dag.",
    "docx": zipped("[Content_Types].xml", "word/document.xml"),
    "odt": zipped(mimetype="application/vnd.oasis.opendocument.text"),
}


@pytest.mark.parametrize("extension", GOOD)
def test_file_that_is_what_its_name_says_is_taken_and_can_still_be_read(extension):
    file = BytesIO(GOOD[extension])
    refuse_renamed(file, extension)
    assert file.read() == GOOD[extension]


@pytest.mark.parametrize(
    ("extension", "content"),
    [
        *((extension, HTML) for extension in GOOD),
        *((extension, b"") for extension in GOOD),
        ("pdf", GOOD["docx"]),
        ("docx", GOOD["pdf"]),
        ("docx", zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("xlsx", GOOD["docx"]),
        ("odt", GOOD["docx"]),
        ("odt", zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet")),
        ("odt", locked(GOOD["odt"])),
        ("odt", packed(b"a" * 30_000_000)),
        ("docx", of_another_time(GOOD["docx"])),
        ("mp4", GOOD["webm"]),
        ("vtt", b"1\n00:00:00,000 --> 00:00:01,000\nDag"),
        ("txt", b"MZ\x90\x00\x03"),
        ("csv", "\ufeff<svg onload=alert(1)>".encode("utf-16")),
        ("exe", b"MZ"),
        ("svg", b"<svg/>"),
        ("", b"Dag"),
    ],
)
def test_renamed_file_is_refused(extension, content):
    with pytest.raises(ValidationError, match="iets anders"):
        refuse_renamed(BytesIO(content), extension)


@pytest.fixture
def editor(client, db):
    client.force_login(member("redactie@example.org", groups=["redactie"]))
    return client


@pytest.mark.parametrize(("name", "taken"), [("werkblad.pdf", False), ("dag.txt", True)])
def test_editor_cannot_upload_a_renamed_document(editor, name, taken):
    content = HTML if name.endswith("pdf") else GOOD["txt"]
    for address in ("wagtaildocs:add", "wagtaildocs:add_multiple"):
        file = ContentFile(content, name=name)
        data = {"title": "Werkblad", "file": file} if address.endswith("add") else {"title": "W", "files[]": file}
        editor.post(reverse(address), data, headers={"X-Requested-With": "XMLHttpRequest"})
    assert get_document_model().objects.exists() is taken


@pytest.mark.parametrize("content", [HTML, b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_editor_cannot_upload_something_else_as_an_image(editor, content):
    data = {"title": "Plaatje", "file": ContentFile(content, name="plaatje.png")}
    editor.post(reverse("wagtailimages:add"), data)
    assert not get_image_model().objects.exists()
    editor.post(reverse("wagtailimages:add"), {"title": "Plaatje", "file": ContentFile(PNG, name="echt.png")})
    assert get_image_model().objects.count() == 1


@pytest.fixture
def film(db):
    return get_document_model().objects.create(title="Film", file=ContentFile(FILM, name="film.mp4"))


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-1", 0, 2),  # what Safari asks first
        ("bytes=100-199", 100, 200),
        ("bytes=10000-", 10000, len(FILM)),
        ("bytes=-5", len(FILM) - 5, len(FILM)),
        (f"bytes=5-{10**17}", 5, len(FILM)),
    ],
)
def test_part_of_a_film_is_sent_as_206(client, film, asked, start, end):
    response = client.get(film.url, headers={"Range": asked, "Accept-Encoding": "gzip"})
    assert response.status_code == 206
    assert response.content == FILM[start:end]
    assert response["Content-Range"] == f"bytes {start}-{end - 1}/{len(FILM)}"
    assert response["Content-Length"] == str(end - start)
    assert response["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "lines=1-2", "bytes=-", "bytes=a-b", "x" * 5000])
def test_other_ranges_get_the_whole(client, film, asked):
    response = client.get(film.url, headers={"Range": asked})
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == FILM


def test_part_beyond_the_end_is_refused_and_an_old_version_is_sent_whole(client, film):
    response = client.get(film.url, headers={"Range": f"bytes={len(FILM)}-"})
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{len(FILM)}")
    response = client.get(film.url, headers={"Range": "bytes=0-1", "If-Range": '"an older one"'})
    assert response.status_code == 200
    tag = client.get(film.url, headers={"Range": "bytes=0-1"})["ETag"]
    assert client.get(film.url, headers={"Range": "bytes=0-1", "If-Range": tag}).status_code == 206


def test_long_part_is_sent_from_its_beginning(client, film, monkeypatch):
    monkeypatch.setattr("cms.byte_ranges.MOST", 100)
    response = client.get(film.url, headers={"Range": "bytes=50-"})
    assert (response.content, response["Content-Range"]) == (FILM[50:150], f"bytes 50-149/{len(FILM)}")
