"""Logging in: by code, by password, without telling anybody who has an account."""

import re
from itertools import chain
from pathlib import Path

import allauth
import polib
import pytest
from allauth.account.models import EmailAddress
from django.contrib import auth
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

from community.actions.members import save_member
from community.models import MemberProfile, OutgoingMail, User
from tests.community.factories import member

pytestmark = pytest.mark.django_db
LOGIN, CODE, CONFIRM, SIGNUP = (
    "/account/login/",
    "/account/login/code/",
    "/account/login/code/confirm/",
    "/account/signup/",
)


def code_for(address):
    mail = OutgoingMail.objects.filter(to_email=address).latest("created_at")
    return re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mail.text, re.MULTILINE)[1]


def logged_in(client):
    return "_auth_user_id" in client.session


def test_log_in_by_code(client):
    member("lid@example.org", name="Lies Lid")
    response = client.post(CODE, {"email": "lid@example.org"})
    assert response["Location"] == CONFIRM
    response = client.post(CONFIRM, {"code": code_for("lid@example.org")}, follow=True)
    assert response.redirect_chain[-1][0] == "/account/"
    assert "Dag Lies Lid" in response.content.decode()


def test_wrong_code_is_explained(client):
    member("lid@example.org")
    client.post(CODE, {"email": "lid@example.org"})
    response = client.post(CONFIRM, {"code": "FOUT-CODE"})
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert not logged_in(client)


def test_code_works_once(client):
    member("lid@example.org")
    client.post(CODE, {"email": "lid@example.org"})
    code = code_for("lid@example.org")
    client.post(CONFIRM, {"code": code})
    other = Client()
    other.post(CODE, {"email": "lid@example.org"})
    other.post(CONFIRM, {"code": code})
    assert not logged_in(other)


def test_log_in_by_password(client):
    member("lid@example.org", password="demo")
    response = client.post(LOGIN, {"login": "lid@example.org", "password": "demo"})
    assert response["Location"] == "/account/"
    assert logged_in(client)


def test_wrong_password_is_explained_and_keeps_the_address(client):
    member("lid@example.org", password="demo")
    html = client.post(LOGIN, {"login": "lid@example.org", "password": "fout"}).content.decode()
    assert 'role="alert"' in html and html.count("lid@example.org") == 2
    assert not logged_in(client)


def test_log_in_page_offers_both_ways(client):
    html = client.get(LOGIN).content.decode()
    assert f'action="{CODE}"' in html and f'action="{LOGIN}"' in html
    assert "<script>" not in html and "onclick" not in html and "style=" not in html


def test_sign_up_by_code(client):
    response = client.post(SIGNUP, {"email": "nieuw@example.org"})
    assert response["Location"] == "/account/confirm-email/"
    client.post("/account/confirm-email/", {"code": code_for("nieuw@example.org")})
    assert User.objects.get().email == "nieuw@example.org"
    assert EmailAddress.objects.get().verified
    assert logged_in(client)


def without_tokens(response, address):
    html = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return response.status_code, html.replace(address, "ADRES")


@pytest.mark.parametrize("start", [CODE, SIGNUP])
def test_known_and_unknown_address_get_the_same_answer(start):
    member("bekend@example.org")
    answers = []
    for address in ("bekend@example.org", "onbekend@example.org"):
        client = Client()
        first = client.post(start, {"email": address})
        answers.append((first.status_code, first["Location"], *without_tokens(client.get(first["Location"]), address)))
    assert answers[0] == answers[1]
    assert OutgoingMail.objects.count() == 2


