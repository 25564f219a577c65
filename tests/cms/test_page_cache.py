"""What is kept for anonymous readers, for how long, and what never is."""

import re
import time
import uuid

import pytest
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import include, path

from cms import page_cache
from cms.models import PublicStamp, Theme
from events.models import Registration
from tests.events.factories import make_event, make_page

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
rendered = []


def _answer(request, **options):
    rendered.append(request.get_full_path())
    return HttpResponse(f"<p>{len(rendered)}</p>" + "tekst " * 200, **options)


def _form(request):
    get_token(request)
    return _answer(request)


@page_cache.one_for_all
def _shared_form(request):
    rendered.append(request.get_full_path())
    return HttpResponse(
        f'<input name="csrfmiddlewaretoken" value="{get_token(request)}"><input name="key" value="{uuid.uuid4()}">'
    )


def _session(request):
    request.session["iets"] = 1
    return _answer(request)


def _streamed(request):
    return StreamingHttpResponse([_answer(request).content])


urlpatterns = [
    path("pagina/", _answer),
    path("formulier/", _form),
    path("samen/", _shared_form),
    path("sessie/", _session),
    path("stroom/", _streamed),
    path("weg/", lambda request: _answer(request, status=404)),
    path("prive/", lambda request: _answer(request, headers={"Cache-Control": "private"})),
    path("eigen/", lambda request: _answer(request, headers={"Cache-Control": "public, max-age=900"})),
    path("mijn-aanmelding/abc/", _answer),
    path("beheer/", include("wagtail.admin.urls")),
]


@pytest.fixture(autouse=True)
def _keeping(settings):
    settings.PAGE_CACHE_SECONDS = 300
    rendered.clear()
    caches["pages"].clear()


def test_second_reader_gets_the_kept_page_without_a_query(client, django_assert_num_queries):
    first = client.get("/pagina/")
    with django_assert_num_queries(0):
        second = Client().get("/pagina/")
    assert first.content == second.content
    assert rendered == ["/pagina/"]
    assert second["Cache-Control"] == "public, max-age=60"
    assert {"Accept-Encoding", "Cookie"} <= set(second["Vary"].split(", "))
    assert "Content-Security-Policy" in second.headers
    assert not second.cookies


def test_page_is_kept_apart_by_query_and_host(client):
    client.get("/pagina/?a=1")
    client.get("/pagina/?a=2")
    client.get("/pagina/?a=2", headers={"host": "localhost"})
    assert len(rendered) == 3


def test_page_is_kept_apart_by_compression(client):
    plain = client.get("/pagina/")
    zipped = client.get("/pagina/", headers={"accept-encoding": "gzip"})
    smaller = client.get("/pagina/", headers={"accept-encoding": "gzip, deflate, br"})
    again = client.get("/pagina/", headers={"accept-encoding": "gzip, deflate, br"})
    assert [answer.get("Content-Encoding") for answer in (plain, zipped, smaller, again)] == [None, "gzip", "br", "br"]
    assert len(again.content) < len(plain.content) / 3
    assert int(again["Content-Length"]) == len(again.content)


def test_reader_who_has_the_page_gets_304_from_view_and_from_cache(client):
    etag = client.get("/pagina/")["ETag"]
    assert client.get("/pagina/", headers={"if-none-match": etag}).status_code == 304
    caches["pages"].clear()
    rendered.clear()
    assert client.get("/pagina/", headers={"if-none-match": etag}).status_code == 304
    assert client.get("/pagina/").status_code == 200


def test_forget_renders_again(client, django_capture_on_commit_callbacks):
    client.get("/pagina/")
    with django_capture_on_commit_callbacks(execute=True):
        page_cache.forget()
        client.get("/pagina/")
        assert len(rendered) == 1  # not before the change is stored
    client.get("/pagina/")
    assert len(rendered) == 2


def test_changed_term_forgets(client, django_capture_on_commit_callbacks):
    client.get("/pagina/")
    with django_capture_on_commit_callbacks(execute=True):
        Theme.objects.create(slug="nieuw", name_nl="Nieuw")
    client.get("/pagina/")
    assert len(rendered) == 2


def test_published_page_forgets(client, django_capture_on_commit_callbacks):
    from wagtail.models import Page

    client.get("/pagina/")
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.filter(depth=2).first().specific.save_revision().publish()
    client.get("/pagina/")
    assert len(rendered) == 2


def test_pages_go_last_once_a_page_is_closed(monkeypatch):
    """Who reads between two steps of a change gets the page as it was, and that one is not kept."""
    from wagtail.models import Page, PageViewRestriction

    stamps = []
    monkeypatch.setattr(transaction, "on_commit", lambda do, **options: do())  # each step at once, as in the admin
    monkeypatch.setattr(page_cache, "_start_generation", lambda: stamps.append(PublicStamp.objects.get().number))
    PageViewRestriction.objects.create(page=Page.objects.filter(depth=2).first(), restriction_type="login")
    assert stamps[-1] == PublicStamp.objects.get().number


