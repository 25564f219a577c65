"""Reminders with due moments, one's own calendar, the page to try things out, and answers from calendars."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from io import StringIO
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from cms import clock
from community.actions.removal import remove_person
from community.models import OutgoingMail
from community.personal_data import Person
from events.actions.admission import set_admission
from events.actions.change import cancel
from events.actions.evaluation import open_evaluation
from events.actions.organise import cancel_event, change_event
from events.actions.remind import due_at, keep_reminders, send_due
from events.actions.replies import take_in
from events.entries import event_uid
from events.links import registration_url
from events.models import Attendance, Event, PersonalFeed, Registration
from events.tasks import remind
from tests.community.factories import own_copy
from tests.events.factories import confirmed, make_event, make_page, seats, signed_up
from tests.events.itip import lint
from tests.events.organisers import of

pytestmark = pytest.mark.django_db


def reminded() -> list[str]:
    return list(OutgoingMail.objects.filter(kind="events/reminder").order_by("pk").values_list("to_email", flat=True))


# --- reminders ------------------------------------------------------------------------------------------------------
def test_reminders_leave_a_week_and_a_day_before_to_who_wants_them(client):
    event = make_event(days=14, capacity=3)
    an, bo = confirmed(event), confirmed(event)
    signed_up(event)
    waiting = confirmed(event)
    client.post(registration_url(bo, absolute=False) + "herinneringen/", {"on": "0"})
    assert remind() == 0
    with time_machine.travel(event.starts_at - timedelta(days=7), tick=False):
        assert (remind(), remind()) == (1, 0)
        assert reminded() == [an.email]
        newcomer = confirmed(event, email="nieuw@example.org")
        cancel(registration=waiting)
    with time_machine.travel(event.starts_at - timedelta(days=1), tick=False):
        assert (remind(), remind()) == (1, 0)
        assert sorted(reminded()) == sorted([an.email, an.email, newcomer.email])
    tomorrow = OutgoingMail.objects.filter(to_email=an.email, kind="events/reminder").last()
    assert tomorrow.subject.startswith("Morgen: ")
    assert "Zet ze daar uit" in tomorrow.text and not tomorrow.calendar


def test_morning_after_asks_who_was_there_what_they_thought():
    event, quiet = make_event(days=14), make_event(days=14)
    there, _absent, asks_nothing, elsewhere = (confirmed(each) for each in (event, event, event, quiet))
    Registration.objects.filter(pk=asks_nothing.pk).update(reminders=False)
    open_evaluation(event=event)
    with time_machine.travel(event.starts_at - timedelta(days=1), tick=False):
        remind()
    Attendance.objects.create(event=event, registration=there, came_at=event.starts_at)
    with time_machine.travel(event.ends_at + timedelta(hours=1), tick=False):
        assert remind() == 0
    morning = due_at(event, 0)
    last_day = event.ends_at.astimezone(morning.tzinfo).date()
    assert (morning.date() - last_day, morning.hour) == (timedelta(days=1), 10)
    with time_machine.travel(morning + timedelta(minutes=1), tick=False):
        assert (remind(), remind()) == (1, 0)
        told = OutgoingMail.objects.filter(kind="events/afterwards")
        (mail,) = told
        assert mail.to_email == there.email and f"{registration_url(there)}evaluatie/" in mail.text
        open_evaluation(event=quiet)  # the organiser is late
        assert (remind(), told.last().to_email) == (1, elsewhere.email)


def test_reminder_keeps_the_time_of_day_when_the_clocks_change():
    zone = ZoneInfo("Europe/Amsterdam")
    event = Event(timezone="Europe/Amsterdam", starts_at=datetime(2027, 3, 28, 14, tzinfo=zone))
    assert due_at(event, 1) == datetime(2027, 3, 27, 14, tzinfo=zone)
    event.starts_at = datetime(2026, 10, 25, 14, tzinfo=zone)
    assert due_at(event, 7) == datetime(2026, 10, 18, 14, tzinfo=zone)


def test_reminders_follow_a_meeting_that_moves_and_skip_one_that_is_called_off():
    event = make_event(days=14)
    person = confirmed(event)
    with time_machine.travel(event.starts_at - timedelta(days=1), tick=False):
        remind()
        assert reminded() == [person.email]  # the one of a week before is too old to send
        later = {name: getattr(event, name) + timedelta(days=2) for name in ("starts_at", "ends_at")}
        change_event(event=event, version="1", actor=None, **of(event, **later))
        assert remind() == 0
    with time_machine.travel(event.starts_at + timedelta(days=1), tick=False):
        assert remind() == 1
        assert reminded() == [person.email] * 2
    other = make_event(days=14)
    confirmed(other)
    with time_machine.travel(other.starts_at - timedelta(days=7, minutes=1), tick=False):
        keep_reminders()
        cancel_event(event=other, reason="Ziek", actor=None)
    with time_machine.travel(other.starts_at - timedelta(days=7), tick=False):
        assert send_due() == 0


def test_meeting_that_is_put_off_for_long_is_not_announced_on_the_old_eve():
    event = make_event(days=14)
    person = confirmed(event)
    with time_machine.travel(event.starts_at - timedelta(days=5), tick=False):
        remind()
        later = {name: getattr(event, name) + timedelta(days=30) for name in ("starts_at", "ends_at")}
        put_off = change_event(event=event, version="1", actor=None, **of(event, **later))
    with time_machine.travel(due_at(event, 1), tick=False):
        assert (remind(), reminded()) == (0, [])
    for days in (7, 1):
        with time_machine.travel(due_at(put_off, days), tick=False):
            assert remind() == 1
    assert reminded() == [person.email] * 2


# --- the meeting link, and what stands beside it --------------------------------------------------------------------
def test_dial_in_is_shown_with_the_link_and_to_participants_only(client):
    event = make_event(meeting_url="https://vergader.example.org/geheim")
    set_admission(event=event, version="1", actor=None, dial_in="020 555 0100, code 42", house_rules="Wees aardig")
    page, person = make_page(event), confirmed(event)
    mine = registration_url(person, absolute=False)
    early = client.get(mine).text
    assert "code 42" not in early and "Wees aardig" in early and reverse("technical_check") in early
    with time_machine.travel(event.starts_at - timedelta(minutes=20), tick=False):
        assert "code 42" in client.get(mine).text
        for public in (page.url, reverse("agenda_feed"), reverse("event_calendar", args=[event.public_id])):
            assert "code 42" not in client.get(public).text
            assert "geheim" not in client.get(public).text


def test_page_to_try_things_out_may_ask_for_camera_and_microphone_and_no_other_page_may(client):
    policy = client.get(reverse("technical_check"))["Permissions-Policy"]
    assert "camera=(self)" in policy and "microphone=(self)" in policy and "geolocation=()" in policy
    assert "camera=()" in client.get("/")["Permissions-Policy"]


# --- one's own calendar ---------------------------------------------------------------------------------------------
def test_personal_feed_holds_what_one_goes_to_and_its_address_can_be_revoked(client, django_assert_num_queries):
    events = [make_event(days=days, title=f"Bijeenkomst {days}") for days in (10, 20, 30)]
    people = [confirmed(event, email="an@example.org") for event in events]
    confirmed(events[0], email="ander@example.org")
    cancel_event(event=events[1], reason="Ziek", actor=None)
    cancel(registration=people[2])
    page = registration_url(people[0], absolute=False) + "agenda-adres/"
    assert "Maak mijn adres" in client.get(page).text
    client.post(page, {"what": "open"})
    client.post(page, {"what": "open"})
    feed = PersonalFeed.objects.get()
    address = reverse("personal_feed", args=[feed.key])
    assert address in client.get(page).text
    with django_assert_num_queries(5):
        answer = client.get(address)
    assert lint(answer.content) == []
    found = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert [(str(one["UID"]), str(one["STATUS"])) for one in found] == [
        (event_uid(events[0]), "CONFIRMED"),
        (event_uid(events[1]), "CANCELLED"),
    ]
    assert b"ander@example.org" not in answer.content
    client.post(page, {"what": "renew"})
    assert client.get(address).status_code == 404
    client.post(page, {"what": "close"})
    assert not PersonalFeed.objects.exists()


def test_feed_goes_with_the_person(client):
    person = confirmed(make_event(), email="weg@example.org")
    client.post(registration_url(person, absolute=False) + "agenda-adres/", {"what": "open"})
    file = client.get(registration_url(person, absolute=False) + "gegevens.zip")
    assert "persoonlijke agenda" in str(own_copy(file))
    remove_person(Person("weg@example.org"))
    assert not PersonalFeed.objects.exists()


# --- answers from calendars -----------------------------------------------------------------------------------------
def reply(registration, *, sender=None, partstat="DECLINED", uid=None, method="REPLY", attendee=None) -> EmailMessage:
    """The mail with which a calendar answers."""
    calendar = "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Test//NL",
            f"METHOD:{method}",
            "BEGIN:VEVENT",
            f"UID:{uid or event_uid(registration.event)}",
            "DTSTAMP:20261101T100000Z",
            "SEQUENCE:0",
            f"DTSTART:{registration.event.starts_at:%Y%m%dT%H%M%SZ}",
            f"ATTENDEE;PARTSTAT={partstat}:mailto:{attendee or registration.email}",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )
    message = EmailMessage()
    message["From"] = sender or f"Iemand <{registration.email.upper()}>"
    message["Subject"] = "Afgewezen: geheime opmerking"
    message.set_content("Ik kan niet, want ik ben ziek.")
    message.add_alternative(calendar, subtype="calendar", params={"method": method})
    return message


def test_declining_in_the_calendar_cancels_and_can_be_undone(client, tmp_path, mailbox):
    event = make_event(capacity=1)
    make_page(event)
    person, waiting = confirmed(event), confirmed(event)
    (tmp_path / "1.eml").write_bytes(reply(person).as_bytes())
    (tmp_path / "2.eml").write_bytes(reply(person).as_bytes())
    out = StringIO()
    call_command("read_replies", str(tmp_path), stdout=out)
    assert out.getvalue().splitlines() == ["declined: 1", "kept: 1"]
    assert list(tmp_path.glob("*.eml")) == []
    assert seats(event) == [waiting.email]
    told = OutgoingMail.objects.get(kind="events/registration_cancelled")
    assert "Je agenda liet ons weten" in told.text and registration_url(person) in told.text
    mine = registration_url(person, absolute=False)
    assert "Toch wel komen" in client.get(mine).text
    cancel(registration=waiting)
    client.post(mine + "terug/")
    client.post(mine + "terug/")
    person.refresh_from_db()
    assert (person.status, seats(event)) == (Registration.Status.CONFIRMED, [person.email])


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"sender": "a\0b@example.org", "attendee": "a\0b@example.org"}, "sender is not the attendee"),
        ({"uid": "0123456789" * 3 + "abcdef"}, "unknown meeting or person"),
        ({"uid": "-" * 36}, "unknown meeting or person"),
        ({"sender": "ander@example.org"}, "sender is not the attendee"),
        ({"sender": "a@example.org, b@example.org"}, "sender is not the attendee"),
        ({"sender": "x@example.org", "attendee": "x@example.org"}, "unknown meeting or person"),
        ({"uid": "0d2d7a3e-5f0d-4c37-9b5e-6a0f0f0a1b2c@elders.example"}, "unknown meeting or person"),
        ({"uid": "x" * 5000}, "unknown meeting or person"),
        ({"method": "REQUEST"}, "no calendar reply"),
        ({"partstat": "ACCEPTED"}, "kept"),
        ({"partstat": "TENTATIVE"}, "kept"),
    ],
)
def test_forged_and_unknown_answers_change_nothing_and_leave_no_words(changes, word, caplog):
    person = confirmed(make_event())
    caplog.set_level("INFO")
    assert take_in(reply(person, **changes).as_bytes()) == word
    person.refresh_from_db()
    assert person.status == Registration.Status.CONFIRMED
    for secret in (person.email, "ziek", "geheime"):
        assert secret not in caplog.text


@pytest.mark.parametrize(
    "raw", [b"", b"\0" * 100, b"x" * 2_000_000, b"From: a@b.nl\nContent-Type: text/calendar\n\nBEGIN:"]
)
def test_rubbish_is_not_read(raw):
    assert take_in(raw) in {"no calendar reply", "unreadable", "too large"}


def test_only_our_own_mail_server_can_prove_a_sender(settings):
    settings.REPLIES_AUTHSERV = "mx.leerspoor.example"
    person = confirmed(make_event())
    for results, word in (
        (None, "sender is not proven"),
        ("mx.leerspoor.example; dmarc=fail header.from=example.org", "sender is not proven"),
        ("mx.elders.example; dmarc=pass header.from=example.org", "sender is not proven"),
        ("mx.leerspoor.example; dmarc=pass header.from=kwaad.example", "sender is not proven"),
        ("mx.leerspoor.example; dkim=pass header.d=example.org.kwaad.example", "sender is not proven"),
        ("mx.leerspoor.example; dkim=pass header.d=example.org-kwaad.example", "sender is not proven"),
        (
            'mx.leerspoor.example; spf=pass smtp.mailfrom="; dkim=pass header.d=example.org"@kwaad.example',
            "sender is not proven",
        ),
        ("mx.leerspoor.example; spf=pass (dkim=pass header.d=example.org)", "sender is not proven"),
        ("mx.leerspoor.example; dkim=fail (dkim=pass) header.d=example.org", "sender is not proven"),
        ("mx.leerspoor.example 1; dmarc=pass (p=none) header.from=example.org", "declined"),
    ):
        message = reply(person)
        if results:
            message["Authentication-Results"] = results
        assert take_in(message.as_bytes()) == word, results


def test_answer_after_the_start_is_too_late():
    person = confirmed(make_event(days=1))
    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        assert take_in(reply(person).as_bytes()) == "too late"
