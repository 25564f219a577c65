"""Wishes told and groups divided with a keyboard only: a participant on the site, an organiser in the admin."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cms import clock
from community.actions.accounts import create_member
from community.models import OutgoingMail
from events.actions.allocate import run_waiting
from events.audit import violations
from events.models import Admission, Allocation, Registration
from tests.events.factories import make_page, seats
from tests.events.test_wishes import by_wish, wishing

pytestmark = pytest.mark.django_db(transaction=True)


def choose(page, label, option: str) -> None:
    """Pick an option of a select by typing the beginning of its words."""
    page.get_by_label(label).focus()
    page.keyboard.type(option)


def test_wishes_become_groups_with_a_keyboard_only(open_page, settings, axe):
    settings.SECOND_FACTOR_FOR_STAFF = False
    create_member(email="organisator@example.org", name="Olaf Organisator", password="demo", groups=["organisatie"])
    event, (brood, soep) = by_wish(Admission.Method.RANKING, (2, 2))
    for breakout, title in ((brood, "Brood bakken"), (soep, "Soep koken")):
        breakout.title = title
        breakout.save()
    address = make_page(event).url
    others = [wishing(event, [brood, soep], number=number) for number in range(2)]

    page = open_page()
    page.goto(f"{address}aanmelden/")
    for label, words in (("Je naam", "Anke Anders"), ("Je e-mailadres", "anke@example.org")):
        page.get_by_label(label, exact=True).focus()
        page.keyboard.type(words)
    choose(page, "1e keuze", "Soep")
    choose(page, "2e keuze", "Brood")
    assert axe(page) == []
    page.get_by_role("button", name="Aanmelden").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Kijk in je mail").wait_for()
    anke = Registration.objects.get(email="anke@example.org")
    assert list(anke.wishes.order_by("rank").values_list("breakout", flat=True)) == [soep.pk, brood.pk]

    Admission.objects.update(wishes_close_at=clock.now() - timedelta(minutes=1))
    desk = open_page()
    desk.goto(f"/account/login/?next={reverse('organise:allocation', args=[event.public_id])}")
    desk.fill("input[name=login]", "organisator@example.org")
    desk.fill("input[name=password]", "demo")
    desk.keyboard.press("Enter")
    desk.get_by_role("button", name="Maak een voorstel").focus()
    desk.keyboard.press("Enter")
    desk.get_by_text("Het voorstel wordt gemaakt").wait_for()
    assert run_waiting() == 1
    desk.reload()
    desk.get_by_label(others[0].name).focus()
    desk.keyboard.press("Space")
    choose(desk, "Verplaats de aangevinkte mensen naar", "Soep")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    desk.locator("abbr[title='met de hand verplaatst']").wait_for()
    assert seats(event, soep) == []  # nothing is settled before it is made known
    desk.get_by_role("link", name="Bekendmaken").focus()
    desk.keyboard.press("Enter")
    desk.get_by_role("button", name="Ja, maak bekend").focus()
    desk.keyboard.press("Enter")
    desk.get_by_text("bekendgemaakt").first.wait_for()
    assert Allocation.objects.get().status == Allocation.Status.PUBLISHED
    assert sorted(seats(event, soep)) == ["anke@example.org", others[0].email]
    assert seats(event, brood) == [others[1].email]
    assert OutgoingMail.objects.filter(kind="events/allocated").count() == 3
    assert list(violations()) == []
