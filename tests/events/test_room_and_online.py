"""A meeting that is in a room and online: chairs with a number of their own, and the form that changes on the way."""

import uuid

import pytest

from events.actions.admission import set_admission
from events.actions.change import cancel, come_back, switch
from events.actions.organise import change_event
from events.actions.refusal import Refused
from events.actions.sign_up import confirm
from events.audit import violations
from events.links import registration_url
from events.models import Event
from tests.events.factories import confirmed, make_event, make_page
from tests.events.itip import event_of
from tests.events.organisers import of, url

pytestmark = pytest.mark.django_db


def test_room_has_its_own_number_and_people_can_switch(client):
    event = make_event(mode=Event.Mode.HYBRID, venue="Dorpshuis")
    set_admission(event=event, version="1", actor=None, room_capacity=1)
    page = make_page(event)
    in_room = confirmed(event)
    assert in_room.attends == "room"
    data = {"name": "An", "email": "an@example.org", "key": str(uuid.uuid4()), "attends": "room"}
    assert "De zaal is vol" in client.post(page.url + "aanmelden/", data).text
    assert client.post(page.url + "aanmelden/", data | {"attends": "online"}).status_code == 302
    online = confirm(registration=event.registrations.get(email="an@example.org"))
    mine = registration_url(online, absolute=False)
    assert "De zaal is vol" in client.post(mine + "waar/", {"attends": "room"}).text
    switch(registration=in_room, attends="online")
    client.post(mine + "waar/", {"attends": "room"})
    online.refresh_from_db()
    assert online.attends == "room"
    assert client.post(mine + "waar/", {"attends": "\0"}).status_code == 200
    with pytest.raises(Refused, match="al 1"):
        set_admission(event=event, version="1", actor=None, room_capacity=0)
    assert list(violations()) == []


def test_who_is_signed_up_by_another_can_come_online_where_the_room_is_full(client, organiser):
    event = make_event(mode=Event.Mode.HYBRID, venue="Dorpshuis")
    set_admission(event=event, version="1", actor=None, room_capacity=1)
    page = make_page(event)
    confirmed(event)
    helper = {"helper_name": "Hanna", "helper_email": "hanna@example.org", "consent": "on"}
    for address, more in (
        (url("new_participant", event), {"email": "an@example.org"}),
        (url("new_participant", event), {}),  # the organiser helps
        (page.url + "iemand-anders/", helper),
    ):
        typed = {"name": "An", "key": str(uuid.uuid4()), "attends": "room"} | more
        assert "attends" in client.post(address, typed).context["form"].errors
        assert client.post(address, typed | {"attends": "online"}).status_code == 302
    assert list(event.registrations.values_list("attends", flat=True).order_by("pk")) == ["room", *["online"] * 3]
    elsewhere = make_page(make_event(mode=Event.Mode.ROOM))
    assert 'name="attends"' not in client.get(elsewhere.url + "iemand-anders/").text


def change_mode(event, mode: str, **changes):
    event.refresh_from_db()
    return change_event(
        event=event, version=str(event.version), actor=None, **of(event, mode=mode, venue="Zaal 2", **changes)
    )


def test_who_came_before_there_was_a_choice_has_a_chair_in_the_room(client):
    event = make_event(mode=Event.Mode.ROOM, venue="Zaal 2")
    set_admission(event=event, version="1", actor=None, room_capacity=1)
    first, second = confirmed(event), confirmed(event)
    with pytest.raises(Refused, match="Er komen al 2 mensen") as refusal:
        change_mode(event, Event.Mode.HYBRID)
    assert refusal.value.field == "mode"
    cancel(registration=second)
    change_mode(event, Event.Mode.HYBRID)
    with pytest.raises(Refused, match="zaal is vol"):
        confirmed(event)
    mine = registration_url(first, absolute=False)
    assert "Toch liever online" in client.get(mine).text
    client.post(mine + "waar/", {"attends": "online"})
    assert confirmed(event).attends == "room"
    other = make_event(mode=Event.Mode.ONLINE)
    at_home = confirmed(other)
    change_mode(other, Event.Mode.HYBRID)
    at_home.refresh_from_db()
    assert (at_home.attends, list(violations())) == ("online", [])


def test_who_came_online_is_sent_to_the_room_where_that_is_all_there_is_and_keeps_the_choice(client, mailbox):
    event = make_event(mode=Event.Mode.HYBRID, venue="Zaal 2")
    set_admission(event=event, version="1", actor=None, room_capacity=1)
    at_home = confirmed(event, attends="online")
    in_room, mine = confirmed(event, attends="room"), registration_url(at_home, absolute=False)
    change_mode(event, Event.Mode.ROOM)
    mailbox.deliver()
    assert event_of(mailbox.to(at_home.email)[-1])["LOCATION"] == "Zaal 2"
    assert "Toch liever" not in client.get(mine).text
    confirmed(event)  # a second chair: `room_capacity` is of a meeting that is online too
    cancel(registration=in_room)
    assert come_back(registration=in_room).attends == "room"
    assert list(violations()) == []
    cancel(registration=in_room)
    change_mode(event, Event.Mode.HYBRID)
    assert "Je doet online mee" in client.get(mine).text
    assert list(violations()) == []
