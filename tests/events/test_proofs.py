"""S27, GST-5 and ORG-4: proofs that anybody can check, and the list for a register."""

import copy
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from pypdf import PdfReader

from cms import clock
from community.models import OutgoingMail
from events.actions import proofs as actions
from events.actions.attendance import give_minutes
from events.actions.refusal import Refused
from events.actions.sign_up_for import sign_up_for
from events.forms.proofs import PointsForm
from events.links import registration_url
from events.models import Accreditation, Attendance, Proof, Register, RegisterNumber, Registration, Speaker
from events.proofs import register_list
from events.secret_links import proof_url
from tests.events.factories import confirmed, make_event
from tests.events.organisers import url

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def module_past(module_db):
    """A meeting of two hours, over: Anke was there for 110 minutes, Bas for 30, Cato not at all."""
    event = make_event(days=1, title="Leeratelier Testdorp")
    names = ("Anke van Dalen", "Bas Boom", "Cato Cool")
    people = [confirmed(event, name=name, email=f"{name.split()[0].lower()}@example.org") for name in names]
    event.starts_at, event.ends_at = event.starts_at - timedelta(days=3), event.ends_at - timedelta(days=3)
    event.save()
    give_minutes(event=event, minutes={people[0].pk: 110, people[1].pk: 30}, actor=None)
    terms = {"minimum_minutes": 90, "goals": "Beginnen.", "signer_name": "Lina V.", "signer_role": "organisator"}
    actions.save_terms(event=event, actor=None, **terms)
    return {"event": event, "people": people}


@pytest.fixture
def past(module_past):
    return copy.deepcopy(module_past)


@pytest.fixture
def proof(past):
    actions.release(event=past["event"], actor=None)
    return Proof.objects.select_related("attendance__event", "attendance__registration").get()


def test_only_who_was_there_long_enough_gets_a_proof_and_once(past, proof, mailbox):
    assert proof.name == "Anke van Dalen"
    assert actions.release(event=past["event"], actor=None) == 0
    mailbox.deliver()
    told = [message["To"] for message in mailbox.messages if "bewijs" in message["Subject"]]
    assert told == ["Anke van Dalen <anke@example.org>"]


def test_link_of_the_owner_ends_after_six_years(client, proof):
    link, ended = proof_url(proof, absolute=False), proof.attendance.event.ends_at
    with time_machine.travel(ended + timedelta(days=2189), tick=False):
        assert client.get(link).status_code == 200
    with time_machine.travel(ended + timedelta(days=2191), tick=False):
        assert client.post(link, {"name": "Iemand Anders"}).status_code == 404
    proof.refresh_from_db()
    assert proof.name == "Anke van Dalen"


def test_proof_is_a_tagged_pdf_with_date_title_hours_and_check_address(client, past, proof, tmp_path):
    link = proof_url(proof, absolute=False)
    assert link in client.get(registration_url(past["people"][0], absolute=False)).content.decode()
    (tmp_path / "proof.pdf").write_bytes(client.get(f"{link}bewijs.pdf").content)
    read = PdfReader(tmp_path / "proof.pdf")
    text = read.pages[0].extract_text()
    for part in (
        "Anke van Dalen",
        "Leeratelier Testdorp",
        "1 uur en 50 minuten",
        proof.grouped,
        f"/bewijs/{proof.number}/",
    ):
        assert part in text
    assert "/StructTreeRoot" in read.trailer["/Root"]


def test_check_page_confirms_a_true_number_with_initials_only_and_rejects_a_changed_one(client, proof):
    address = reverse("check_proof")
    for typed in (proof.number, proof.grouped.lower(), f" https://x.example/bewijs/{proof.number}/ "):
        html = client.get(address, {"nummer": typed}).content.decode()
        assert "Dit bewijs is geldig" in html
        assert "A. v. D." in html
        assert "Leeratelier Testdorp" in html
        assert "Dalen" not in html
    changed = ("A" if proof.number[0] != "A" else "B") + proof.number[1:]
    for typed in (changed, "\0", "x" * 5000, "é"):
        assert "Dit nummer kennen we niet" in client.get(address, {"nummer": typed}).content.decode()


