"""The organisers' list of participants: what it shows, moving, cancelling, adding, exporting."""

import uuid

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import ModelLogEntry

from cms import clock
from community.models import OutgoingMail
from events.actions import organise
from events.entries import event_uid
from events.models import LedgerEntry, Registration
from tests.events.factories import confirmed, make_event, make_round, seats, signed_up
from tests.events.organisers import url

pytestmark = pytest.mark.django_db


def test_participants_shows_seat_queue_and_failed_mail(client, organiser):
    event = make_event()
    (breakout,) = make_round(event, 1)
    confirmed(event, breakout, name="Zit Ook", email="zit@example.org")
    confirmed(event, breakout, name="Wacht Nog", email="wacht@example.org")
    OutgoingMail.objects.filter(to_email="wacht@example.org").update(status=OutgoingMail.Status.FAILED)
    page = client.get(url("participants", event)).content.decode()
    assert "Groep 1 (wachtlijst 1)" in page
    assert "mislukt" in page and "Een mail aan 1 deelnemer kwam niet aan." in page


def test_participants_filters_by_breakout_status_name_and_mail(client, organiser):
    event = make_event()
    first, second = make_round(event, 5, 5)
    one = confirmed(event, first, name="Een")
    two = confirmed(event, second, name="Twee")
    three = signed_up(event, name="Drie")
    OutgoingMail.objects.filter(to_email=two.email).update(status=OutgoingMail.Status.FAILED)

    def shown(query: str) -> list[Registration]:
        return [person.registration for person in client.get(url("participants", event) + query).context["people"]]

    assert shown("") == [one, two, three]
    assert shown(f"?breakout={first.pk}") == [one]
    assert shown("?status=unconfirmed") == [three]
    assert shown("?q=twe") == [two]
    assert shown("?mail=failed") == [two]
    assert shown("?breakout=999999&status=onzin&page=-4&q=%00") == [one, two, three]


def test_participant_shows_the_ledger_and_only_mails_about_this_meeting(client, organiser, meeting):
    OutgoingMail.objects.filter(thread=event_uid(meeting["event"])).update(subject="Over de bijeenkomst")
    mail = OutgoingMail.objects.first()
    mail.pk, mail.public_id, mail.key, mail.thread, mail.subject = (
        None,
        uuid.uuid4(),
        "ander",
        "",
        "Je code om in te loggen",
    )
    mail.save()
    page = client.get(url("participant", meeting["event"], meeting["person"])).content.decode()
    assert "Over de bijeenkomst" in page and "Je code om in te loggen" not in page
    assert "Bevestigd" in page and "Groep 1" in page


def test_move_puts_the_person_elsewhere_and_names_the_organiser(client, organiser, meeting):
    address = url("move", meeting["event"], meeting["person"], meeting["first"].round_id)
    client.post(address, {"breakout": meeting["second"].pk})
    assert seats(meeting["event"], meeting["second"]) == ["anke@example.org"]
    assert seats(meeting["event"], meeting["first"]) == []
    page = client.get(url("participant", meeting["event"], meeting["person"])).content.decode()
    assert "Door de organisatie verplaatst" in page and "Olaf Organisator" in page


@pytest.mark.parametrize("choice", ["", "999999", "x", "9" * 30, "1\x00"])
def test_move_explains_a_choice_that_is_not_there(client, organiser, meeting, choice):
    address = url("move", meeting["event"], meeting["person"], meeting["first"].round_id)
    response = client.post(address, {"breakout": choice})
    assert response.status_code == 200 and "error-message" in response.content.decode()


def test_move_to_a_full_breakout_is_refused(client, organiser, meeting):
    organise.save_breakout(
        round=meeting["second"].round, breakout=meeting["second"], version="1", actor=organiser,
        title="Groep 2", capacity=1, sort_order=2,
    )  # fmt: skip
    confirmed(meeting["event"], meeting["second"])
    address = url("move", meeting["event"], meeting["person"], meeting["first"].round_id)
    assert "is vol" in client.post(address, {"breakout": meeting["second"].pk}).content.decode()
    assert seats(meeting["event"], meeting["first"]) == ["anke@example.org"]


