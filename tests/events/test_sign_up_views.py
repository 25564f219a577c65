"""Signing up and the personal pages over HTTP: what a visitor gets back."""

import copy
import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from cms import clock
from community.models import OutgoingMail, User
from events.actions.change import cancel
from events.links import LIFETIME, registration_token, registration_url
from events.models import Registration
from tests.events.factories import confirmed, make_event, make_page, make_plenary, make_round, queue, seats, signed_up

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def planned(module_db):
    event = make_event(meeting_url="https://vergader.example.org/geheim")
    make_plenary(event)
    event.first = make_round(event, 2, 2)
    event.second = make_round(event, 2, 2, start=70)
    event.page = make_page(event)
    event.form_url = event.page.url + "aanmelden/"
    return event


@pytest.fixture
def meeting(planned):
    return copy.deepcopy(planned)


def filled_in(event, **fields) -> dict:
    values = {"name": "An Jansen", "email": "an@example.org", "key": str(uuid.uuid4())}
    for breakouts in filter(None, (event.first, event.second)):
        values[f"round-{breakouts[0].round_id}"] = str(breakouts[0].pk)
    return values | fields


def my_url(registration, rest="") -> str:
    return registration_url(registration, absolute=False) + rest


def test_the_form_offers_every_round_and_leads_to_the_mail(client, meeting):
    response = client.get(meeting.form_url)
    assert response.status_code == 200
    for breakout in (*meeting.first, *meeting.second):
        assert f'value="{breakout.pk}"' in response.text
    response = client.post(meeting.form_url, filled_in(meeting))
    assert response.status_code == 302
    assert response["Location"] == reverse("sign_up_done", args=[meeting.page.slug])
    assert "Kijk in je mail" in client.get(response["Location"]).text
    assert seats(meeting) == seats(meeting, meeting.first[0]) == ["an@example.org"]


def test_the_answer_is_the_same_for_an_address_that_is_signed_up_already(client, meeting):
    new = client.post(meeting.form_url, filled_in(meeting))
    known = client.post(meeting.form_url, filled_in(meeting))
    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])
    assert Registration.objects.count() == 1
    assert [mail.kind.rsplit("/")[-1] for mail in OutgoingMail.objects.all()] == [
        "confirm_sign_up",
        "already_signed_up",
    ]


def test_the_answer_is_the_same_for_a_known_address_when_a_break_out_is_full(client, meeting):
    for _ in range(2):
        known = confirmed(meeting, meeting.first[0])
    answers = [
        client.post(meeting.form_url, filled_in(meeting, email=email)) for email in (known.email, "nieuw@example.org")
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert all("net vol geraakt" in answer.text for answer in answers)
    assert Registration.objects.count() == 2


def test_an_old_form_given_back_by_the_browser_signs_a_colleague_up_too(client, meeting):
    data = filled_in(meeting)
    client.post(meeting.form_url, data)
    client.post(meeting.form_url, data | {"email": "collega@example.org", "name": "Een collega"})
    assert set(seats(meeting)) == {"an@example.org", "collega@example.org"}


def test_a_network_that_signs_up_more_people_than_an_office_is_asked_to_wait(client, meeting, settings):
    settings.SIGN_UPS_PER_HOUR = 2
    choices = {f"round-{breakouts[0].round_id}": "" for breakouts in (meeting.first, meeting.second)}

    def post(number):
        return client.post(meeting.form_url, filled_in(meeting, email=f"a{number}@example.org", **choices))

    assert [post(0).status_code, post(1).status_code] == [302, 302]
    response = post(2)
    assert "erg veel aanmeldingen" in response.text
    assert 'value="An Jansen"' in response.text
    assert Registration.objects.count() == 2
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        assert post(2).status_code == 302


def test_a_double_submit_signs_up_once(client, meeting):
    data = filled_in(meeting)
    first, second = client.post(meeting.form_url, data), client.post(meeting.form_url, data)
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert Registration.objects.count() == OutgoingMail.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "Vul je naam in."),
        ("name", "x" * 100_000, "hoogstens 120 tekens"),
        ("name", "Bekijk https://spam.example", "zonder webadres"),
        ("name", "A\x00B", "Null"),
        ("name", "An 111222333", "burgerservicenummer"),
        ("email", "", "Vul je e-mailadres in."),
        ("email", "geen adres", "Dit is geen e-mailadres"),
        ("email", "josé@example.org", "e-mailadres"),
        ("email", "an@faß.de", "kunnen we niet mailen"),
        ("email", "a@b.nl\r\nBcc: c@d.nl", "Dit is geen e-mailadres"),
        ("email", "x" * 100_000 + "@example.org", "e-mailadres"),
    ],
)
def test_wrong_input_gets_a_message_twice_and_keeps_the_rest(client, meeting, field, value, message):
    chosen = meeting.first[1].pk
    data = filled_in(meeting, **{field: value, f"round-{meeting.first[0].round_id}": str(chosen)})
    response = client.post(meeting.form_url, data)
    assert response.status_code == 200
    assert response.text.count(message) >= 2 or message == "Null"
    assert re.search(rf'value="{chosen}" checked', response.text)
    other = "an@example.org" if field == "name" else "An Jansen"
    assert f'value="{other}"' in response.text
    assert not Registration.objects.exists()