def test_trying_numbers_is_rate_limited(client):
    with time_machine.travel(clock.now(), tick=False):
        statuses = {client.get(reverse("check_proof"), {"nummer": f"X{number}"}).status_code for number in range(61)}
    assert statuses == {200, 429}


def test_revoked_proof_is_rejected_and_the_new_one_holds(client, past, proof, organiser):
    give_minutes(event=past["event"], minutes={past["people"][0].pk: 120}, actor=organiser)
    typed = {"reason": "te weinig minuten", "again": "on"}
    client.post(url("revoke_proof", past["event"], proof.pk), typed)
    old, new = Proof.objects.order_by("pk")
    assert (old.is_valid, new.is_valid, new.replaces, new.minutes) == (False, True, old, 120)
    assert "geldt niet meer" in client.get(reverse("check_proof_number", args=[old.number])).content.decode()
    assert "is geldig" in client.get(reverse("check_proof_number", args=[new.number])).content.decode()
    assert client.get(proof_url(old, absolute=False) + "bewijs.pdf").status_code == 302


def test_person_spells_their_name_right_once(client, proof):
    client.post(proof_url(proof, absolute=False), {"name": "Anke van Daelen"})
    newer = Proof.objects.get(revoked_at=None)
    assert newer.name == "Anke van Daelen"
    with pytest.raises(Refused):
        actions.correct_name(proof=newer, name="Iemand Anders")


def test_walk_in_with_an_address_gets_a_proof_by_mail(past, mailbox):
    event = past["event"]
    Attendance.objects.create(event=event, name="Wim", email="wim@example.org", came_at=event.starts_at)
    actions.release(event=event, actor=None)
    mailbox.deliver()
    proof = Proof.objects.get(name="Wim")
    assert proof_url(proof) in mailbox.to("wim@example.org")[0].get_body(("plain",)).get_content()


def test_register_stands_with_a_meeting_once(past):
    event, first, second = past["event"], *Register.objects.order_by("pk")[:2]
    for register in (first, second):
        made = actions.save_accreditation(event=event, register=register, actor=None, minimum_minutes=60)
    with pytest.raises(Refused):
        actions.save_accreditation(
            event=event, accreditation=made, version="1", register=first, actor=None, minimum_minutes=60
        )


def test_proof_of_whom_somebody_else_signed_up_goes_to_that_helper(past):
    key = uuid.uuid4()
    other = make_event()
    made = sign_up_for(event=other, name="Dora Doof", helper_name="Hans", helper_email="hans@example.org", key=key)
    Registration.objects.filter(pk=made.pk).update(event=past["event"])
    give_minutes(event=past["event"], minutes={made.pk: 110}, actor=None)
    actions.release(event=past["event"], actor=None)
    told = OutgoingMail.objects.filter(kind="events/proof_ready").values_list("to_email", flat=True)
    assert sorted(told) == ["anke@example.org", "hans@example.org"]


@pytest.fixture
def points(past):
    """Points of a register with eleven digits, and who asked for them with which number."""
    register = Register.objects.get(name="Kwaliteitsregister V&V")
    event, people = past["event"], past["people"]
    accreditation = Accreditation.objects.create(
        event=event, register=register, status="granted", id_number="123", points=2, minimum_minutes=90
    )
    for person, number in zip(people, ("19012345678", "29012345678", "39012345678"), strict=True):
        actions.ask_for_points(registration=person, accreditation=accreditation, number=number)
    short = confirmed(make_event(), name="Dirk Kort", email="dirk@example.org")
    short.event = event
    short.save()
    give_minutes(event=event, minutes={short.pk: 120}, actor=None)
    actions.ask_for_points(registration=short, accreditation=accreditation, number="123")
    return accreditation


def test_list_for_the_register_has_only_who_asked_was_there_and_gave_a_whole_number(client, past, points, organiser):
    event = past["event"]
    give_minutes(event=event, minutes={past["people"][1].pk: 120}, actor=organiser)
    actions.ask_for_points(registration=past["people"][1], accreditation=points, number="")  # no consent any more
    html = client.get(url("proofs", event)).content.decode()
    assert "Dirk Kort (123)" in html
    response = client.post(url("register_export", event, points.pk), {"format": "txt"})
    assert response.content.decode() == "BIG-19012345678\r\n"
    found = register_list(points)
    assert [row.registration.name for row in found.too_short] == ["Cato Cool"]


