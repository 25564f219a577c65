"""What people hear by mail: one mail per change, in their language, with a calendar that follows."""

import html
import re
from datetime import timedelta
from email.utils import parseaddr

import pytest
from django.db import transaction

from cms import clock
from community.models import OutgoingMail
from events import notifications
from events.actions import change
from events.links import registration_url
from events.models import Event, LedgerEntry, Registration
from tests.events import factories
from tests.events.itip import calendar_of, complaints, event_of

pytestmark = pytest.mark.django_db(transaction=True)


def plain(message) -> str:
    return message.get_body(("plain",)).get_content()


def rich(message) -> str:
    return message.get_body(("html",)).get_content()


def visible(message) -> str:
    return html.unescape(re.sub(r"<[^>]+>|\s+", " ", rich(message).partition("<body")[2]))


def entry_for(registration: Registration, kind=LedgerEntry.Kind.LEFT, **fields) -> LedgerEntry:
    return LedgerEntry.objects.create(registration=registration, kind=kind, **fields)


def test_sign_up_asks_to_confirm_without_a_calendar(mailbox):
    event = factories.make_event(title="Leeratelier & meer")
    registration = factories.signed_up(event, email="noor@example.org", name="Noor van Dijk")
    (message,) = mailbox.deliver()
    assert message["Subject"] == "Bevestig je aanmelding: Leeratelier & meer"
    assert parseaddr(message["To"]) == ("Noor van Dijk", "noor@example.org")
    assert calendar_of(message) is None
    for words in (plain(message), rich(message)):
        assert registration_url(registration, absolute=True) in words
    assert "Hoi Noor van Dijk," in plain(message)
    assert "We houden je plek vast tot" in plain(message)
    assert "Leeratelier & meer" in plain(message)
    assert "Leeratelier &amp; meer" in rich(message)


def test_confirmation_brings_the_calendar(mailbox):
    event = factories.make_event(meeting_url="https://geheim.example.org/kamer", mode=Event.Mode.ONLINE)
    first, _second = factories.make_round(event, 5, 5)
    registration = factories.confirmed(event, first, email="noor@example.org")
    message = mailbox.deliver()[-1]
    assert message["Subject"] == f"Je bent erbij: {event.title}"
    assert complaints(message) == []
    entry = event_of(message)
    assert (entry["SEQUENCE"], str(entry["UID"])) == (0, f"{event.public_id}@localhost")
    assert str(entry["LOCATION"]) == registration_url(registration, absolute=True)
    assert "Ronde 1: Groep 1" in entry["DESCRIPTION"]
    assert registration_url(registration, absolute=True) in entry["DESCRIPTION"]
    assert "Ronde 1: Groep 1" in plain(message)
    assert b"geheim" not in message.as_bytes()


def test_domain_with_an_accent_gets_its_mail_and_its_calendar(mailbox):
    registration = factories.confirmed(factories.make_event(), email="jan@müller.nl", name="Jan Müller")
    asked, message = mailbox.deliver()
    for mail in (asked, message):
        (to,) = mail["To"].addresses
        assert (to.display_name, to.addr_spec) == ("Jan Müller", "jan@xn--mller-kva.nl")
    assert complaints(message) == []
    assert str(event_of(message)["ATTENDEE"]) == "mailto:jan@xn--mller-kva.nl"
    assert registration.email == OutgoingMail.objects.latest("pk").to_email == "jan@müller.nl"


def test_place_of_a_meeting_in_a_room_is_its_venue(mailbox):
    event = factories.make_event(mode=Event.Mode.ROOM, venue="Buurthuis De Linde; zaal 1, boven")
    factories.confirmed(event)
    assert str(event_of(mailbox.deliver()[-1])["LOCATION"]) == "Buurthuis De Linde; zaal 1, boven"