def test_a_name_with_line_breaks_becomes_one_line(client, meeting):
    client.post(meeting.form_url, filled_in(meeting, name="An\r\nBcc: x\u202e Jansen"))
    assert Registration.objects.get().name == "An Bcc: x Jansen"


@pytest.mark.parametrize("key", ["", "geen-uuid", "x" * 100_000])
def test_a_form_without_a_proper_key_is_not_lost(client, meeting, key):
    response = client.post(meeting.form_url, filled_in(meeting, key=key))
    assert response.status_code == 302
    assert Registration.objects.count() == 1


def test_a_break_out_that_filled_up_meanwhile_is_asked_again_and_the_rest_kept(client, meeting):
    for _ in range(2):
        signed_up(meeting, meeting.first[0])
    response = client.post(meeting.form_url, filled_in(meeting))
    assert response.status_code == 200
    assert "net vol geraakt" in response.text
    assert 'value="An Jansen"' in response.text
    assert f'value="{meeting.second[0].pk}" checked' in response.text
    wait = f"{meeting.first[0].pk}-wachtlijst"
    assert f'value="{wait}"' in response.text
    response = client.post(meeting.form_url, filled_in(meeting, **{f"round-{meeting.first[0].round_id}": wait}))
    assert response.status_code == 302
    assert queue(meeting, meeting.first[0]) == ["an@example.org"]


def test_an_unknown_break_out_gets_a_message(client, meeting):
    response = client.post(meeting.form_url, filled_in(meeting, **{f"round-{meeting.first[0].round_id}": "999999"}))
    assert response.status_code == 200
    assert "Deze break-out is er niet meer" in response.text


def test_a_member_is_confirmed_and_lands_on_their_own_page(client, meeting):
    client.force_login(User.objects.create_user("lid@example.org", first_name="Lies", last_name="Lid"))
    response = client.get(meeting.form_url)
    assert 'value="Lies Lid"' in response.text
    response = client.post(meeting.form_url, filled_in(meeting))
    registration = Registration.objects.get()
    assert registration.email == "lid@example.org"
    assert response["Location"] == my_url(registration)


def test_a_member_who_is_in_already_goes_to_their_own_page(client, meeting):
    user = User.objects.create_user("lid@example.org")
    signed_up(meeting, email="lid@example.org")
    client.force_login(user)
    client.post(meeting.form_url, filled_in(meeting))
    registration = Registration.objects.get()
    assert registration.user == user
    assert registration.status == Registration.Status.CONFIRMED
    assert client.get(meeting.form_url)["Location"] == my_url(registration)


