"""A real Chromium against a live server with a real database. Skipped where there is none; with CI=true that fails.

Every page also checks, when its test ends, that it asked nothing of a foreign host and broke no policy. A test that
fails tells where its pages were and what stood on them.
"""

import os
import shutil
from urllib.parse import urlsplit

import pytest

# The one without windows first: the same engine, for a third of the work.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60_000  # milliseconds; nothing takes that long, but a machine can stand still for a while


@pytest.fixture(scope="session")
def chromium():
    """One browser per test process (Playwright's `Browser`)."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no Chromium on this machine")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, live_server):
    """`open_page(script=True, width=1280, height=900, **context options)` gives a page of a fresh, watched context."""
    contexts, complaints = [], []
    host = urlsplit(live_server.url).netloc

    def watch(request):
        if (parts := urlsplit(request.url)).scheme in ("http", "https") and parts.netloc != host:
            complaints.append(f"foreign request: {request.url}")

    def hear(message):
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    def open_page(*, script=True, width=1280, height=900, **options):
        context = chromium.new_context(
            base_url=live_server.url,
            java_script_enabled=script,
            viewport={"width": width, "height": height},
            **{"locale": "nl-NL", "timezone_id": "Europe/Amsterdam"} | options,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("request", watch)
        context.on("console", hear)
        context.on("weberror", lambda failure: complaints.append(f"script error: {failure.error}"))
        return context.new_page()

    open_page.contexts = contexts
    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Tell with a failure what each page of the test showed at that moment."""
    report = yield
    open_page = getattr(item, "funcargs", {}).get("open_page")
    if report.when == "call" and report.failed and open_page:
        for page in (page for context in open_page.contexts for page in context.pages):
            shown = page.evaluate("document.body.innerText") if not page.is_closed() else "closed"
            report.sections.append((f"page {page.url}", shown[:4_000]))
    return report


@pytest.fixture
def browser_page(open_page):
    """A page at 1280 × 900 with JavaScript; relative addresses go to the live server."""
    return open_page()


@pytest.fixture
def plain_page(open_page):
    """A page without JavaScript."""
    return open_page(script=False)


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def any_page(request, open_page):
    """The test runs twice: on a page with and on one without JavaScript."""
    return open_page(script=request.param)


@pytest.fixture(scope="session")
def axe():
    """`axe(page)` gives the serious and critical findings of axe as lines of text; an empty list is good."""
    from axe_playwright_python.sync_playwright import Axe

    engine = Axe()

    def run(page) -> list[str]:
        found = engine.run(page, options={"resultTypes": ["violations"]}).response["violations"]
        return [
            f"{violation['id']} ({violation['impact']}): {node['target']}"
            for violation in found
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"]
        ]

    return run
