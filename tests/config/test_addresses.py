"""The addresses that belong to no app, and what every answer carries."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.models import Page, PageViewRestriction

from cms import clock

pytestmark = pytest.mark.django_db


def policy(answer) -> dict[str, str]:
    """The content policy: what each directive says."""
    parts = (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";"))
    return {name: value for name, _space, value in parts}


def locations(client) -> list[str]:
    answer = client.get("/sitemap.xml")
    assert answer.status_code == 200
    return [node.text for node in ElementTree.fromstring(answer.content).iter() if node.tag.endswith("}loc")]


def test_health_says_ok(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert client.get("/healthz").json() == {"status": "ok"}


def test_robots_names_the_sitemap_and_what_to_leave_alone(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Sitemap: http://localhost/sitemap.xml" in lines
    assert {"Disallow: /beheer/", "Disallow: /account/", "Disallow: /mijn-aanmelding/"} <= set(lines)


def test_security_txt_expires_within_a_year(client):
    answer = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines() if line)
    expires = datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=170) < expires - clock.now() < timedelta(days=365)
    assert fields["Contact"].startswith("mailto:")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


def test_sitemap_lists_public_pages_only(client):
    home = Page.objects.get(depth=2, locale__language_code="nl").specific
    shown = home.add_child(instance=Page(title="Te zien", slug="te-zien"))
    home.add_child(instance=Page(title="Concept", slug="concept", live=False))
    closed = home.add_child(instance=Page(title="Besloten", slug="besloten"))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    found = locations(client)
    assert "http://testserver/" in found
    assert f"http://testserver{shown.get_url()}" in found
    assert not [address for address in found if "concept" in address or "besloten" in address]
    assert len(found) == len(set(found))


def test_uploaded_images_are_served_and_documents_are_not(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for name in ("images/a.txt", "documents/a.txt"):
        default_storage.save(name, ContentFile(b"inhoud"))
    answer = client.get("/media/images/a.txt")
    assert b"".join(answer) == b"inhoud"
    assert "sandbox" in answer["Content-Security-Policy"]
    for address in (
        "/media/documents/a.txt",
        "/media/images/../documents/a.txt",
        "/media/images/",
        "/media/images/%00",
    ):
        assert client.get(address).status_code in (400, 404), address


def test_words_are_compressed_on_their_way_and_images_keep_their_length(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for name in ("a.jpg", "a.txt"):
        default_storage.save(f"images/{name}", ContentFile(b"inhoud" * 200))
    image, text = (
        client.get(f"/media/images/{name}", headers={"accept-encoding": "gzip"}) for name in ("a.jpg", "a.txt")
    )
    assert (image.get("Content-Encoding"), image["Content-Length"]) == (None, "1200")
    assert text["Content-Encoding"] == "gzip"
    answer = client.get("/openapi.json", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "address", ["/", "/bestaat-niet/", "/en/bestaat-niet/", "/healthz", "/static/bestaat-niet.css"]
)
def test_every_answer_carries_the_strict_policy(client, address):
    answer = client.get(address)
    headers = answer.headers
    assert policy(answer)["default-src"] == "'none'"
    assert policy(answer)["frame-ancestors"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_admin_has_its_own_policy_under_its_own_prefix(client):
    inside = policy(client.get("/beheer/"))
    assert inside["script-src"] == "'self'"
    assert inside["script-src-elem"] == "'self' 'unsafe-inline'"
    assert inside["script-src-attr"] == inside["default-src"] == "'none'"
    assert "unsafe-inline" not in client.get("/beheerders/")["Content-Security-Policy"]


def test_error_500_has_headers_and_asks_the_database_nothing(client, monkeypatch, django_assert_num_queries):
    def broken(request):
        raise RuntimeError

    monkeypatch.setattr("django.core.handlers.base.BaseHandler._get_response", lambda self, request: broken(request))
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert answer.status_code == 500
    assert policy(answer)["default-src"] == "'none'"
    assert "<title>" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/%00",
        "/zoeken/?q=%00",
        "/?page=-1",
        "/en/%FF/",
        "/" + "a" * 5000,
        "/agenda/%0d%0aSet-Cookie:x=1/",
        "/sitemap.xml?p=x",
    ],
)
def test_odd_addresses_never_break(client, address):
    assert client.get(address).status_code in (200, 301, 302, 400, 404)


def test_form_without_its_token_is_refused_in_words():
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "iemand@example.org"})
    assert answer.status_code == 403
    assert "<title>" in answer.content.decode()