@pytest.mark.parametrize("address", ["/formulier/", "/sessie/"])
def test_page_with_cookie_is_never_kept_and_private(client, address):
    assert "no-store" in client.get(address)["Cache-Control"]
    assert "no-store" in Client().get(address)["Cache-Control"]
    assert len(rendered) == 2


@pytest.mark.parametrize("address", ["/weg/", "/prive/", "/stroom/", "/mijn-aanmelding/abc/"])
def test_other_answers_are_never_kept(client, address):
    client.get(address)
    assert "public" not in client.get(address).get("Cache-Control", "")
    assert len(rendered) == 2


def test_cache_control_of_the_view_stays(client):
    assert client.get("/eigen/")["Cache-Control"] == "public, max-age=900"


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken", "messages"])
def test_reader_with_a_cookie_of_ours_is_never_served_from_what_is_kept(client, cookie):
    client.get("/pagina/")
    client.cookies[cookie] = "x" * 32
    assert "no-store" in client.get("/pagina/")["Cache-Control"]
    assert len(rendered) == 2


def test_head_has_the_headers_of_get_and_keeps_nothing(client):
    assert client.head("/pagina/")["Cache-Control"] == "public, max-age=60"
    assert client.get("/pagina/").content.startswith(b"<p>2</p>")
    assert client.head("/pagina/")["Cache-Control"] == "public, max-age=60"
    assert len(rendered) == 2


def test_long_query_is_not_kept(client):
    for _ in range(2):
        client.get("/pagina/?zoek=" + "a" * 300)
    assert len(rendered) == 2


class AwayCache(BaseCache):
    """A Redis that is down: nothing works."""

    def __init__(self, location, params):
        super().__init__(params)

    def get(self, key, default=None, version=None):
        raise ConnectionError("away")

    def set(self, key, value, timeout=None, version=None):
        raise ConnectionError("away")

    def delete(self, key, version=None):
        raise ConnectionError("away")


class FullCache(AwayCache):
    """A file cache on a full disk: it reads and deletes, and writes nothing."""

    kept = {"pages:generation": "oud"}

    def get(self, key, default=None, version=None):
        return self.kept.get(key, default)

    def delete(self, key, version=None):
        return self.kept.pop(key, None) is not None


def use(settings, backend):
    settings.CACHES = settings.CACHES | {"generation": {"BACKEND": f"{__name__}.{backend}"}}


def test_page_is_rendered_and_not_kept_while_the_generation_is_unknown(client, settings):
    use(settings, "AwayCache")
    for _ in range(2):
        answer = client.get("/pagina/")
        assert (answer.status_code, answer["Cache-Control"]) == (200, "public, max-age=60")
    assert len(rendered) == 2


def test_change_is_stored_while_the_generation_cannot_be_raised(settings, transactional_db):
    use(settings, "AwayCache")
    after = []
    with transaction.atomic():
        page_cache.forget()
        transaction.on_commit(lambda: after.append("woken"))
        Theme.objects.create(slug="nieuw", name_nl="Nieuw")
    assert Theme.objects.filter(slug="nieuw").exists()
    assert after == ["woken"]


def test_full_disk_serves_nothing_old(client, settings, django_capture_on_commit_callbacks):
    use(settings, "FullCache")
    client.get("/pagina/")
    client.get("/pagina/")
    assert len(rendered) == 1
    with django_capture_on_commit_callbacks(execute=True):
        page_cache.forget()
    for _ in range(2):
        assert client.get("/pagina/").status_code == 200
    assert len(rendered) == 3


@pytest.mark.urls("config.urls")
def test_sign_up_is_answered_while_the_generation_is_away(client, settings, transactional_db):
    event = make_event(capacity=3)
    meeting = make_page(event).url
    use(settings, "AwayCache")
    form = {"key": str(uuid.uuid4()), "name": "Noor Bos", "email": "noor@example.org", "attending": "1"}
    assert client.post(f"{meeting}aanmelden/", form).status_code == 302
    assert Registration.objects.count() == 1
    assert Client().get(meeting).status_code == 200


def test_form_is_drawn_once_for_all_with_a_token_and_key_of_their_own(settings):
    first, second = (Client(enforce_csrf_checks=True) for _ in range(2))
    pages = [client.get("/samen/").content.decode() for client in (first, second)]
    assert rendered == ["/samen/"]
    fields = [dict(re.findall(r'name="(csrfmiddlewaretoken|key)" value="([^"]+)"', page)) for page in pages]
    assert fields[0].keys() == fields[1].keys() == {"csrfmiddlewaretoken", "key"}
    assert not set(fields[0].values()) & set(fields[1].values())
    assert second.post("/samen/", fields[1]).status_code == 200
    rendered.clear()
    second.get("/samen/")  # who carries a cookie of ours gets a form of their own
    Client().get("/samen/?a=1")
    assert len(rendered) == 2


def test_form_is_drawn_anew_after_a_second(monkeypatch):
    Client().get("/samen/")
    later = time.time() + page_cache.FORM_SECONDS + 0.1
    monkeypatch.setattr("django.core.cache.backends.locmem.time.time", lambda: later)
    Client().get("/samen/")
    assert rendered == ["/samen/", "/samen/"]
