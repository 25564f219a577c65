"""From the front door to the calendar, as a newcomer goes: in a real browser, with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from community.models import OutgoingMail
from events.audit import violations
from events.models import Registration
from tests.cms import factories
from tests.events.factories import confirmed, make_event, make_page, make_plenary, make_round, queue, seats

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def leeratelier():
    event = make_event(title="Leeratelier Testdorp 3", meeting_url="https://vergader.example.org/geheim", capacity=30)
    make_plenary(event)
    event.first = make_round(event, 1, 5)
    event.second = make_round(event, 5, 5, start=70)
    event.page = make_page(event, summary="Twee uur leren van elkaar.")
    return event


@pytest.fixture
def handvat():
    page = factories.handvat(number=1, summary="Wachten helpt niet.")
    return page


def link_in(message) -> str:
    """The path of the personal link in the plain text of a mail."""
    text = message.get_body(("plain",)).get_content()
    return re.search(r"https?://[^/\s]+(/mijn-aanmelding/[^/\s]+/)", text)[1]


def calendar_of(message) -> Calendar:
    part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    assert part.get_content_disposition() != "attachment"
    return Calendar.from_ical(part.get_content())


def test_from_the_front_door_to_the_calendar(any_page, leeratelier, handvat, mailbox):
    holder = confirmed(leeratelier, leeratelier.first[0])
    page = any_page

    # Reads a handvat.
    page.goto("/")
    page.locator('nav a[href="/handvatten/"]').first.click()
    page.get_by_role("link", name=re.compile("Begin gewoon aan het gesprek")).first.click()
    assert page.get_by_role("heading", level=1).inner_text().endswith("Begin gewoon aan het gesprek")

    # Finds the meeting and signs up: a full break-out in the first round, a free one in the second.
    page.locator('nav a[href="/agenda/"]').first.click()
    page.get_by_role("link", name="Leeratelier Testdorp 3").first.click()
    page.get_by_role("link", name="Aanmelden").first.click()
    page.get_by_label("Je naam").fill("An Jansen")
    page.get_by_label("Je e-mailadres").fill("an@example.org")
    page.get_by_role("radio", name=re.compile("Groep 1.*plek 1 van de wachtlijst", re.DOTALL)).check()
    page.locator(f'input[value="{leeratelier.second[1].pk}"]').check()
    page.get_by_role("button", name="Aanmelden").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Kijk in je mail"

    # Confirms from the mail, which has no calendar yet.
    mailbox.deliver()
    (asked,) = mailbox.to("an@example.org")
    assert not any(part.get_content_type() == "text/calendar" for part in asked.walk())
    page.goto(link_in(asked))
    page.get_by_role("button", name="Ja, ik kom").click()
    assert "Je bent erbij" in page.locator("main").inner_text()
    assert "Plek 1 op de wachtlijst van “Groep 1”" in page.locator("main").inner_text()

    # Finds the meeting in the calendar.
    mailbox.deliver()
    invited = mailbox.to("an@example.org")[-1]
    calendar = calendar_of(invited)
    (entry,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "REQUEST"
    assert entry["DTSTART"].dt == leeratelier.starts_at
    assert "geheim" not in invited.as_string()
    sequence = entry["SEQUENCE"]

    # The first in the queue moves up when somebody cancels from their own link.
    page.goto(link_in(mailbox.to(holder.email)[-1]))
    page.get_by_role("link", name="Afmelden").click()
    page.get_by_role("button", name="Ja, meld mij af").click()
    assert "Je bent afgemeld" in page.locator("main").inner_text()
    mailbox.deliver()
    assert calendar_of(mailbox.to(holder.email)[-1])["METHOD"] == "CANCEL"
    (moved_up,) = calendar_of(mailbox.to("an@example.org")[-1]).walk("VEVENT")
    assert moved_up["SEQUENCE"] > sequence
    assert moved_up["UID"] == entry["UID"]
    assert seats(leeratelier, leeratelier.first[0]) == ["an@example.org"]

    # Changes a break-out, and goes after all.
    page.goto(link_in(invited))
    page.get_by_role("link", name="Andere break-outs kiezen").click()
    page.locator(f'input[value="{leeratelier.second[0].pk}"]').check()
    page.get_by_role("button", name="Bewaar mijn keuze").click()
    assert seats(leeratelier, leeratelier.second[0]) == ["an@example.org"]
    page.get_by_role("link", name="Afmelden").click()
    page.get_by_role("button", name="Ja, meld mij af").click()
    assert seats(leeratelier) == []
    mailbox.deliver()
    (cancelled,) = calendar_of(mailbox.to("an@example.org")[-1]).walk("VEVENT")
    assert cancelled["STATUS"] == "CANCELLED"
    assert cancelled["SEQUENCE"] > moved_up["SEQUENCE"]
    assert list(violations()) == []


def test_signing_up_by_keyboard_only(plain_page, leeratelier):
    page = plain_page
    page.goto(leeratelier.page.url + "aanmelden/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # "Direct naar de inhoud"
    typed = {"name": "An Jansen", "email": "an@example.org"}
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.name || document.activeElement.type || ''")
        if focused in typed:
            page.keyboard.type(typed.pop(focused))
        elif focused.startswith("round-"):
            page.keyboard.press("ArrowDown")
        elif focused == "submit" and not typed:
            page.keyboard.press("Enter")
            break
    page.wait_for_url(re.compile("/verstuurd/"))
    assert Registration.objects.get().name == "An Jansen"
    assert Registration.objects.get().places.count() == 3


def test_errors_get_focus_and_keep_what_was_typed(any_page, leeratelier, axe):
    page = any_page
    page.goto(leeratelier.page.url + "aanmelden/")
    page.get_by_label("Je naam").fill("An Jansen")
    page.get_by_label("Je e-mailadres").fill("geen adres")
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.locator(".error-summary:focus-within")).to_be_visible()
    assert page.get_by_label("Je naam").input_value() == "An Jansen"
    assert page.get_by_label("Je e-mailadres").input_value() == "geen adres"
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.name") == "email"


def test_the_back_button_after_signing_up_signs_up_once(browser_page, leeratelier):
    page = browser_page
    page.goto(leeratelier.page.url + "aanmelden/")
    page.get_by_label("Je naam").fill("An Jansen")
    page.get_by_label("Je e-mailadres").fill("an@example.org")
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url("**/verstuurd/")
    page.go_back()
    page.get_by_label("Je naam").fill("An Jansen")
    page.get_by_label("Je e-mailadres").fill("an@example.org")
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url("**/verstuurd/")
    assert Registration.objects.count() == 1
    assert queue(leeratelier) == []
    # The same form, for a colleague this time.
    page.go_back()
    page.get_by_label("Je naam").fill("Een collega")
    page.get_by_label("Je e-mailadres").fill("collega@example.org")
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url("**/verstuurd/")
    assert set(seats(leeratelier)) == {"an@example.org", "collega@example.org"}
    assert OutgoingMail.objects.filter(to_email="collega@example.org").count() == 1


def test_the_meeting_link_is_there_half_an_hour_before_the_start(browser_page, leeratelier, settings):
    from cms import clock
    from events.links import registration_url

    registration = confirmed(leeratelier)
    page = browser_page
    page.goto(registration_url(registration, absolute=False))
    assert page.get_by_role("link", name="Naar de bijeenkomst", exact=True).count() == 0
    settings.CLOCK_SHIFT = (leeratelier.starts_at - clock.now() - timedelta(minutes=20)).total_seconds()
    page.reload()
    link = page.get_by_role("link", name="Naar de bijeenkomst", exact=True)
    assert link.get_attribute("href") == leeratelier.meeting_url
