"""Topics: a date that moves only with a real change, contents that take the focus along, and what belongs to them."""

import json
import re
from datetime import datetime, timedelta

import pytest
import time_machine

from cms import clock
from cms.models import TopicIndexPage, TopicPage
from tests.cms import factories
from tests.cms.test_queries import cost

BODY = [("text", "<h2>Waarom samen eten</h2><p>Daarom.</p><h2>Zo doe je het</h2><p>Zo.</p>")]


def topic(title="Samen eten", body=BODY, **terms):
    page = TopicPage(title=title, summary="Soep.", body=list(body))
    return factories.publish(page, TopicIndexPage.objects.get(locale__language_code="nl"), **terms)


def edited(page):
    """As the admin does it: a revision, then that published."""
    page.save_revision().publish()
    return TopicPage.objects.get(pk=page.pk)


def shown_date(client, page):
    return re.search(r'Laatst bijgewerkt: <time datetime="([\d-]+)"', client.get(page.url).content.decode())[1]


@pytest.mark.django_db
def test_date_moves_only_with_a_real_change(client):
    began = datetime(2026, 3, 2, 12, tzinfo=clock.now().tzinfo)
    with time_machine.travel(began, tick=False):
        page = topic()
        assert shown_date(client, page) == "2026-03-02"
    with time_machine.travel(began + timedelta(days=1), tick=False):
        page = edited(page)  # nothing changed
        page.body = [("text", "<h2>Waarom samen eten?</h2><p>Daarom.</p>")]
        page.minor_edit = True
        page = edited(page)
        assert shown_date(client, page) == "2026-03-02"
        assert "Waarom samen eten?" in client.get(page.url).content.decode()
        assert page.minor_edit is False
    with time_machine.travel(began + timedelta(days=2), tick=False):
        page.body = [("text", "<p>Iets heel anders.</p>")]
        page = edited(page)
        assert shown_date(client, page) == "2026-03-04"
        html = client.get(f"/en{page.url}").content.decode()
        assert 'datetime="2026-03-04"' in html
        data = json.loads(re.search(r"ld\+json\">(.*?)</script>", html)[1])["@graph"][0]
        assert data["dateModified"] == "2026-03-04"


@pytest.mark.django_db
def test_what_shares_its_terms_stands_below_it_by_kind(client):
    page = topic(themes=["bereiken"])
    factories.handvat("Deel soep uit", themes=["bereiken"])
    factories.handvat("Zeg niets", themes=["taal"])
    factories.example("Soep op straat", themes=["bereiken"])
    html = client.get(page.url).content.decode()
    for part in ("<h3>Handvat</h3>", "Deel soep uit", "<h3>Praktijkvoorbeeld</h3>", "Soep op straat"):
        assert part in html
    assert "Zeg niets" not in html
    assert page.title in client.get("/onderwerpen/").content.decode()


@pytest.mark.django_db
def test_topic_costs_a_fixed_number_of_queries(client):
    one = topic("Klein", body=BODY[:1])
    first = cost(client, one.url)
    for number in range(3):
        factories.handvat(f"Soep {number}", themes=["bereiken"])
    assert cost(client, topic("Groot", themes=["bereiken"]).url) == first == 5
    assert cost(client, "/onderwerpen/") == 5


@pytest.mark.django_db(transaction=True)
def test_contents_work_by_keyboard_and_take_the_focus_along(open_page):
    page = open_page(width=1280)
    page.goto(topic().url)
    page.get_by_role("link", name="Zo doe je het").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Zo doe je het"
    assert page.url.endswith("#deel-zo-doe-je-het")
