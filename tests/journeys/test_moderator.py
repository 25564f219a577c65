"""A visitor reports, a moderator hides with a rule, the author objects, and another moderator decides."""

import re

import pytest
from playwright.sync_api import expect

from community.actions.accounts import create_member
from community.models import Appeal, ModerationDecision, Report
from config import roles
from tests.community.factories import ambassador

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "een lange zin om in te komen"


def log_in(page, email):
    page.goto("/account/login/")
    page.locator("input[name=login]").last.fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(re.compile("/account/"))


def test_from_a_report_to_a_decision_on_the_objection(open_page, axe, mailbox, live_server):
    roles.apply()
    for email in ("eerste@example.org", "tweede@example.org"):
        create_member(email=email, password=PASSWORD, groups=["moderatie"])
    ambassador("Sam Schrijver", slug="sam", email="sam@example.org", bio="Koop nu mijn vitamines.")
    visitor = open_page(script=False, width=320)
    visitor.goto("/ambassadeurs/sam/")
    visitor.get_by_role("link", name="Melden").click()
    visitor.get_by_label("Het is reclame of misleiding").check()
    visitor.get_by_label("Je e-mailadres").fill("buur@example.org")
    visitor.get_by_role("button", name="Verstuur je melding").click()
    expect(visitor.get_by_role("heading", name="Je melding is ontvangen")).to_be_visible()
    assert Report.objects.count() == 1

    first = open_page()
    log_in(first, "eerste@example.org")
    first.goto("/beheer/moderatie/")
    first.get_by_role("link", name="Profiel van een ambassadeur").click()
    first.locator("summary", has_text=re.compile("^Verberg$")).click()
    first.locator("#id_verbergen-rule").select_option(label="Geen reclame")
    first.locator("#id_verbergen-explanation").fill("Haal de verkoop eruit.")
    first.get_by_role("button", name="Verberg", exact=True).click()
    expect(first.get_by_text("Er wacht niets.")).to_be_visible()
    visitor.goto("/ambassadeurs/sam/")
    expect(visitor.get_by_role("heading", name="Verborgen door een moderator")).to_be_visible()

    mailbox.deliver()
    [statement] = mailbox.to("sam@example.org")
    path = re.search(r"/bezwaar/\S+", statement.get_body("plain").get_content()).group()
    visitor.goto(path)
    visitor.get_by_label("Waarom ben je het er niet mee eens?").fill("Het waren wortels uit eigen tuin.")
    visitor.get_by_role("button", name="Verstuur je bezwaar").click()
    expect(visitor.get_by_text("wacht op een andere moderator")).to_be_visible()

    appeal = Appeal.objects.get()
    first.goto(f"/beheer/moderatie/bezwaren/{appeal.pk}/")
    expect(first.get_by_text("Een andere moderator beslist.")).to_be_visible()
    second = open_page()
    log_in(second, "tweede@example.org")
    second.goto(f"/beheer/moderatie/bezwaren/{appeal.pk}/")
    assert axe(second) == []
    second.get_by_label("Toekennen: het eerste besluit vervalt").check()
    second.locator("#id_answer").fill("Wortels zijn geen reclame.")
    second.get_by_role("button", name="Besluit").click()
    second.wait_for_url(re.compile("/beheer/moderatie/$"))
    assert ModerationDecision.objects.get().appeal.status == "granted"
    visitor.goto("/ambassadeurs/sam/")
    expect(visitor.get_by_role("heading", name="Sam Schrijver")).to_be_visible()