def test_a_private_meeting_is_nowhere_not_even_in_english(client, meeting):
    PageViewRestriction.objects.create(page=meeting.page, restriction_type=PageViewRestriction.LOGIN)
    for address in ("/agenda/", "/en/agenda/", "/", "/en/", "/agenda.ics", "/en/agenda.ics"):
        assert meeting.title not in client.get(address).text, address
    assert client.get(meeting.form_url).status_code == client.get("/en" + meeting.form_url).status_code == 404


def test_a_meeting_that_has_begun_says_so(client, meeting):
    with time_machine.travel(meeting.starts_at + timedelta(minutes=1)):
        assert "al begonnen" in client.get(meeting.form_url).text
        assert "al begonnen" in client.post(meeting.form_url, filled_in(meeting)).text
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/agenda/bestaat-niet/aanmelden/",
        "/agenda/aanmelden/aanmelden/",
        "/agenda/a/b/c/aanmelden/",
        "/agenda/%00x/aanmelden/",
    ],
)
def test_a_meeting_that_does_not_exist_is_not_found(client, meeting, path):
    assert client.get(path).status_code == 404


def test_a_draft_meeting_cannot_be_signed_up_for(client, meeting):
    meeting.page.unpublish()
    assert client.get(meeting.form_url).status_code == 404


def test_my_page_confirms_by_post_only(client, meeting):
    registration = signed_up(meeting, meeting.first[0])
    response = client.get(my_url(registration))
    assert "Ja, ik kom" in response.text
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    client.get(my_url(registration, "bevestigen/"))
    registration.refresh_from_db()
    assert registration.status == Registration.Status.UNCONFIRMED
    assert client.post(my_url(registration, "bevestigen/"))["Location"] == my_url(registration)
    registration.refresh_from_db()
    assert registration.status == Registration.Status.CONFIRMED
    assert "Je bent erbij" in client.get(my_url(registration)).text


def test_confirming_too_late_says_so(client, meeting):
    registration = signed_up(meeting)
    with time_machine.travel(registration.confirm_before + timedelta(minutes=1)):
        response = client.post(my_url(registration, "bevestigen/"))
        assert "je plek is vrijgegeven" in response.text
        assert "Opnieuw aanmelden" in response.text


def test_my_page_shows_the_position_in_each_queue(client, meeting):
    for _ in range(3):
        last = confirmed(meeting, meeting.first[0])
    text = client.get(my_url(last)).text
    assert "Plek 1 op de wachtlijst van “Groep 1”" in text


def test_my_page_shows_the_position_for_a_full_meeting(client):
    event = make_event(capacity=1)
    confirmed(event)
    confirmed(event)
    third = confirmed(event)
    assert "Je staat op plek 2 van de wachtlijst" in client.get(my_url(third)).text


def test_choosing_again_over_http(client, meeting):
    registration = confirmed(meeting, meeting.first[0])
    round_name = f"round-{meeting.first[0].round_id}"
    response = client.get(my_url(registration, "kiezen/"))
    assert f'value="{meeting.first[0].pk}" checked' in response.text
    response = client.post(my_url(registration, "kiezen/"), {round_name: str(meeting.first[1].pk)})
    assert response["Location"] == my_url(registration)
    assert seats(meeting, meeting.first[1]) == [registration.email]
    for _ in range(2):
        confirmed(meeting, meeting.first[0])
    response = client.post(my_url(registration, "kiezen/"), {round_name: str(meeting.first[0].pk)})
    assert "net vol geraakt" in response.text
    assert seats(meeting, meeting.first[1]) == [registration.email]


def test_cancelling_asks_once_and_does_nothing_on_get(client, meeting):
    registration = confirmed(meeting)
    assert "Ja, meld mij af" in client.get(my_url(registration, "afmelden/")).text
    assert seats(meeting) == [registration.email]
    assert client.post(my_url(registration, "afmelden/"))["Location"] == my_url(registration)
    assert seats(meeting) == []
    text = client.get(my_url(registration)).text
    assert "Je bent afgemeld" in text
    assert client.get(my_url(registration, "afmelden/")).status_code == 302
    assert client.get(my_url(registration, "kiezen/")).status_code == 302


