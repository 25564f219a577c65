"""An editor makes a handvat in the admin and publishes it in one go."""

import re

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from cms.models import HandvatIndexPage, HandvatPage
from community.actions.accounts import create_member
from config import roles

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_new_handvat_is_published_at_once_in_both_languages(browser_page):
    roles.apply()
    editor = create_member(email="redactie@example.org", name="Rosa Redactie", password="een lange zin om in te komen")
    editor.groups.add(Group.objects.get(name="redactie"))
    index = HandvatIndexPage.objects.get(locale__language_code="nl")
    page = browser_page
    page.goto("/account/login/")
    page.locator("input[name=login]").last.fill("redactie@example.org")
    page.locator("input[name=password]").fill("een lange zin om in te komen")
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(re.compile("/account/"))

    page.goto(f"/beheer/pages/add/cms/handvatpage/{index.pk}/")
    page.locator("#id_title").press_sequentially("Nodig je buren uit")
    page.locator("#id_title").blur()
    expect(page.locator("#id_slug")).to_have_value("nodig-je-buren-uit")
    publish(page)
    expect(page.get_by_text("die zin staat in lijsten en zoekresultaten")).to_be_visible()
    page.locator("#id_summary").fill("Wachten helpt niet.")
    page.get_by_role("tab").nth(1).click()
    page.locator("input[name=audiences]").first.check()
    page.locator("#id_provenance").fill("Leeratelier Lindeveen")
    publish(page)
    page.wait_for_url(re.compile(f"/beheer/pages/{index.pk}/"))

    languages = (
        HandvatPage.objects.live().filter(slug="nodig-je-buren-uit").values_list("locale__language_code", flat=True)
    )
    assert sorted(languages) == ["en", "nl"]
    for address in ("/handvatten/nodig-je-buren-uit/", "/en/handvatten/nodig-je-buren-uit/"):
        assert page.goto(address).status == 200


def publish(page):
    """As an editor does: open the menu beside the save button, and choose."""
    page.locator("footer button.w-dropdown__toggle, footer [data-controller='w-dropdown'] button").first.click()
    page.get_by_role("button", name="Publiceren").click()
