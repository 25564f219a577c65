"""A newcomer alone with six lines, in a real browser: nothing leaves the page, nothing stays behind."""

from pathlib import Path

import pytest

from cms.models import MaterialIndexPage, MaterialPage
from tests.cms import factories

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ["/wat-is-positieve-gezondheid/", "/aan-de-slag/?sector=zorg&fase=start", "/wat-bedoelen-wij/?nu=motor"]
PAGES += ["/kijk-eens/", "/gesprekskaart/", "/materialen/", "/materialen/a5-blad/"]


def fill_in(page):
    page.get_by_role("group", name="Zingeving").get_by_label("heel fijn").check()
    page.get_by_role("group", name="Meedoen").get_by_label("kan beter").check()
    page.get_by_label("Waar word je blij van?").fill("Geheim: soep")


def test_reflection_stays_in_the_browser(open_page, axe):
    page = open_page()
    page.goto("/kijk-eens/")
    page.wait_for_load_state("networkidle")
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    fill_in(page)
    page.get_by_role("button", name="Toon overzicht").click()
    table = page.get_by_role("table", name="Hetzelfde in een tabel")
    assert [row.split("\t") for row in table.locator("tbody tr").all_inner_texts()] == [
        ["Lichaamsfuncties", "overgeslagen"],
        ["Mentaal welbevinden", "overgeslagen"],
        ["Zingeving", "heel fijn"],
        ["Kwaliteit van leven", "overgeslagen"],
        ["Meedoen", "kan beter"],
        ["Dagelijks functioneren", "overgeslagen"],
    ]
    assert page.locator("[data-picture] .is-chosen").all_inner_texts() == ["heel fijn", "kan beter"]
    assert "Zingeving: heel fijn." in page.locator("[data-words]").inner_text()
    assert "Geheim: soep" in page.locator("[data-words]").inner_text()
    assert page.evaluate("document.activeElement.hasAttribute('data-overview')")
    assert axe(page) == []

    # A change after the overview is in it at once; a picture with a line that is skipped has no stop on it.
    page.get_by_role("group", name="Meedoen").get_by_label("goed").check()
    assert page.locator("[data-picture] .is-chosen").all_inner_texts() == ["heel fijn", "goed"]

    # Only who asks for it gets a file, made here.
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Bewaar op dit apparaat").click()
    text = Path(waiting.value.path()).read_text()
    assert "Zingeving: heel fijn" in text
    assert "Geheim: soep" in text
    assert [url for url in requests if not url.startswith("blob:")] == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.context.cookies() == []
    assert page.url.endswith("/kijk-eens/")

    page.reload()
    assert page.locator("input:checked").count() == 0
    assert page.get_by_label("Waar word je blij van?").input_value() == ""
    assert not page.locator("[data-overview]").is_visible()


def test_reflection_works_by_keyboard_and_can_be_wiped(open_page):
    page = open_page(width=320)
    page.goto("/kijk-eens/")
    page.get_by_role("group", name="Lichaamsfuncties").get_by_label("stroef").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")  # sends nothing
    assert page.url.endswith("/kijk-eens/")
    assert page.get_by_role("group", name="Lichaamsfuncties").get_by_label("kan beter").is_checked()
    page.get_by_role("button", name="Toon overzicht").press("Enter")
    page.get_by_role("button", name="Wis alles").press("Enter")
    assert page.locator("input:checked, .is-chosen").count() == 0
    assert not page.locator("[data-overview]").is_visible()
    fill_in(page)
    page.goto("/")
    page.go_back()
    assert page.locator("input:checked").count() == 0


def test_without_script_there_is_the_sheet_to_print(plain_page):
    plain_page.goto("/kijk-eens/")
    assert plain_page.locator("[data-sheet] .rails > li").count() == 6
    assert plain_page.locator("form:not([role=search])").count() == 0
    assert plain_page.get_by_role("link", name="Open het blad").get_attribute("href") == "/kijk-eens/a5.pdf"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_pages_for_newcomers_are_accessible_and_never_scroll_sideways(open_page, axe, scheme, width):
    sheet = MaterialPage(
        title="A5-blad", kind="pad", rights_holder="Wij", rights="free", own_address="/kijk-eens/a5.pdf"
    )
    sheet.file_description = "Zes lijnen."
    factories.publish(sheet, MaterialIndexPage.objects.get(locale__language_code="nl"), themes=["gesprek"])
    page = open_page(width=width, height=800, color_scheme=scheme)
    findings = []
    for address in PAGES:
        page.goto(address)
        findings += [f"{address}: {finding}" for finding in axe(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            findings.append(f"{address}: scrolls sideways")
    assert findings == []


def test_answers_of_first_steps_stand_in_the_address(any_page):
    any_page.goto("/aan-de-slag/")
    any_page.get_by_label("Waar werk je?").select_option("welzijn")
    any_page.get_by_label("Start").check()
    any_page.get_by_role("button", name="Laat zien").click()
    assert "sector=welzijn&fase=start" in any_page.url
    assert any_page.locator("#uitkomst").is_visible()
