"""The organiser's desk, and the private side of a workshop (S25)."""

import pytest

from community.models import OutgoingMail
from events.actions.change import cancel
from events.desk import Desk
from events.exports import as_csv
from events.participants import participants, table
from tests.events.factories import confirmed, make_event, make_page, make_round
from tests.events.organisers import url

pytestmark = pytest.mark.django_db


def test_desk_says_the_same_as_a_picture_and_as_a_table(client, organiser):
    event = make_event()
    group = make_round(event, 2)[0]
    people = [confirmed(event, group, name=f"Mens {number}") for number in range(3)]
    cancel(registration=people[0])
    OutgoingMail.objects.filter(to_email=people[1].email).update(status=OutgoingMail.Status.FAILED)
    desk = Desk(event)
    assert [(day.came, day.left, day.total) for day in desk.days] == [(3, 1, 2)]
    assert [(one["taken"], one["waiting"], one["share"]) for one in desk.groups] == [(2, 0, 100)]
    html = client.get(url("desk", event)).content.decode()
    assert "<polyline" in html
    assert "Mens 1" in html
    assert "Mens 2" not in html
    assert "style=" not in html[html.index("org-chart") : html.index("</table>")]


def test_desk_of_an_empty_meeting_helps_on(client, organiser, django_assert_max_num_queries):
    event = make_event(capacity=None)
    with django_assert_max_num_queries(20):
        assert "nog niemand aangemeld" in client.get(url("desk", event)).content.decode()


def test_workshop_leads_to_a_private_preparation_and_the_organisers_list_has_no_scores(client):
    event = make_event(kind="workshop")
    html = client.get(make_page(event).url).content.decode()
    assert "Bereid je voor, alleen voor jezelf" in html
    assert 'href="/kijk-eens/"' in html
    page = client.get("/kijk-eens/")
    assert page.status_code == 200
    assert not client.cookies
    confirmed(event)
    header, rows = table(event, participants(event, event.registrations.all()))
    text = as_csv(header, rows).decode("utf-8-sig").lower()
    assert not [word for word in ("score", "dimensie", "web", "lichaam", "zingeving") if word in text]