def test_cancelling_too_late_says_so(client, meeting):
    registration = confirmed(meeting)
    with time_machine.travel(meeting.starts_at + timedelta(minutes=1)):
        assert "nu niet meer wijzigen" in client.post(my_url(registration, "afmelden/")).text
    assert seats(meeting) == [registration.email]


def _flipped(token: str) -> str:
    return token[:-1] + ("A" if token[-1] != "A" else "B")


@pytest.mark.parametrize("rest", ["", "bevestigen/", "kiezen/", "afmelden/"])
def test_a_forged_or_expired_link_is_not_found_and_helps_on(client, meeting, rest):
    registration = confirmed(meeting)
    for token in (_flipped(registration_token(registration)), "x", "a.b.c", "%00", "é" * 50):
        for method in (client.get, client.post):
            response = method(f"/mijn-aanmelding/{token}/{rest}")
            assert response.status_code == 404
            assert "Deze link werkt niet" in response.text
    with time_machine.travel(meeting.ends_at + LIFETIME + timedelta(days=1)):
        assert client.get(my_url(registration, rest)).status_code == 404


@pytest.mark.parametrize("minutes_before", [31, 29])
def test_the_meeting_link_appears_half_an_hour_before_the_start_for_confirmed_people_only(
    client, meeting, minutes_before
):
    unconfirmed, cancelled, coming = signed_up(meeting), confirmed(meeting), confirmed(meeting)
    cancel(registration=cancelled)
    Registration.objects.filter(pk=unconfirmed.pk).update(confirm_before=meeting.starts_at)
    with time_machine.travel(meeting.starts_at - timedelta(minutes=minutes_before)):
        assert (meeting.meeting_url in client.get(my_url(coming)).text) == (minutes_before == 29)
        for registration in (unconfirmed, cancelled):
            assert meeting.meeting_url not in client.get(my_url(registration)).text
        assert meeting.meeting_url not in client.get(meeting.page.url).text
    with time_machine.travel(meeting.ends_at + timedelta(minutes=1)):
        assert meeting.meeting_url not in client.get(my_url(coming)).text


@pytest.mark.parametrize("people", [1, 3])
def test_my_page_costs_the_same_however_many_come(client, meeting, people, django_assert_num_queries):
    for _ in range(people):
        registration = confirmed(meeting, meeting.first[1], meeting.second[1])
    client.get(my_url(registration))
    with django_assert_num_queries(12):
        client.get(my_url(registration))


@pytest.mark.parametrize("people", [3, 9])
def test_signing_up_costs_the_same_however_many_wait(client, settings, meeting, people, django_assert_max_num_queries):
    settings.SIGN_UPS_PER_HOUR = 0  # counted elsewhere
    for _ in range(people):
        signed_up(meeting, meeting.first[0], may_wait=True)
    client.get(meeting.form_url)
    meeting.second = []
    fields = filled_in(meeting, **{f"round-{meeting.first[0].round_id}": f"{meeting.first[0].pk}-wachtlijst"})
    with django_assert_max_num_queries(32):  # locks, counts, rows, ledger and mail
        assert client.post(meeting.form_url, fields).status_code == 302


def test_form_that_many_open_at_once_is_drawn_once_and_signs_each_of_them_up(
    settings, meeting, django_assert_num_queries
):
    settings.PAGE_CACHE_SECONDS = 300
    forms = [client.get(meeting.form_url).text for client in (Client(), Client())]
    with django_assert_num_queries(0):
        forms.append(Client().get(meeting.form_url).text)
    keys = [re.search(r'name="key" value="([^"]+)"', form)[1] for form in forms]
    for number, key in enumerate(keys):
        fields = {"name": "An Jansen", "email": f"p{number}@example.org", "key": key}
        assert Client().post(meeting.form_url, fields).status_code == 302
    assert len(seats(meeting)) == len(set(keys)) == 3