def test_wrong_password_and_unknown_address_get_the_same_answer():
    member("bekend@example.org", password="demo")
    answers = [
        without_tokens(Client().post(LOGIN, {"login": address, "password": "fout"}), address)
        for address in ("bekend@example.org", "onbekend@example.org")
    ]
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    "start,data",
    [
        (CODE, {"email": "nul\x00@example.org"}), (CODE, {"email": "x" * 100_000}),
        (CODE, {"email": "a@example.org\nBcc: b@example.org"}),
        (LOGIN, {"login": "\x00", "password": "\x00"}), (LOGIN, {"login": "x" * 100_000, "password": "y" * 100_000}),
        (SIGNUP, {"email": "geen adres"}), (SIGNUP, {}),
    ],
)  # fmt: skip
def test_wrong_input_is_explained(client, start, data):
    response = client.post(start, data)
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "target",
    [
        "https://kwaad.example/",
        "//kwaad.example",
        "/\\kwaad.example",
        "javascript:alert(1)",
        "http:///kwaad",
        "\thttps://kwaad.example",
    ],
)
def test_next_never_leads_away(client, target):
    member("lid@example.org", password="demo")
    response = client.post(LOGIN, {"login": "lid@example.org", "password": "demo", "next": target})
    assert "kwaad" not in response["Location"] and "javascript" not in response["Location"]


def test_next_leads_on_within_the_site(client):
    member("lid@example.org", password="demo")
    response = client.post(LOGIN, {"login": "lid@example.org", "password": "demo", "next": "/account/gegevens/"})
    assert response["Location"] == "/account/gegevens/"


def test_log_out_needs_a_post(client):
    client.force_login(member())
    assert "log_out" in client.get("/account/logout/").text and "log_out" in client.get("/account/").text
    assert logged_in(client)
    left = client.post("/account/logout/")
    assert not logged_in(client)
    assert left["Clear-Site-Data"] == '"cache"' and "Clear-Site-Data" not in client.get("/account/logout/")


def test_log_in_gives_a_new_session(client):
    client.get(LOGIN)
    member("lid@example.org", password="demo")
    before = client.session.session_key
    client.post(LOGIN, {"login": "lid@example.org", "password": "demo"})
    assert client.session.session_key != before


def test_account_that_was_closed_is_out_at_once(client):
    user = member()
    client.force_login(user)
    user.is_active = False
    user.save()
    assert client.get("/account/").status_code == 302


def test_too_many_wrong_passwords_are_stopped():
    member("lid@example.org", password="demo")
    for _attempt in range(6):
        response = Client().post(LOGIN, {"login": "lid@example.org", "password": "fout"})
    assert "te vaak niet gelukt" in response.content.decode()
    assert "_auth_user_id" not in Client().post(LOGIN, {"login": "lid@example.org", "password": "demo"}).client.session


def test_name_can_be_changed(client):
    user = member()
    client.force_login(user)
    client.post(
        "/account/gegevens/",
        {"first_name": "Nieuwe", "last_name": "Naam", "is_superuser": "1", "email": "x@example.org"},
    )
    user.refresh_from_db()
    assert (str(user), user.is_superuser, user.email) == ("Nieuwe Naam", False, "lid@example.org")


def test_profile_follows_a_new_name_until_it_has_one_of_its_own(client):
    user = member(name="Lies Lid")
    save_member(user=user, data={})
    client.force_login(user)
    address = "/account/gegevens/"

    def rename(first):
        assert client.post(address, {"first_name": first, "last_name": "Lid"}).status_code == 302
        return MemberProfile.objects.get(user=user).name

    assert "Je profiel krijgt dezelfde naam" in client.get(address).content.decode()
    assert rename("Liesbeth") == "Liesbeth Lid"
    assert "heet je “Liesbeth Lid”" in client.get("/account/profiel/").content.decode()
    save_member(user=user, data={"name": "Lies L."})
    assert "heet je “Lies L.”" in client.get(address).content.decode()
    assert rename("Elisabeth") == "Lies L."


def test_words_of_packages_for_logging_in_are_plain_dutch():
    stiff = re.compile(
        r"\b(u|uw|alstublieft)\b|a\.u\.b|authentic|geactiveerd|beveiligingssleutel|gegenereerd", re.IGNORECASE
    )
    shown = re.compile(r"account/(adapter|forms|messages)|mfa/(?!email|models|apps)\w+/|mfa/\w+\.html|mfa/adapter")
    found = []
    folders = (Path(allauth.__file__).parent / "locale", Path(auth.__file__).parent / "locale")
    with override("nl"):
        for entry in chain.from_iterable(polib.pofile(folder / "nl/LC_MESSAGES/django.po") for folder in folders):
            places = " ".join(place for place, _line in entry.occurrences)
            if shown.search(places) or "Your password" in entry.msgid:
                plural = entry.msgid_plural
                found.append(ngettext(entry.msgid, plural, 2) if plural else gettext(entry.msgid))
    assert len(found) > 100
    assert [words for words in found if stiff.search(words) and "Enabling passwordless" not in words] == []


