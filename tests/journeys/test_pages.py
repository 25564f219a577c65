"""Every public page as a browser sees it: axe, no sideways scrolling at 320 px, no cookies, light on the wire."""

import gzip

import pytest
from django.urls import reverse

from events.actions.polls import make_poll
from events.links import registration_url
from events.models import TrainingProgramme
from tests.cms import factories
from tests.events.factories import confirmed, make_event, make_page, make_plenary, make_round, signed_up

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses():
    handvat = factories.handvat(number=1, summary="Wachten helpt niet.")
    event = make_event(title="Een leeratelier met een behoorlijk lange titel, ook op een telefoon", capacity=3)
    make_plenary(event)
    full, _other = make_round(event, 1, 5)
    make_round(event, 5, 5, start=70)
    meeting = make_page(event, summary="Twee uur leren van elkaar.").url
    registration = confirmed(event, full)
    mine = registration_url(registration, absolute=False)
    points = ["Een bankje in de zon voor wie even wil zitten", "Soep op straat"]
    poll = make_poll(event=event, question="Waar beginnen we in de wijk?", points=points)
    training = TrainingProgramme.objects.create(title="Het andere gesprek in de praktijk")
    return {
        "home": "/",
        "handvatten": "/handvatten/",
        "handvat": handvat.url,
        "praktijkvoorbeelden": "/praktijkvoorbeelden/",
        "agenda": "/agenda/",
        "meeting": meeting,
        "ambassadeurs": "/ambassadeurs/",
        "zoeken": "/zoeken/?q=gesprek",
        "inloggen": "/account/login/",
        "aanmelden": meeting + "aanmelden/",
        "verstuurd": meeting + "aanmelden/verstuurd/",
        "unconfirmed": registration_url(signed_up(event, full), absolute=False),
        "confirmed": mine,
        "kiezen": mine + "kiezen/",
        "afmelden": mine + "afmelden/",
        "peiling": reverse("poll", args=[poll.key]),
        "uitslag": reverse("poll_result", args=[poll.key]),
        "training": reverse("training", args=[training.public_id]),
        "link_kwijt": "/mijn-aanmelding/onzin/",
    }


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, addresses, axe, scheme, width):
    findings = []
    page = open_page(width=width, height=800, color_scheme=scheme)
    for name, address in addresses.items():
        page.goto(address)
        findings += [f"{name}: {finding}" for finding in axe(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            findings.append(f"{name}: scrolls sideways")
    page.goto(addresses["aanmelden"])
    page.get_by_role("button", name="Aanmelden").click()
    findings += [f"sign-up with errors: {finding}" for finding in axe(page)]
    assert findings == []


def test_targets_are_24_pixels_or_more(open_page, addresses):
    """WCAG 2.5.8; links inside a sentence are exempt."""
    page = open_page(width=320, height=800)
    small = []
    for name, address in addresses.items():
        page.goto(address)
        small += [
            f"{name}: {found}"
            for found in page.evaluate(
                """() => [...document.querySelectorAll('a, button, summary, input:not([type=hidden]), select, textarea')]
                .filter(e => e.getClientRects().length && !e.closest('p, li > span, .prose, .visually-hidden, .skip-link'))
                .filter(e => { const target = (e.closest('label') || e).getBoundingClientRect();
                    return target.height < 23.5 || target.width < 23.5 })
                .map(e => e.outerHTML.slice(0, 80))"""
            )
        ]
    assert small == []


def test_a_reader_gets_no_cookie(open_page, addresses):
    page = open_page()
    for name in ("home", "handvatten", "handvat", "praktijkvoorbeelden", "agenda", "meeting", "ambassadeurs", "zoeken"):
        page.goto(addresses[name])
    page.goto("/bestaat-niet/")
    assert page.context.cookies() == []


def test_a_first_visit_weighs_at_most_60_kb(open_page, addresses):
    """Everything a page loads in an empty browser, as compressed as the server would send it."""
    weights = {}
    page = open_page(width=390, height=800)
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    loaded = set()
    page.on("response", lambda response: loaded.add(response.url))
    for name, address in addresses.items():
        loaded.clear()
        page.goto(address)
        page.evaluate("document.fonts.ready")
        weights[name] = {url: weight(page.request.get(url)) for url in sorted(loaded)}
    assert {name: len(parts) > 1 for name, parts in weights.items()} == dict.fromkeys(addresses, True)
    assert {name: parts for name, parts in weights.items() if sum(parts.values()) > 60_000} == {}


def weight(response) -> int:
    """The bytes of an answer, compressed where the server does so."""
    body = response.body()
    packed = response.headers.get("content-type", "").startswith(("text", "image/svg", "application/javascript"))
    return min(len(gzip.compress(body)), len(body)) if packed else len(body)
