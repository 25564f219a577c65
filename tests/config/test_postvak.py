"""The demo's inbox: readable in the demo, not there anywhere else, and no way into other files."""

import re

import pytest
from django.core.mail import EmailMultiAlternatives

from community.mail_backends import EmlFileBackend

pytestmark = pytest.mark.django_db
NAME = "1790000000000000000-0123abcd"


@pytest.fixture
def demo(settings, mailbox):
    settings.DEMO = True
    return mailbox


HTML = "<html><head></head><body><a href='https://x.example.org'>x</a><script>alert(1)</script></body></html>"


def send(subject="Een bericht", html=HTML):
    message = EmailMultiAlternatives(
        subject, "Kijk op http://localhost/mijn-aanmelding/abc/ <b>nu</b>", to=["noor@example.org"]
    )
    message.attach_alternative(html, "text/html")
    message.attach('uit"nodiging.ics', b"BEGIN:VCALENDAR", "application/ics")
    EmlFileBackend().send_messages([message])


def test_inbox_lists_newest_first(client, demo):
    assert "Er is nog geen mail" in client.get("/postvak/").content.decode()
    send("Eerste"), send("Tweede <b>")
    response = client.get("/postvak/")
    text = response.content.decode()
    assert text.index("Tweede &lt;b&gt;") < text.index("Eerste")
    assert "no-store" in response["Cache-Control"]


def test_letter_shows_text_with_links_and_files(client, demo):
    send()
    url = re.search(r'href="(/postvak/[^"]+)"><?', client.get("/postvak/").content.decode().partition("<main")[2])[1]
    response = client.get(url)
    text = response.content.decode()
    assert '<a href="http://localhost/mijn-aanmelding/abc/"' in text
    assert "&lt;b&gt;nu&lt;/b&gt;" in text
    assert "<script>alert(1)" not in text
    assert "frame-src 'self'" in response["Content-Security-Policy"]
    file = client.get(f"{url}bijlage/0/")
    assert file.content == b"BEGIN:VCALENDAR"
    assert file["Content-Disposition"].startswith('attachment; filename="uit_nodiging.ics"')
    assert client.get(f"{url}bijlage/1/").status_code == 404


def test_letter_html_can_do_nothing(client, demo):
    send()
    url = re.search(r'href="(/postvak/[^"]+)"', client.get("/postvak/").content.decode().partition("<main")[2])[1]
    response = client.get(f"{url}html/")
    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert "allow-scripts" not in policy["sandbox"] and "allow-same-origin" not in policy["sandbox"]
    assert "script-src" not in policy
    assert '<base target="_blank">' in response.content.decode()


@pytest.mark.parametrize("path", ["", f"{NAME}/", f"{NAME}/html/", f"{NAME}/bijlage/0/"])
def test_inbox_does_not_exist_outside_the_demo(client, settings, mailbox, path):
    settings.DEMO = False
    (settings.MAIL_DIR / f"{NAME}.eml").write_bytes(b"Subject: x\r\n\r\nx")
    assert client.get(f"/postvak/{path}").status_code == 404


@pytest.mark.parametrize(
    "name", ["..%2f..%2fsecret_key", "..", "secret_key", f"..%2fmail%2f{NAME}", f"{NAME}%00", f"{NAME}.eml", "9" * 4000]
)
def test_name_is_no_path(client, demo, name, settings):
    (settings.MAIL_DIR / f"{NAME}.eml").write_bytes(b"Subject: x\r\n\r\nx")
    assert client.get(f"/postvak/{NAME}/").status_code == 200
    assert client.get(f"/postvak/{name}/").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "abc", "99999999999999999999", "%00"])
def test_unknown_page_of_the_inbox_is_a_page(client, demo, page):
    assert client.get(f"/postvak/?pagina={page}").status_code == 200


def test_strange_mail_is_still_shown(client, demo, settings):
    source = b"Content-Type: text/plain; charset=bestaat-niet\r\nSubject: =?utf-8?q?=ff?=\r\n\r\n\xff\xfe"
    (settings.MAIL_DIR / f"{NAME}.eml").write_bytes(source)
    assert client.get("/postvak/").status_code == 200
    assert client.get(f"/postvak/{NAME}/").status_code == 200
