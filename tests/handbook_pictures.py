"""Makes the pictures of the handbook from the real screens of a demo that runs.

Usage: python3 manage.py demo --fresh --port 8010, and then: python tests/handbook_pictures.py http://127.0.0.1:8010
Each picture is a function of its own, named after the picture; what it points at gets a line around it. Writes WebP files
into the static files of `cms` and ends with their size together. The demo is changed a little (a proposal, a door).
"""

import io
import re
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.browser import FLAGS

FOLDER = Path(__file__).resolve().parents[1] / "cms" / "static" / "cms" / "handbook"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WIDTH, HEIGHT = 1000, 640
PHONE = {"width": 360, "height": 640}
PLAIN = "document.querySelector('.demo-banner')?.remove()"  # what only the demo has
OPEN, RANKED, GONE = "Leeratelier Lindeveen: hoe nu verder?", "Medewerkersavond", "Leeratelier Lindeveen: maten zoeken"


class Camera:
    """Somebody who is logged in, with a screen of which the menu is left out."""

    def __init__(self, browser: Browser, address: str, who: str):
        self.page: Page = browser.new_context(
            base_url=address, viewport={"width": WIDTH + 200, "height": 1400}, locale="nl-NL", reduced_motion="reduce"
        ).new_page()
        if who:
            self.page.goto("/account/login/?next=/beheer/")
            self.page.locator("input[name=login]").last.fill(f"{who}@example.org")
            self.page.locator("input[name=password]").fill("demo")
            self.page.locator("form:has(input[name=password]) button[type=submit]").click()
            self.page.wait_for_load_state()

    def meeting(self, title: str, rest: str = "") -> Page:
        """The organisers' page of the meeting whose title begins so."""
        self.page.goto("/beheer/bijeenkomsten/?when=all")
        path = self.page.locator("td.title a", has_text=title).first.get_attribute("href")
        self.page.goto(path + rest)
        return self.page

    def take(self, name: str, mark: Locator | None = None, top: int | Locator = 0, height: int = HEIGHT) -> None:
        """Keep what stands beside the menu, from `top` (pixels, or an element) down; `mark` gets a line around it."""
        if mark is not None:
            mark.first.evaluate("el => { el.style.outline = '4px solid #b5410b'; el.style.outlineOffset = '4px' }")
        if not isinstance(top, int):
            top = int(top.first.bounding_box()["y"]) - 24
        self.page.evaluate(PLAIN)
        in_admin = "/beheer/" in self.page.url
        left, width = (200, WIDTH) if in_admin else (0, self.page.viewport_size["width"])
        picture = self.page.screenshot(
            clip={"x": left, "y": max(top, 0), "width": width, "height": height}, full_page=True, animations="disabled"
        )
        image = Image.open(io.BytesIO(picture)).convert("RGB")
        image.save(FOLDER / f"{name}.webp", quality=62, method=6)
        print(name, f"{(FOLDER / f'{name}.webp').stat().st_size / 1000:.0f} kB", flush=True)


def planning(camera: Camera) -> None:
    page = camera.page
    page.goto("/beheer/bijeenkomsten/")
    camera.take("plannen-1", page.get_by_role("link", name="Nieuwe bijeenkomst"))
    page.goto("/beheer/bijeenkomsten/nieuw/")
    page.fill("[name=title]", "Inspiratiesessie: samen eten")
    camera.take("plannen-2")
    camera.meeting(OPEN)
    camera.take("plannen-3", page.locator(".org-sections"), height=700)
    page.goto(page.get_by_role("link", name="Bekijk de pagina").get_attribute("href"))
    camera.take("plannen-4", page.get_by_role("link", name=re.compile("aanmelden", re.IGNORECASE)), height=900)


def rounds(camera: Camera, phone: Page) -> None:
    page = camera.meeting(OPEN)
    camera.take(
        "rondes-1", page.get_by_role("link", name="Ronde met break-outs"), top=page.locator("h2", has_text="Programma")
    )
    page.get_by_role("link", name=re.compile("Break-out toevoegen")).first.click()
    page.wait_for_load_state()
    page.fill("[name=title]", "Bewoners bereiken die je nooit ziet")
    camera.take("rondes-2")
    page = camera.meeting(OPEN)
    phone.goto(page.get_by_role("link", name="Bekijk de pagina").get_attribute("href") + "aanmelden/")
    _phone("rondes-3", phone, top=phone.get_by_role("heading", name="Kies je break-outs"))


def dividing(camera: Camera) -> None:
    page = camera.meeting("Leeratelier Lindeveen: wat werkt bij jou?", "kiezen/")
    camera.take("verdelen-1")
    page = camera.meeting(RANKED, "verdelen/")
    page.get_by_role("button", name=re.compile("Verdeel opnieuw|Maak een voorstel")).first.click()
    page.get_by_role("link", name=re.compile("bekend", re.IGNORECASE)).first.wait_for(
        timeout=90_000
    )  # it looks again by itself
    camera.take("verdelen-2", height=700)
    page.locator("main input[type=checkbox]").first.check()
    where = page.locator("main select:visible").last
    camera.take("verdelen-3", where, top=int(where.bounding_box()["y"]) - 560, height=640)
    page.get_by_role("link", name=re.compile("bekend", re.IGNORECASE)).first.click()
    page.wait_for_load_state()
    camera.take("verdelen-4", page.locator("button.serious, .org-buttons button").first, height=340)