def test_cancel_participant_asks_first(client, organiser, meeting):
    address = url("cancel_participant", meeting["event"], meeting["person"])
    assert "Anke Anders" in client.get(address).content.decode()
    client.post(address)
    meeting["person"].refresh_from_db()
    assert meeting["person"].status == Registration.Status.CANCELLED
    assert meeting["person"].ledger.filter(kind="cancelled", actor=organiser).exists()


def test_add_signs_somebody_up_who_confirms_by_mail(client, organiser, meeting):
    event, round_ = meeting["event"], meeting["first"].round_id
    data = {
        "name": "Piet Telefoon",
        "email": "Piet@Example.org",
        f"round-{round_}": meeting["first"].pk,
        "key": str(uuid.uuid4()),
    }
    for _time in range(2):
        response = client.post(url("new_participant", event), data)
    person = event.registrations.get(email="piet@example.org")
    assert response["Location"] == url("participant", event, person)
    assert person.status == Registration.Status.UNCONFIRMED
    assert OutgoingMail.objects.filter(to_email="piet@example.org").count() == 1
    assert len(seats(event, meeting["first"])) == 2


def test_add_without_an_address_makes_the_organiser_the_helper(client, organiser, meeting):
    event, group = meeting["event"], meeting["second"]
    data = {"name": "Truus Telefoon", "email": "", f"round-{group.round_id}": group.pk, "key": str(uuid.uuid4())}
    for _time in range(2):
        page = client.post(url("new_participant", event), data, follow=True).content.decode()
    person = event.registrations.get(name="Truus Telefoon")
    assert person.helper.email == organiser.email and person.helper.name == "Olaf Organisator"
    assert "Jij krijgt een mail om de aanmelding van Truus Telefoon te bevestigen." in page
    assert seats(event, group) == [person.email]
    assert OutgoingMail.objects.filter(to_email=organiser.email).count() == 1
    assert person.email not in page


def test_participant_shows_who_signed_them_up_the_round_and_no_wait_that_never_was(client, organiser):
    event = make_event()
    (group,) = make_round(event, 1)
    for email in ("zit@example.org", "wacht@example.org"):
        data = {"name": "Iemand", "email": email, f"round-{group.round_id}": group.pk, "key": str(uuid.uuid4())}
        client.post(url("new_participant", event), data)
    seated, waiting = (
        client.get(url("participant", event, event.registrations.get(email=email))).context["ledger"]
        for email in ("zit@example.org", "wacht@example.org")
    )
    assert [(entry.kind, entry.breakout) for entry, _why in seated] == [
        ("seated", group),
        ("seated", None),
        ("signed_up", None),
    ]
    assert [(entry.kind, entry.breakout) for entry, _why in waiting] == [
        ("seated", None),
        ("queued", group),
        ("signed_up", None),
    ]
    assert seated[-1][0].actor == organiser
    page = client.get(url("participant", event, event.registrations.get(email="zit@example.org"))).content.decode()
    assert "Ronde 1: Groep 1" in page and "Olaf Organisator" in page
    assert ModelLogEntry.objects.filter(action="events.sign_up", user=organiser).count() == 2
    assert "Iemand aangemeld" in client.get(url("history", event)).content.decode()


def test_organiser_stands_in_the_ledger_with_the_sign_up_or_not_at_all(organiser, monkeypatch):
    event = make_event()
    themselves = signed_up(event, email="zelf@example.org")
    values = {"event": event, "name": "Iemand", "choices": {}, "actor": organiser}
    organise.sign_up_by_organiser(email=themselves.email, key=uuid.uuid4(), **values)
    assert not LedgerEntry.objects.filter(actor=organiser).exists()
    assert not ModelLogEntry.objects.filter(action="events.sign_up").exists()
    monkeypatch.setattr("events.actions.sign_up.log", lambda **_details: 1 / 0)
    for email in ("ander@example.org", ""):
        with pytest.raises(ZeroDivisionError):
            organise.sign_up_by_organiser(email=email, key=uuid.uuid4(), **values)
    assert set(event.registrations.filter(ledger__isnull=False)) == {themselves}


