"""Finding in a real browser: axe on every page of it, and the way from a word in a text to what it means."""

import pytest

from cms.models import SynonymSet
from community.models import Experience
from tests.cms import factories
from tests.cms.test_glossary import term

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_pages_are_accessible_and_a_word_leads_to_its_meaning_by_keyboard(open_page, axe):
    term(zorg="Het zorgplan van één mens.", gemeente="Een beleidsplan van de raad.")
    SynonymSet.objects.create(words="huisarts\ndokter")
    page = factories.handvat(
        "Begin gewoon", how="<p>Maak een plan met de dokter.</p>", themes=["gesprek"], phases=["start"]
    )
    factories.handvat("Praat verder", themes=["gesprek"])
    Experience.objects.create(
        handvat=page.translation_key, title=page.title, worked=True, situation="Wij begonnen.", status="b_approved"
    )
    form = f"/toegepast/{page.translation_key}/"
    search = ["/zoeken/?q=huisarts+plan&fase=start", "/zoeken/?q=hiusarst", "/zoeken/?q=plan&fase=borgen"]
    for width, scheme in ((1280, "light"), (320, "dark")):
        tab = open_page(width=width, color_scheme=scheme)
        for address in (
            page.url,
            f"/en{page.url}",
            "/begrippen/",
            "/begrippen/plan/",
            form,
            f"{form}bedankt/",
            *search,
        ):
            tab.goto(address)
            assert axe(tab) == [], (address, width)
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
    tab.goto(page.url)
    tab.locator("a.term").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/begrippen/plan/")
    assert tab.get_by_text("Een beleidsplan van de raad.").is_visible()
