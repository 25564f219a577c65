"""Links to other sites: asked over real HTTP, never inside the own network, and marked where they broke."""

import ipaddress
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cms.actions.links import check_links
from cms.models import LinkCheck
from cms.probe import is_public, probe
from config import roles
from tests.cms import factories
from tests.community.factories import member

pytestmark = pytest.mark.django_db


class Site(BaseHTTPRequestHandler):
    """`/404` is gone, `/shy` refuses HEAD, `/to?…` redirects, `/500` is in trouble, the rest is fine."""

    def do_HEAD(self):
        self.server.asked.append((self.command, self.path))
        path, _mark, query = self.path.partition("?")
        code = {"/404": 404, "/500": 500, "/to": 302, "/shy": 405 if self.command == "HEAD" else 200}.get(path, 200)
        self.send_response(code)
        if code == 302:
            self.send_header("Location", query)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked = []
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def anywhere(address):
    return True


@pytest.mark.parametrize(
    ("path", "status", "broken"), [("/", 200, False), ("/404", 404, True), ("/500", 500, True), ("/shy", 200, False)]
)
def test_answer_of_a_site(site, path, status, broken):
    answer = probe(site.url + path, allowed=anywhere)
    assert (answer.status, bool(answer.problem)) == (status, broken)


def test_redirect_is_followed_but_not_for_ever_and_not_inwards(site):
    assert probe(f"{site.url}/to?/404", allowed=anywhere).status == 404
    site.asked.clear()

    def first_only(address):
        return len(site.asked) == 0

    assert "niet opgehaald" in probe(f"{site.url}/to?http://127.0.0.1:{site.server_port}/x", allowed=first_only).problem
    assert [path.partition("?")[0] for _method, path in site.asked] == ["/to"]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fe80::1", "fc00::1",
     "::ffff:10.0.0.1", "2002:7f00:1::", "224.0.0.1", "64:ff9b::a00:1"],
)  # fmt: skip
def test_own_network_is_never_asked(address):
    assert not is_public(ipaddress.ip_address(address))


def test_public_address_may_be_asked():
    assert is_public(ipaddress.ip_address("93.184.216.34"))


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "http://localhost:{port}/",
        "http://0x7f000001:{port}/",
        "ftp://a.example/",
        "http://u@127.0.0.1/",
        "http://[::1/",
    ],
)
def test_address_inside_is_refused_without_a_request(site, url):
    url = site.url + url if url == "/" else url.format(port=site.server_port)
    assert probe(url).status is None
    assert site.asked == []


def test_broken_link_is_marked_and_reported_within_one_run(client, site):
    gone, fine, slow = (f"{site.url}/{name}" for name in ("404", "ok", "500"))
    link = {"label": "Een verhaal", "url": gone, "publisher": "De Wijk", "kind": "page", "language": "nl"}
    page = factories.text(
        "Verder lezen",
        body=[("link", link), ("text", f'<p><a href="{fine}?a=1&amp;b=2">Goed</a> <a href="{slow}">Moe</a></p>')],
    )
    assert "werkt niet meer" not in client.get(page.url).content.decode()
    assert check_links(allowed=anywhere) >= 3
    assert ("HEAD", "/ok?a=1&b=2") in site.asked
    for address in (page.url, f"/en{page.url}"):
        html = client.get(address).content.decode()
        assert html.count("status--cancelled") == 1
        assert f'href="https://web.archive.org/web/*/{gone}"' in html
    assert [found.url for found in LinkCheck.objects.broken()] == [gone]
    roles.apply()
    editor = member("redactie@example.org", groups=["redactie"])
    client.force_login(editor)
    report = client.get("/beheer/snippets/cms/linkcheck/").content.decode()
    assert gone in report
    assert "Verder lezen" in report
    check_links(allowed=anywhere)
    assert slow in [found.url for found in LinkCheck.objects.broken()]
    page.body = [("text", "<p>Niets meer.</p>")]
    factories.publish(page)
    check_links(allowed=anywhere)
    assert not LinkCheck.objects.filter(url__startswith=site.url).exists()
