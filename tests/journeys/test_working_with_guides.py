"""A team at work with a guide, as a browser sees it: every page by axe, at 320 px, by keyboard, without a script."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from community.actions import maps, plans, teams
from tests.cms import factories
from tests.cms.test_railway_guide import guide
from tests.community.factories import member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def work():
    """A guide, a team with a plan in which a leaf lies on the track, and a map; the pages and who may see them."""
    user = member("noor@example.org", name="Noor Vaart")
    team = teams.make_team(user=user, name="Team Oosterdam met een behoorlijk lange naam")
    handvat = factories.handvat("Probeer het eerst zelf")
    page = guide(3, [handvat], [factories.example("Bellen zonder computer")])
    plan = plans.make_plan(team=team, source=page.translation_key, kind="reisplan", title="Reis", steps=page.steps())
    item = plan.items.first()
    key = page.steps()[0].obstacles[0].key
    plans.change_item(item=item, expected_version=1, done=False, obstacles=[key], notes="Taart mee")
    course = maps.share(map=maps.make_map(team=team, goal="Minder eenzaamheid in Oosterdam"), on=True)
    step = maps.add_node(map=course, parent=None, kind="step", text="Soep op straat", by=user)
    maps.add_node(map=course, parent=step, kind="long", text="Buren kennen elkaar", by=user)
    return {
        "user": user,
        "course": course,
        "public": [
            page.url,
            f"{page.url}?vorm=gewoon",
            "/gidsen/",
            f"/dossier/?stuk={handvat.pk}&q=bellen",
            reverse("shared_map", args=[course.share_key]),
        ],
        "own": [
            reverse("teams"),
            reverse("team", args=[team.public_id]),
            reverse("new_plan", args=[page.translation_key]),
            reverse("plan", args=[plan.public_id]),
            reverse("plan_item", args=[plan.public_id, item.pk]),
            reverse("map", args=[course.public_id]),
            reverse("map_node", args=[course.public_id, step.pk]),
            reverse("map_history", args=[course.public_id]),
        ],
    }


def log_in(page, user):
    """Put a session of this person in the browser."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.goto("/healthz")
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": page.url}])


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, work, axe, scheme, width):
    page = open_page(width=width, height=800, color_scheme=scheme)
    findings = []
    for addresses in (work["public"], work["own"]):
        for address in addresses:
            assert page.goto(address).status == 200
            findings += [f"{address}: {finding}" for finding in axe(page)]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                findings.append(f"{address}: scrolls sideways")
        log_in(page, work["user"])
    assert findings == []


def test_map_is_made_by_keyboard_without_a_script(plain_page, work):
    page = plain_page
    log_in(page, work["user"])
    page.goto(reverse("map", args=[work["course"].public_id]))
    page.get_by_role("link", name="Stap erbij").press("Enter")
    page.get_by_label("Stap").press_sequentially("Bellen met buren")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile("Effect erbij.*Bellen met buren")).press("Enter")
    page.get_by_label("Effect op lange termijn").press("Space")
    page.get_by_label("Wat levert het op?").fill("Wie alleen is, wordt gemist")
    page.get_by_role("button", name="Bewaar").press("Enter")
    page.locator(".course .course").get_by_text("Wie alleen is, wordt gemist", exact=True).wait_for()


def test_script_folds_what_stands_below_the_steps(browser_page, work):
    page = browser_page
    page.goto(work["public"][-1])
    assert page.get_by_text("Buren kennen elkaar").first.is_visible()
    page.get_by_role("button", name="Klap alle stappen dicht").press("Enter")
    assert not page.locator("li").get_by_text("Buren kennen elkaar").is_visible()