@pytest.mark.parametrize("value", ["x" * 200, "\x00", "111222333"])
def test_wrong_name_is_explained(client, value):
    client.force_login(member())
    response = client.post("/account/gegevens/", {"first_name": value})
    assert response.status_code == 200 and response.context["form"].errors


@pytest.mark.parametrize(
    "address", ["/account/", "/account/gegevens/", "/account/email/", "/account/2fa/", "/ambassadeurs/", "/"]
)
def test_pages_of_a_member_are_never_kept(client, address):
    client.force_login(member())
    assert "no-store" in client.get(address)["Cache-Control"]


def test_what_a_member_sees_is_not_served_to_others(client):
    client.force_login(member(name="Lies Geheim"))
    client.get("/ambassadeurs/")
    assert "Mijn account" not in Client().get("/ambassadeurs/").content.decode()


def test_change_of_password_is_mailed(client):
    user = member(password="demo")
    client.force_login(user)
    client.post(LOGIN, {"login": user.email, "password": "demo"})
    client.post(
        "/account/password/change/",
        {"oldpassword": "demo", "password1": "een-lang-geheim-woord", "password2": "een-lang-geheim-woord"},
    )
    assert "wachtwoord is gewijzigd" in OutgoingMail.objects.get().text


def test_code_is_forgotten_once_mailed(client, mailbox):
    member("lid@example.org")
    client.post(CODE, {"email": "lid@example.org"})
    code = code_for("lid@example.org")
    mailbox.deliver()
    assert code in mailbox.to("lid@example.org")[0].get_body(("plain",)).get_content()
    assert code not in str(OutgoingMail.objects.values().get())


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_signup", "account_request_login_code", "account_reset_password", "account_inactive"],
)
def test_page_for_strangers_looks_like_the_site(client, name):
    html = client.get(reverse(name)).content.decode()
    assert 'id="inhoud"' in html and "leerspoor.css" in html


@pytest.mark.parametrize(
    "name",
    ["account", "account_details", "account_email", "account_set_password", "account_logout", "mfa_index"],
)
def test_page_for_members_looks_like_the_site(client, name):
    client.force_login(member())
    response = client.get(reverse(name))
    assert response.status_code == 200
    html = response.content.decode()
    assert 'id="inhoud"' in html and " style=" not in html and "onclick" not in html


@pytest.mark.parametrize("address", ["/beheer/", "/beheer/pages/"])
def test_admin_sends_strangers_to_the_one_log_in(client, address):
    response = client.get(address, follow=True)
    assert response.redirect_chain[-1][0].startswith("/account/login/?next=")


@pytest.mark.parametrize("address", ["/beheer/", "/beheer/pages/"])
def test_admin_tells_a_member_that_it_is_not_for_them(client, address):
    client.force_login(member())
    response = client.get(address)
    assert response.status_code == 403 and "Hier mag je niet in" in response.text and "/agenda/" in response.text
    assert client.get("/beheer/login/", {"next": address}, follow=True).status_code == 403


def test_admin_log_in_is_ours(client):
    assert client.get("/beheer/login/?next=/beheer/pages/")["Location"] == "/account/login/?next=/beheer/pages/"


@pytest.mark.parametrize("address", ["/_util/login/", "/en/_util/login/", "/beheer/login/"])
def test_forms_of_others_do_not_log_anybody_in(client, address):
    member("lid@example.org", password="demo")
    response = client.post(address, {"username": "lid@example.org", "password": "demo"})
    assert response.status_code == 302 and "/account/login/" in response["Location"]
    assert not logged_in(client)


@pytest.mark.parametrize("address", ["/beheer/password_reset/", "/django-admin/", "/admin/login/"])
def test_there_is_no_second_door(client, address):
    assert client.get(address).status_code == 404
