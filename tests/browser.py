"""A real Chromium against a live server with a real database. Skipped where there is none; with CI=true that fails.

Every page also checks, when its test ends, that it asked nothing of a foreign host and broke no policy.
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


@pytest.fixture(scope="session")
def chromium():
    """One browser per test process (Playwright's `Browser`)."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

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
        context.set_default_timeout(10_000)
        context.on("request", watch)
        context.on("console", hear)
        context.on("weberror", lambda failure: complaints.append(f"script error: {failure.error}"))
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


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
