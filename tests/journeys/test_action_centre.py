"""A match in the action centre as people see it, without JavaScript; then axe and 320 px on every page of it."""

import pytest
from django.conf import settings
from django.test import Client

from cms.models import Region
from community.actions.regions import appoint
from community.models import Idea, Notice, SupportOffer
from community.post_links import post_url
from tests.cms.places import region
from tests.community.buddies import buddy_pair
from tests.community.factories import member
from tests.community.ideas import put_up
from tests.community.statements import known_barrier, signed

pytestmark = pytest.mark.django_db(transaction=True)


def log_in(page, user, url):
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])


def test_two_people_meet_and_every_page_is_accessible(open_page, axe, live_server):
    here = region("oosterdam", "Oosterdam", kind=Region.Kind.MUNICIPALITY)
    coordinator = member("lina@example.org", name="Lina Veen")
    appoint(user=coordinator, region=here)
    idea = put_up(region=here)
    offer = put_up("Zaal op dinsdag", model=SupportOffer, email="gerda@example.org", region=here)
    page = open_page(script=False, width=320, height=800, color_scheme="dark")
    log_in(page, coordinator, live_server.url)
    page.goto("/account/")
    page.get_by_role("link", name="Postvak van het actiecentrum").click()
    page.get_by_role("link", name=idea.title).click()
    page.get_by_role("button", name="Verbind").click()
    assert page.get_by_text("Beiden kregen bericht").is_visible()
    for post, other in ((idea, offer), (offer, idea)):
        page.context.clear_cookies()
        page.goto(post_url(post, absolute=False))
        assert not page.get_by_text(other.email).is_visible()
        page.get_by_role("button", name="Ja, ik wil kennismaken").click()
    assert page.get_by_role("link", name=idea.email).is_visible()
    assert Idea.objects.get(pk=idea.pk).status == Idea.Status.CONNECTED

    barrier, signature, notice = known_barrier(), signed(confirmed=True), put_up("Zoekt", model=Notice, kind="zoekt")
    pair = buddy_pair()
    centre = "/actiecentrum/"
    public = [
        centre,
        f"{centre}aanbod/",
        f"{centre}wat-we-leerden/",
        f"{centre}nieuw/",
        f"{centre}idee/{idea.public_id}/",
    ]
    public += [
        f"{centre}belemmeringen/",
        f"{centre}belemmeringen/{barrier.public_id}/",
        f"{centre}belemmeringen/nieuw/",
    ]
    public += [f"{centre}verklaringen/", f"{centre}verklaringen/{signature.statement.public_id}/"]
    public += ["/prikbord/", f"/prikbord/{notice.public_id}/", f"/prikbord/{notice.public_id}/antwoord/"]
    own = ["/account/maatjes/", f"/account/maatjes/{pair.public_id}/", "/account/maatjes/zoeken/"]
    page = open_page(width=320, height=800, color_scheme="dark")
    findings = []
    for address in [*public, post_url(idea, absolute=False), *own]:
        if address == own[0]:
            log_in(page, pair.ask.user, live_server.url)
        page.goto(address)
        findings += [f"{address}: {finding}" for finding in axe(page)]
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            findings.append(f"{address}: scrolls sideways")
    assert findings == []