def test_attendance_of_a_meeting_that_nobody_confirmed_says_how_many_did_not(client, organiser):
    event = make_event()
    assert "Er heeft zich nog niemand aangemeld" in client.get(url("attendance", event)).content.decode()
    signed_up(event)
    signed_up(event)
    page = client.get(url("attendance", event)).content.decode()
    assert "Nog niemand heeft bevestigd. 2 aanmeldingen wachten op bevestiging." in page


def test_add_keeps_what_was_typed_after_an_error(client, organiser, meeting):
    response = client.post(url("new_participant", meeting["event"]), {"name": "Piet", "email": "geen adres"})
    assert "email" in response.context["form"].errors and 'value="Piet"' in response.content.decode()


@pytest.mark.parametrize(("kind", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
def test_export_gives_the_list_and_writes_down_who_took_it(client, organiser, meeting, kind, start):
    response = client.post(url("export", meeting["event"]) + "?status=confirmed", {"format": kind})
    assert response.content.startswith(start)
    assert (
        f'filename="deelnemers-leeratelier-testdorp-1-{clock.today():%Y%m%d}.{kind}"' in response["Content-Disposition"]
    )
    entry = ModelLogEntry.objects.get(action="events.export")
    assert (entry.user, entry.data) == (organiser, {"format": kind, "rows": 1})


def test_export_has_dutch_headers_and_the_places(client, organiser, meeting):
    lines = client.post(url("export", meeting["event"]), {"format": "csv"}).content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith('"Naam";"E-mailadres";"Status";"Plaats";"Ronde 1";"Aangemeld op"')
    assert lines[1].startswith('"Anke Anders";"anke@example.org";"bevestigd";"plaats";"Groep 1"')


def test_export_by_get_or_in_another_format_is_refused(client, organiser, meeting):
    assert client.get(url("export", meeting["event"])).status_code == 405
    assert client.post(url("export", meeting["event"]), {"format": "exe"}).status_code == 404
    assert not ModelLogEntry.objects.filter(action="events.export").exists()


def test_participant_added_by_hand_shows_what_happens_next(client, organiser, meeting):
    event = meeting["event"]
    data = {"name": "Bram Belt", "email": "bram@example.org", "key": str(uuid.uuid4())}
    response = client.post(url("new_participant", event), data, follow=True)
    registration = event.registrations.get(email="bram@example.org")
    moment = timezone.localtime(registration.confirm_before)
    html = response.content.decode()
    assert "krijgt een mail om de aanmelding te bevestigen" in html
    assert f"We houden de plek vast tot {date_format(moment, 'l j F')}, {moment:%H:%M} uur" in html
    assert "Daarna vervalt de aanmelding" in html
    assert f"kan tot {date_format(moment, 'j b, H:i')} uur" in client.get(url("participants", event)).content.decode()


def test_participant_who_waits_is_told_to_keep_a_number(client, organiser):
    event = make_event(capacity=1)
    confirmed(event)
    html = client.get(url("participant", event, signed_up(event))).content.decode()
    assert "Het nummer op de wachtlijst blijft staan tot" in html


def test_participant_who_confirmed_has_nothing_to_do(client, organiser, meeting):
    html = client.get(url("participant", meeting["event"], meeting["person"])).content.decode()
    assert "moet nog bevestigen" not in html and "bevestigde niet op tijd" not in html


def test_participant_who_was_too_late_can_be_added_again(client, organiser, settings):
    event = make_event()
    person = signed_up(event)
    settings.CLOCK_SHIFT = 25 * 3600
    confirmed(event)  # whatever happens next lets overdue places go
    assert "bevestigde niet op tijd" in client.get(url("participant", event, person)).content.decode()