def test_waiting_person_hears_the_position_and_gets_no_calendar(mailbox):
    event = factories.make_event(capacity=1)
    factories.confirmed(event)
    factories.confirmed(event)
    factories.confirmed(event, email="derde@example.org")
    message = mailbox.deliver() and mailbox.to("derde@example.org")[-1]
    assert message["Subject"] == f"Je staat op de wachtlijst: {event.title}"
    assert "Wachtlijst, nummer 2" in plain(message)
    assert "Wachtlijst, nummer 2" in visible(message)
    assert calendar_of(message) is None


def test_first_in_line_moves_up_with_a_calendar_and_who_left_gets_the_cancel(mailbox):
    event = factories.make_event(capacity=1)
    leaver = factories.confirmed(event, email="weg@example.org")
    factories.confirmed(event, email="door@example.org")
    change.cancel(registration=leaver)
    mailbox.deliver()
    promoted, cancelled = mailbox.to("door@example.org")[-1], mailbox.to("weg@example.org")[-1]
    assert promoted["Subject"] == f"Er is een plek voor je: {event.title}"
    assert complaints(promoted) == []
    assert cancelled["Subject"] == f"Je bent afgemeld: {event.title}"
    assert complaints(cancelled) == []
    assert (event_of(cancelled)["STATUS"], event_of(cancelled)["SEQUENCE"]) == ("CANCELLED", 1)


def test_sequence_rises_with_every_calendar_to_one_person(mailbox):
    event = factories.make_event()
    registration = factories.confirmed(event, email="noor@example.org")
    for _time in range(3):
        event.sequence += 1
        event.save()
        registration = Registration.objects.get(pk=registration.pk)
        with transaction.atomic():
            notifications.event_changed(registration, key=f"{event.pk}:{event.sequence}", before=event)
    change.cancel(registration=registration)
    mailbox.deliver()
    numbers = [event_of(message)["SEQUENCE"] for message in mailbox.to("noor@example.org") if calendar_of(message)]
    assert numbers == [0, 2, 4, 6, 7]
    assert len({str(event_of(message)["UID"]) for message in mailbox.messages if calendar_of(message)}) == 1


def test_same_change_told_twice_is_one_mail_and_one_number():
    event = factories.make_event()
    registration = factories.confirmed(event)
    entry = entry_for(registration)
    with transaction.atomic():
        notifications.choices_changed(registration, entry)
        notifications.choices_changed(registration, entry)
    assert OutgoingMail.objects.filter(key=f"choices_changed:{entry.pk}").count() == 1
    assert Registration.objects.get(pk=registration.pk).sequence == 2


def test_change_told_to_many_is_a_mail_each():
    event = factories.make_event()
    people = [factories.confirmed(event) for _number in range(3)]
    with transaction.atomic():
        for registration in people:
            notifications.event_changed(registration, key=f"{event.pk}:2", before=event)
    assert OutgoingMail.objects.filter(kind="events/event_changed").count() == 3


def test_cancel_is_not_sent_when_no_calendar_was(mailbox):
    event = factories.make_event()
    registration = factories.signed_up(event, email="noor@example.org")
    change.cancel(registration=registration)
    assert [calendar_of(message) for message in mailbox.deliver()] == [None, None]


def test_cancel_is_sent_once_and_coming_back_invites_again(mailbox):
    event = factories.make_event()
    registration = factories.confirmed(event, email="noor@example.org")
    change.cancel(registration=registration)
    registration = Registration.objects.get(pk=registration.pk)
    with transaction.atomic():
        notifications.event_changed(registration, key="na afmelden", before=registration.event)
    factories.confirmed(event, email="noor@example.org")
    mailbox.deliver()
    calendars = [calendar_of(message) for message in mailbox.to("noor@example.org")]
    methods = [re.search(rb"METHOD:(\w+)", content)[1].decode() for content in calendars if content]
    assert methods == ["REQUEST", "CANCEL", "REQUEST"]
    assert [event_of(message)["SEQUENCE"] for message in mailbox.messages if calendar_of(message)] == [0, 1, 2]


