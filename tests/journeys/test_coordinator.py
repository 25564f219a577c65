"""A coordinator opens *Mijn regio* by keyboard, sees what waits, mends it, and takes the year along."""

import re

import pytest
from playwright.sync_api import expect

from cms.models import Region
from community.actions.accounts import create_member
from community.actions.regions import appoint
from tests.cms import places
from tests.community.factories import ambassador

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "een lange zin om in te komen"


def test_a_coordinator_looks_after_the_own_region(open_page, axe):
    lindeveen = places.region("lindeveen", "Regio Lindeveen")
    oosterdam = places.region("oosterdam", "Oosterdam", "lindeveen", Region.Kind.MUNICIPALITY)
    places.region("waterkant", "Regio Waterkant")
    appoint(user=create_member(email="regio@example.org", name="Lina Veen", password=PASSWORD), region=lindeveen)
    ambassador("Noor Hagens", regions=[oosterdam])
    page = open_page(width=320)
    page.goto("/account/login/")
    page.locator("input[name=login]").last.fill("regio@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(re.compile("/account/"))
    page.get_by_role("link", name="Wat leeft er in Regio Lindeveen").press("Enter")
    expect(page.get_by_role("heading", name="Regio Lindeveen", level=1)).to_be_visible()
    expect(page.get_by_text("1 ambassadeur")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe(page) == []
    page.get_by_role("link", name="De regiopagina heeft nog geen inleiding").press("Enter")
    page.locator("textarea[name=introduction]").fill("Hier wordt veel gewandeld.")
    page.get_by_role("button", name=re.compile("Bewaar")).press("Enter")
    expect(page.get_by_text("Hier wordt veel gewandeld.")).to_be_visible()
    page.goto("/account/mijn-regio/")
    expect(page.get_by_text("Niets. Je bent helemaal bij.")).to_be_visible()
    page.get_by_role("link", name="Jaaroverzicht").press("Enter")
    expect(page.get_by_text("minder dan 5", exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Als CSV").press("Enter")
    assert download.value.suggested_filename.startswith("lindeveen-")
    assert page.goto("/account/mijn-regio/waterkant/").status == 404
