"""The agenda of a group: its hosts put meetings in it, its readers see them."""

import pytest
from django.test import Client

from community.actions import circles
from events.actions import proposals
from events.actions.refusal import Refused
from events.models import Event
from tests.community.factories import asked, circle_of, member
from tests.events.factories import make_event, make_page

pytestmark = pytest.mark.django_db


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize(("access", "seen"), [("open", True), ("on_request", False)])
def test_hosts_put_meetings_in_the_agenda_of_their_group(access, seen, client):
    host, other = member("host@example.org", name="Hanna"), member("lid@example.org", name="Lid")
    circle = circle_of(host, access)
    event = make_event(title="Samen eropuit")
    page = make_page(event)
    address = f"/groepen/{circle.slug}/agenda/"
    assert as_(other).post(address, {"event": event.pk}).status_code == 404
    for _ in range(2):
        as_(host).post(address, {"event": event.pk})
    assert page.url in as_(host).get(f"/groepen/{circle.slug}/").content.decode()
    assert (page.url in client.get(f"/groepen/{circle.slug}/").content.decode()) is seen
    as_(host).post(address, {"event": event.pk, "step": "drop"})
    assert page.url not in as_(host).get(f"/groepen/{circle.slug}/").content.decode()
    assert "Kies" in as_(host).post(address, {"event": "9" * 30}).content.decode()


def test_a_meeting_that_is_off_is_in_no_agenda():
    host = member("host@example.org", name="Hanna")
    circle, event = circle_of(host), make_event(title="Gaat niet door")
    page = make_page(event)
    proposals.put_in_agenda(circle=circle, event=event)
    Event.objects.filter(pk=event.pk).update(status=Event.Status.CANCELLED)
    assert page.url not in as_(host).get(f"/groepen/{circle.slug}/").content.decode()
    with pytest.raises(Refused):
        proposals.propose(event=event, question=asked(), user=host)
    circles.leave(member=circle.members.get())