def test_meeting_cancelled_takes_the_entry_away(mailbox):
    event = factories.make_event()
    registration = factories.confirmed(event, email="noor@example.org")
    event.status = Event.Status.CANCELLED
    event.sequence += 1
    event.save()
    registration.refresh_from_db()
    with transaction.atomic():
        notifications.event_cancelled(registration, entry_for(registration))
    message = mailbox.deliver()[-1]
    assert message["Subject"] == f"Gaat niet door: {event.title}"
    assert complaints(message) == []
    assert event_of(message)["SEQUENCE"] == 2


EVERY = {
    "confirm_sign_up": "Bevestig je aanmelding",
    "already_signed_up": "Je aanmelding voor",
    "registration_confirmed": "Je bent erbij",
    "moved_up": "Er is een plek voor je",
    "choices_changed": "Je keuzes zijn gewijzigd",
    "partner_left": "Je collega komt niet",
    "moved_by_organiser": "Je zit in een andere break-out",
    "registration_cancelled": "Je bent afgemeld",
    "breakout_cancelled": "Een break-out gaat niet door",
    "event_changed": "Gewijzigd",
    "programme_changed": "Programma gewijzigd",
    "choosing_moved": "Meer tijd om te kiezen",
    "event_cancelled": "Gaat niet door",
    "hold_expired": "Je plek is vrijgegeven",
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", EVERY)
def test_every_mail_has_three_versions_in_both_languages(mailbox, name, language):
    event = factories.make_event(title="Titel <b>met</b> & haken")
    (breakout,) = factories.make_round(event, 5)
    registration = factories.confirmed(
        event, breakout, email="noor@example.org", name="<a href=x>Noor</a>", language=language
    )
    registration.confirm_before = clock.now()
    by_key = ("already_signed_up", "event_changed", "programme_changed", "choosing_moved")
    cause = "sleutel" if name in by_key else entry_for(registration, breakout=breakout)
    details = {
        "programme_changed": {"part": breakout, "before": "Groep <b>1</b>"},
        "event_changed": {"before": Event(starts_at=event.starts_at, ends_at=event.ends_at, venue="De oude zaal")},
        "choosing_moved": {"before": event.starts_at - timedelta(days=3), "until": event.starts_at - timedelta(days=1)},
    }.get(name, {})
    with transaction.atomic():
        getattr(notifications, name)(registration, cause, **details)
    message = mailbox.deliver()[-1]
    subject = str(message["Subject"])
    assert "Titel <b>met</b> & haken" in subject
    if language == "nl":
        assert subject.startswith(EVERY[name])
    assert "Titel <b>met</b> & haken" in plain(message)
    assert "Titel &lt;b&gt;met&lt;/b&gt; &amp; haken" in rich(message)
    assert f'<html lang="{language}"' in rich(message)
    assert message["Content-Language"] == language
    assert "<a href=x>" not in rich(message)
    for words in (plain(message), visible(message)):
        assert "hallo@leerspoor.example.org" in words
        assert "None" not in words and "{" not in words
    assert not re.search(r"<(img|script|link|iframe)\b|url\(", rich(message))
    assert "\n\n\n" not in plain(message)
    if calendar_of(message):
        assert complaints(message) == []


def test_dutch_and_english_addresses_follow_the_language(mailbox):
    event = factories.make_event()
    registration = factories.confirmed(event, language="en")
    assert "/en/mijn-aanmelding/" in registration_url(registration, absolute=True)
    assert registration_url(registration, absolute=True) in plain(mailbox.deliver()[-1])


@pytest.mark.parametrize(
    "name", ["koop.nu/nl", "Win op www.prijs.example", "a@b.nl", "https://x", "Jan\r\nBcc: ander@example.org"]
)
def test_name_is_no_way_to_advertise_or_inject(mailbox, name):
    event = factories.make_event()
    factories.confirmed(event, email="noor@example.org", name=name)
    message = mailbox.deliver()[-1]
    assert message["Bcc"] is None
    assert parseaddr(message["To"])[1] == "noor@example.org"
    if "Jan" not in name:
        assert name not in plain(message) and name not in visible(message)
        assert parseaddr(message["To"])[0] == ""
