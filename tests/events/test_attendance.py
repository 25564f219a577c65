"""S27 at the door: tickets, copies and forgeries, a door without a connection, and minutes."""

import copy
import json
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cms import clock
from events.actions import attendance as actions
from events.attendance import Hours, expected, ticket_code
from events.models import Attendance, ProgrammeItem, Scan
from events.secret_links import ticket_token, ticket_url
from tests.events.factories import confirmed, make_event, make_round
from tests.events.organisers import url

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def soon(module_db):
    """A meeting that starts in an hour, with two participants and a door."""
    event = make_event(days=1 / 24, mode="room", venue="De Linde")
    group = make_round(event, 5)[0]
    named = (("Anke Anders", "anke@example.org"), ("Bas Boom", "bas@example.org"))
    people = [confirmed(event, group, name=name, email=email) for name, email in named]
    return {"event": event, "people": people, "door": actions.make_door(event=event, label="Voordeur", actor=None)}


@pytest.fixture
def day(soon):
    return copy.deepcopy(soon)


def at_door(day, name="door"):
    return reverse(name, args=[day["door"].key])


def test_ticket_lets_in_once_and_a_copy_is_told_since_when(client, day):
    ticket = ticket_token(day["people"][0])
    first = client.post(at_door(day), {"key": uuid.uuid4(), "code": f"https://x.example/kaartje/{ticket}/"})
    assert "Welkom, Anke Anders." in first.content.decode()
    again = client.post(at_door(day), {"key": uuid.uuid4(), "code": ticket}).content.decode()
    since = timezone.localtime(Attendance.objects.get().came_at).strftime("%H:%M")
    assert f"Anke Anders is al binnen, sinds {since} uur." in again
    assert "csrftoken" not in first.cookies


@pytest.mark.parametrize("forged", ["{hex}.AAAA", "ZZZZZZZZ", "..", "\0", "x" * 300, "é" * 8])
def test_forged_ticket_is_refused(client, day, forged):
    code = forged.format(hex=day["people"][0].public_id.hex)
    response = client.post(at_door(day), {"key": "", "code": code})
    assert response.status_code == 200
    assert not Attendance.objects.exists()


def test_short_code_works_however_it_is_typed_and_only_for_its_own_meeting(client, day):
    code = ticket_code(day["people"][1])
    html = client.post(at_door(day), {"code": f" {code[:4].lower()}-{code[4:].lower()} "}).content.decode()
    assert "Welkom, Bas Boom." in html
    other = confirmed(make_event(days=1 / 24))
    html = client.post(at_door(day), {"code": ticket_token(other)}).content.decode()
    assert "Deze code kennen we niet." in html


def test_cancelled_ticket_is_refused(client, day):
    from events.actions.change import cancel

    cancel(registration=day["people"][0])
    html = client.post(at_door(day), {"code": ticket_token(day["people"][0])}).content.decode()
    assert "geldt niet (meer)" in html
    assert not Attendance.objects.exists()


def test_door_that_was_offline_sends_its_scans_later_and_conflicts_are_reported(client, day):
    anke, bas = day["people"]
    now = clock.now()
    actions.scan(door=day["door"], key=uuid.uuid4(), person=anke.public_id)
    early = (now - timedelta(minutes=20)).isoformat()
    rows = [
        {"key": str(uuid.uuid4()), "code": ticket_code(anke), "at": early, "direction": "in"},
        {"key": str(uuid.uuid4()), "person": str(bas.public_id), "at": early},
        {"key": str(uuid.uuid4()), "code": "ONZIN123", "at": early},
    ]
    bodies = [client.post(at_door(day, "door_scans"), json.dumps(rows), content_type="application/json") for _ in "ab"]
    results = [[one["result"] for one in body.json()["answers"]] for body in bodies]
    assert results == [["already", "welcome", "unknown"]] * 2
    assert Scan.objects.count() == 4
    assert Attendance.objects.get(registration=anke).came_at == now - timedelta(minutes=20)
    assert Attendance.objects.get(registration=bas).came_at == now - timedelta(minutes=20)
    html = client.get(at_door(day)).content.decode()
    assert "Kijk hier nog eens naar" in html
    assert "al binnen: Anke Anders" in html


@pytest.mark.parametrize(
    "body", ["", "{", "{}", "[1]", '[{"key": 3}]', '[{"key": "x", "at": 1}]', "[" * 5000, '["\\u0000"]']
)
def test_door_survives_whatever_is_sent(client, day, body):
    response = client.post(at_door(day, "door_scans"), body, content_type="application/json")
    assert response.status_code in (200, 400)
    assert not Scan.objects.exists()


