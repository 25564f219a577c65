"""Writing to an ambassador: the message arrives, the address stays hidden, and the form cannot be abused."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine

from cms import clock
from community.actions.letters import forget_old_letters
from community.models import Correspondence, OutgoingMail
from tests.community.factories import ambassador, member

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Vera Vraag", "email": "vera@example.org", "message": "Mag ik een keer met je meelopen?"}


@pytest.fixture
def person():
    return ambassador()


def post(client, person, **changes):
    data = GIVEN | {"key": str(uuid.uuid4())} | changes
    return client.post(f"/ambassadeurs/{person.slug}/contact/", data, follow=True)


def test_message_reaches_the_ambassador_and_neither_sees_an_address(client, person):
    response = post(client, person)
    assert response.redirect_chain == [(f"/ambassadeurs/{person.slug}/contact/verstuurd/", 302)]
    mail = OutgoingMail.objects.get(to_email=person.email)
    assert mail.reply_to == ""
    assert "vera@example.org" not in mail.subject + mail.text + mail.html
    assert GIVEN["message"] in mail.text and GIVEN["message"] in mail.html
    assert GIVEN["message"] not in mail.subject and "Vera" not in mail.subject
    assert person.email not in response.content.decode()


def test_visitor_gets_a_receipt_without_the_address(client, person):
    post(client, person)
    mail = OutgoingMail.objects.get(to_email="vera@example.org")
    assert person.email not in mail.text + mail.html + mail.reply_to
    assert GIVEN["message"] not in mail.text  # nobody proved that this address is theirs


def test_receipt_quotes_the_message_for_a_member_with_that_address(client, person):
    client.force_login(member("vera@example.org"))
    post(client, person)
    assert GIVEN["message"] in OutgoingMail.objects.get(to_email="vera@example.org").text


def test_second_post_of_the_same_form_sends_nothing(client, person):
    key = str(uuid.uuid4())
    assert post(client, person, key=key).status_code == post(client, person, key=key).status_code == 200
    assert OutgoingMail.objects.count() == 2


@pytest.mark.parametrize("key", ["", "geen-nummer", "x" * 36])
def test_spoilt_form_number_does_not_stop_the_message(client, person, key):
    post(client, person, key=key)
    assert OutgoingMail.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 100_000),
        ("name", "Vera\x00"),
        ("email", "geen-adres"),
        ("email", "jan.müller@example.org"),
        ("email", "\u017fan@example.org"),
        ("email", "jan@faß.de"),
        ("email", "é" * 100_000 + "@example.org"),
        ("email", "vera@example.org\nBcc: allen@example.org"),
        ("email", "x" * 100_000 + "@example.org"),
        ("message", ""),
        ("message", "kort"),
        ("message", "x" * 100_000),
        ("message", "Een bericht met een nul \x00 erin"),
        ("message", "Mijn nummer is 111 222 333, bel me"),
    ],
)
def test_wrong_input_is_explained_and_kept(client, person, field, value):
    response = post(client, person, **{field: value})
    assert response.status_code == 200
    assert field in response.context["form"].errors
    html = response.content.decode()
    assert 'role="alert"' in html
    assert (GIVEN["message"] if field != "message" else GIVEN["name"]) in html
    assert not OutgoingMail.objects.exists()


def test_line_breaks_in_the_name_do_not_reach_a_header(client, person):
    post(client, person, name="Vera\r\nBcc: allen@example.org")
    assert OutgoingMail.objects.count() == 2
    for mail in OutgoingMail.objects.all():
        assert "\n" not in mail.to_name + mail.subject and "\r" not in mail.to_name + mail.subject


def test_letters_that_cannot_be_mailed_are_named(client, person):
    response = post(client, person, email="jan.müller@example.org")
    assert "letters zonder accent" in response.content.decode()
    assert "jan.müller@example.org" in response.content.decode()


def test_domain_with_an_accent_gets_its_mail_and_its_answer(client, person, mailbox):
    post(client, person, email="jan@müller.nl")
    for_person, receipt = mailbox.deliver()
    assert receipt["To"].addresses[0].addr_spec == "jan@xn--mller-kva.nl"
    assert "jan@" not in str(for_person)


def test_markup_in_the_message_arrives_as_text(client, person):
    post(client, person, message="<a href='http://kwaad.example'>klik hier</a>")
    mail = OutgoingMail.objects.get(to_email=person.email)
    assert "<a href='http://kwaad.example'" not in mail.html
    assert "<a href='http://kwaad.example'>klik hier</a>" in mail.text


def test_sixth_message_within_an_hour_waits_and_keeps_the_text(client, person):
    with time_machine.travel("2026-11-23T12:00:00+01:00", tick=False) as hand:
        for _attempt in range(5):
            assert post(client, person).status_code == 200
            hand.shift(600)
        response = post(client, person)
        assert response.status_code == 429
        assert GIVEN["message"] in response.content.decode()
        assert OutgoingMail.objects.filter(to_email=person.email).count() == 5
        hand.shift(600)
        assert post(client, person).status_code == 200


def test_post_without_token_is_refused(person):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(f"/ambassadeurs/{person.slug}/contact/", GIVEN).status_code == 403


def test_person_without_contact_has_no_form(client):
    person = ambassador(consents=["bio"])
    assert client.get(f"/ambassadeurs/{person.slug}/contact/").status_code == 302
    assert "/contact/" not in client.get(f"/ambassadeurs/{person.slug}/").content.decode()
    post(client, person)
    assert not OutgoingMail.objects.exists()


def test_form_page_is_not_kept(client, person):
    assert "no-store" in client.get(f"/ambassadeurs/{person.slug}/contact/")["Cache-Control"]


def page_of(mail):
    """The way back that stands in a letter."""
    return re.search(r"http\S+(/bericht/\S+)", mail.text)[1]


def test_letters_go_to_and_fro_without_an_address(client, person):
    post(client, person)
    first = OutgoingMail.objects.get(to_email=person.email)
    key = str(uuid.uuid4())
    for _twice in range(2):
        answered = client.post(page_of(first), {"key": key, "message": "Natuurlijk, kom dinsdag maar langs."})
        assert "onderweg" in answered.content.decode()
    back = OutgoingMail.objects.get(kind="community/ambassador_answer")
    assert (back.to_email, back.reply_to) == ("vera@example.org", "")
    assert "kom dinsdag" in back.text and person.email not in back.text + back.html + back.subject
    client.post(page_of(back), {"message": "Dank je wel, tot dinsdag dan!"})
    assert OutgoingMail.objects.filter(to_email=person.email, text__contains="tot dinsdag dan").count() == 1
    assert person.email not in client.get(page_of(back)).content.decode()
    short = client.post(page_of(back), {"message": "kort"})
    assert short.context["form"].errors
    for forged in (page_of(back)[:-2], "/bericht/ambassadeur-x.y"):
        assert client.get(forged.rstrip("/") + "/").status_code == 404


def test_who_stops_gets_no_more_letters_and_what_waits_does_not_leave(client, person, mailbox):
    post(client, person)
    here = page_of(OutgoingMail.objects.get(to_email=person.email))
    assert "gestopt" in client.post(here, {"step": "stop"}, follow=True).content.decode()
    assert person.email not in [mail["To"].addresses[0].addr_spec for mail in mailbox.deliver()]
    client.post(here, {"message": "Toch nog even dit erachteraan"})
    again = post(client, person)
    assert "geen berichten meer" in again.content.decode() and GIVEN["message"] in again.content.decode()
    assert OutgoingMail.objects.count() == 2


def test_letter_can_be_reported_by_its_reader_and_names_its_writer_to_moderators(client, person):
    from community.contributions import kinds

    post(client, person)
    client.post(page_of(OutgoingMail.objects.get(to_email=person.email)), {"message": "Koop mijn wonderthee, nu!"})
    for kind, writer in (("ambassador_message", "vera@example.org"), ("ambassador_answer", person.email)):
        mail = OutgoingMail.objects.get(kind=f"community/{kind}")
        key = mail.key.partition(":")[2]
        assert f"/melden/bericht/{key}/" in mail.text
        assert client.get(f"/melden/bericht/{key}/").status_code == 200
        assert kinds()["bericht"].find(key).address == kinds()["bericht"].find_many([key])[key].address == writer


def test_correspondence_is_forgotten_after_a_year_of_silence(client, person):
    post(client, person)
    with time_machine.travel(clock.now() + timedelta(days=366)):
        assert forget_old_letters() == 1
    assert not Correspondence.objects.exists()