def test_numbers_are_sealed_in_the_database_and_read_with_the_key_alone(points, settings):
    row = points.numbers.get(registration__name="Anke van Dalen")
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM events_registernumber")
        stored = {value for (value,) in cursor.fetchall()}
    assert row.number == "19012345678" and len(stored) == 4
    assert all(value.startswith("s1:") and "19012345678" not in value for value in stored)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert RegisterNumber.objects.get(pk=row.pk).number == "19012345678"
    settings.SECRET_KEY_FALLBACKS = []
    assert RegisterNumber.objects.get(pk=row.pk).number == ""


def test_numbers_are_wiped_when_they_were_passed_on_and_anyhow_after_a_while(past, points):
    with pytest.raises(Refused):
        actions.confirm_passed_on(accreditation=points, actor=None)
    actions.record_register_export(accreditation=points, rows=register_list(points).rows, actor=None)
    assert actions.confirm_passed_on(accreditation=points, actor=None) == 4
    assert set(RegisterNumber.objects.values_list("number", flat=True)) == {""}
    with pytest.raises(Refused):
        actions.ask_for_points(registration=past["people"][0], accreditation=points, number="19012345678")
    RegisterNumber.objects.update(number="1", wiped_at=None)
    with time_machine.travel(past["event"].ends_at + timedelta(days=91), tick=False):
        assert (actions.wipe_numbers(), actions.wipe_numbers()) == (4, 0)


def test_participant_is_told_what_a_number_looks_like(points):
    form = PointsForm({f"want-{points.pk}": "on", f"number-{points.pk}": "BIG 123"}, accreditations=[points], kept={})
    assert not form.is_valid()
    assert "11 cijfers" in str(form.errors)
    form = PointsForm({f"number-{points.pk}": "19012345678"}, accreditations=[points], kept={})
    assert form.is_valid()
    assert list(form.numbers()) == [(points, "")]


def test_forgotten_person_leaves_no_name_and_no_valid_proof(client, past, proof, points):
    from community.actions.removal import remove_person
    from community.personal_data import Person

    remove_person(Person("anke@example.org"))
    proof.refresh_from_db()
    assert (proof.name, proof.is_valid) == ("", False)
    assert "19012345678" not in RegisterNumber.objects.values_list("number", flat=True)
    assert Attendance.objects.filter(event=past["event"]).count() == 3


@pytest.mark.parametrize(("status", "warned"), [("applied", False), ("granted", True)])
def test_a_new_speaker_after_points_were_granted_warns_to_tell_the_register(client, organiser, status, warned):
    event, register = make_event(), Register.objects.first()
    Accreditation.objects.create(event=event, register=register, status=status, minimum_minutes=60)
    asked = {"name": "Zeno", "email": "zeno@example.org", "role": Speaker.Role.values[0], "fee_rule": "Niets"}
    answer = client.post(url("invite_speaker", event), asked, follow=True)
    assert "De uitnodiging is verstuurd" in answer.text
    assert ("Er zijn al punten toegekend" in answer.text) == warned


def test_numbers_that_came_after_the_export_are_not_wiped_but_exported_again(past, points):
    event, (anke, bas, _cato) = past["event"], past["people"]

    def export() -> None:
        actions.record_register_export(accreditation=points, rows=register_list(points).rows, actor=None)

    def refuses() -> bool:
        with pytest.raises(Refused, match="opnieuw"):
            actions.confirm_passed_on(accreditation=points, actor=None)
        return not RegisterNumber.objects.exclude(wiped_at=None).exists()

    export()
    give_minutes(event=event, minutes={bas.pk: 120}, actor=None)  # on the list after all
    assert refuses()
    export()
    actions.ask_for_points(registration=anke, accreditation=points, number="19012345679")  # corrected
    assert refuses()
    export()
    actions.ask_for_points(registration=anke, accreditation=points, number="19012345679")  # saved, nothing new
    assert actions.confirm_passed_on(accreditation=points, actor=None) == 4