@pytest.mark.parametrize("at", ["2026-13-45T10:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_moment_that_cannot_be_costs_nobody_their_scan(client, day, at):
    row = {"key": str(uuid.uuid4()), "person": str(day["people"][0].public_id), "at": at}
    response = client.post(at_door(day, "door_scans"), json.dumps([row]), content_type="application/json")
    assert [one["result"] for one in response.json()["answers"]] == ["welcome"]
    assert day["event"].starts_at - timedelta(days=1) <= Attendance.objects.get().came_at <= clock.now()


def test_walk_in_comes_in_without_an_account_and_twice_is_once(client, day):
    typed = {"key": str(uuid.uuid4()), "name": "Wim Wandel", "email": ""}
    for _twice in "ab":
        assert client.post(at_door(day, "door_walk_in"), typed).status_code == 302
    assert [row.person_name for row in Attendance.objects.all()] == ["Wim Wandel"]
    assert "Wim Wandel" in client.get(at_door(day)).content.decode()


def test_door_closes_when_it_is_taken_back_and_a_day_after_the_meeting(client, day):
    assert client.get(at_door(day)).status_code == 200
    with time_machine.travel(day["event"].ends_at + timedelta(hours=25), tick=False):
        assert client.get(at_door(day)).status_code == 404
    actions.revoke_door(door=day["door"])
    assert client.get(at_door(day)).status_code == 404


def test_list_for_a_door_holds_no_addresses(client, day):
    text = client.get(at_door(day, "door_list")).content.decode()
    assert "Anke Anders" in text
    assert "@example.org" not in text


def test_minutes_are_net_and_the_organiser_has_the_last_word(client, day, organiser):
    event, (anke, _bas) = day["event"], day["people"]
    ProgrammeItem.objects.create(
        event=event,
        kind="break",
        title="Pauze",
        starts_at=event.starts_at + timedelta(minutes=50),
        ends_at=event.starts_at + timedelta(minutes=60),
    )
    hours = Hours.of(event)
    assert hours.net == 110
    stays = [("in", -10), ("out", 30), ("in", 40), ("out", 100)]
    for direction, minute in stays:
        with time_machine.travel(event.starts_at + timedelta(minutes=minute), tick=False):
            actions.scan(door=day["door"], key=uuid.uuid4(), person=anke.public_id, direction=direction)
    assert hours.minutes(Attendance.objects.get()) == 30 + 50
    address = url("attendance", event)
    client.post(address, {f"minutes-{anke.pk}": "110"})
    assert hours.minutes(Attendance.objects.get()) == 80  # nobody was there yet: the meeting is still to come
    with time_machine.travel(event.ends_at):
        client.force_login(organiser)
        client.post(address, {f"minutes-{anke.pk}": "110"})
        assert hours.minutes(Attendance.objects.get()) == 110
        client.post(address, {f"minutes-{anke.pk}": "", "minutes-x": "1", "minutes-999999": "5"})
        assert hours.minutes(Attendance.objects.get()) == 80
        client.post(address, {f"minutes-{anke.pk}": "181"})  # it lasted two hours, and may have run late for one
        assert Attendance.objects.get().minutes_given is None
        client.post(url("everybody_present", event))
    assert sorted(map(hours.minutes, Attendance.objects.all())) == [80, 110]


@pytest.mark.parametrize(
    ("reported", "minutes", "result"),
    [
        ([("in", 0), ("out", 60), ("in", 5)], 60, "already"),  # a second door, offline, saw them come in too
        ([("in", 0), ("out", 60), ("in", 90), ("out", 110), ("in", 80)], 60 + 30, "welcome"),
        ([("in", 0), ("in", 50), ("out", 30)], 30 + 70, "gone"),  # they left and came back before that out was sent
        ([("out", 60), ("in", 10)], 50, "welcome"),
    ],
)
def test_minutes_are_those_of_the_doors_clocks_in_whatever_order_they_report(day, reported, minutes, result):
    event, person = day["event"], day["people"][0]
    with time_machine.travel(event.ends_at, tick=False):
        for direction, minute in reported:
            at = event.starts_at + timedelta(minutes=minute)
            last = actions.scan(door=day["door"], key=uuid.uuid4(), person=person.public_id, direction=direction, at=at)
        assert (Hours.of(event).minutes(Attendance.objects.get()), last.result) == (minutes, result)


def test_screens_say_which_room_and_how_long_and_refresh_by_themselves(client, day):
    event = day["event"]
    with time_machine.travel(event.starts_at + timedelta(minutes=35), tick=False):
        for name, words in (("door_rooms", "Groep 1"), ("door_clock", "nog 25 minuten")):
            response = client.get(at_door(day, name))
            assert words in response.content.decode()
            assert response["Refresh"] == "30"


def test_badges_and_table_cards_are_tagged_pdf(client, day, organiser, tmp_path):
    for name, words in (("badges", "Anke Anders"), ("table_cards", "Groep 1")):
        (tmp_path / name).write_bytes(client.get(url(name, day["event"])).content)
        read = PdfReader(tmp_path / name)
        assert words in read.pages[0].extract_text()
        assert "/StructTreeRoot" in read.trailer["/Root"]


def test_who_was_offered_a_seat_is_not_expected_before_a_yes(client, day):
    event, (anke, bas) = day["event"], day["people"]
    event.places.filter(registration=bas, breakout=None).update(offered_until=clock.now() + timedelta(hours=1))
    assert list(expected(event)) == [anke]
    listed = client.get(at_door(day)).content.decode()
    assert "Anke Anders" in listed and "Bas Boom" not in listed


def test_ticket_page_shows_the_code_to_whoever_holds_the_link_only(client, day):
    person = day["people"][0]
    html = client.get(ticket_url(person, absolute=False)).content.decode()
    code = ticket_code(person)
    assert f"{code[:4]} {code[4:]}" in html
    assert "<svg" in html
    assert client.get(reverse("ticket", args=[f"{person.public_id.hex}.x"])).status_code == 404


def test_door_costs_the_same_with_more_people(client, day, django_assert_num_queries):
    client.get(at_door(day))
    with django_assert_num_queries(7):
        client.get(at_door(day))
    for number in range(3):
        confirmed(day["event"], name=f"Meer {number}")
    actions.scan(door=day["door"], key=uuid.uuid4(), person=day["people"][0].public_id)
    with django_assert_num_queries(7):
        client.get(at_door(day))