def the_day(camera: Camera, phone: Page) -> None:
    page = camera.meeting(OPEN, "aanwezig/")
    page.get_by_label("Naam van de deur").fill("Voordeur")
    camera.take("deur-1", page.get_by_role("button", name="Maak een deur"), height=560)
    page.get_by_role("button", name="Maak een deur").click()
    page.wait_for_load_state()
    page = camera.meeting(OPEN, "wijzigen/")  # a door opens a day before
    now = datetime.now(AMSTERDAM)
    is_early = now.hour < 10
    page.fill("[name=date]", f"{now + timedelta(days=not is_early):%Y-%m-%d}")
    page.fill("[name=starts]", "13:30" if is_early else "10:00")
    page.fill("[name=ends]", "15:30" if is_early else "12:00")
    page.locator("[name=shift_programme]").check()
    page.locator("form.org-form button[type=submit]").click()
    page.wait_for_load_state()
    page = camera.meeting(OPEN, "aanwezig/")
    link = re.search(r"/deur/[0-9a-f-]{36}/", page.content())[0]
    phone.goto(link)
    _phone("deur-2", phone)
    camera.page.set_viewport_size({"width": WIDTH + 200, "height": HEIGHT})
    camera.page.goto(link + "zalen/")
    camera.take("deur-3")
    camera.page.set_viewport_size({"width": WIDTH + 200, "height": 1400})


def afterwards(camera: Camera) -> None:
    camera.meeting(GONE, "aanwezig/")
    camera.take("afloop-1", top=camera.page.locator("h2", has_text="Wie was er"))
    camera.meeting(GONE, "bewijzen/")
    camera.take("afloop-2", camera.page.get_by_role("button", name="Geef de bewijzen"))
    camera.meeting(GONE, "oogst/")
    camera.take("afloop-3")
    camera.meeting(GONE, "reacties/")
    camera.take("afloop-4", height=700)


def inviting(camera: Camera) -> None:
    page = camera.meeting("Zes tafels", "uitnodiging/")
    page.locator("[name=text]").fill("Kom aan tafel met buren uit Kleiwoude. Er is soep, en je hoeft niets te kunnen.")
    page.locator("[name=goal]").fill("Buren leren elkaar kennen")
    page.locator("[name=inviter]").fill("Ama van de bibliotheek")
    page.locator("[name=benefit]").fill("Een gezellige avond")
    page.locator("[name=without_label]").check()
    page.locator("[name=plain]").check()
    camera.take("uitnodigen-1", height=860)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()
    camera.take("uitnodigen-2", top=page.locator("#preview"), height=320)


def training(camera: Camera) -> None:
    page = camera.page
    page.goto("/beheer/bijeenkomsten/trainingen/")
    page.get_by_role("link", name="Het andere gesprek in de praktijk").first.click()
    page.wait_for_load_state()
    camera.take("training-1", page.get_by_role("button", name=re.compile("Nodig uit")), height=560)
    page.locator(".org-move summary").first.click()
    camera.take("training-2", page.locator(".org-move form").first, top=page.locator(".org-panel h2").first, height=420)


def writing(camera: Camera) -> None:
    page = camera.page
    page.goto("/beheer/pages/3/")
    page.goto(page.get_by_role("link", name="Handvatten", exact=True).first.get_attribute("href").replace("edit/", ""))
    camera.take("handvat-1", page.locator('main a[href*="/add"]'))
    page.goto(page.locator('td.title a[href*="/edit/"]').first.get_attribute("href"))
    page.wait_for_load_state("networkidle")
    camera.take("handvat-2", height=760)
    number = re.search(r"/pages/(\d+)/", page.url)[1]
    page.locator("footer .w-dropdown__toggle").click()
    hand_in = page.get_by_role("button", name=re.compile("Stuur door"))
    camera.take("nakijken-1", hand_in, top=int(hand_in.bounding_box()["y"]) - 250, height=420)
    page.goto(f"/beheer/controle/{number}/")
    camera.take("handvat-3", height=460)
    page.goto("/beheer/")
    camera.take("nakijken-2", height=700)
    camera.take("nakijken-3", page.get_by_role("button", name=re.compile("Nog goed")), top=250, height=360)
    page.goto("/beheer/snippets/cms/quote/")
    camera.take("citaat-1")
    page.get_by_role("link", name=re.compile("Trek in")).first.click()
    page.wait_for_load_state()
    camera.take("citaat-2", page.locator("main form button, form button[type=submit]").last, height=420)


def _phone(name: str, page: Page, top: int | Locator = 0) -> None:
    page.evaluate(PLAIN)
    if not isinstance(top, int):
        top = int(top.first.bounding_box()["y"]) - 12
    picture = page.screenshot(clip={"x": 0, "y": top, **PHONE}, full_page=True, animations="disabled")
    Image.open(io.BytesIO(picture)).convert("RGB").save(FOLDER / f"{name}.webp", quality=62, method=6)
    print(name, flush=True)


def main(address: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        phone = browser.new_context(base_url=address, viewport=PHONE, locale="nl-NL", color_scheme="light").new_page()
        organiser = Camera(browser, address, "organisator")
        planning(organiser)
        rounds(organiser, phone)
        dividing(organiser)
        the_day(organiser, phone)
        afterwards(organiser)
        inviting(organiser)
        training(organiser)
        writing(Camera(browser, address, "redactie"))
        browser.close()
    print(sum(file.stat().st_size for file in FOLDER.glob("*.webp")) // 1000, "kB together")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
