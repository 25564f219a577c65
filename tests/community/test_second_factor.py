"""Staff cannot enter the admin without a second factor; members and the demo can do without."""

import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from tests.community.cases.factories import peer_group
from tests.community.factories import member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR_FOR_STAFF = True


def log_in(client, user):
    """By password, and once more as a change of security asks."""
    client.post("/account/login/", {"login": user.email, "password": "demo"})
    client.post("/account/reauthenticate/", {"password": "demo"})


def totp_code(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.mark.parametrize("role", ["redactie", "organisatie", "moderatie"])
def test_staff_without_second_factor_is_sent_to_set_one_up(client, role):
    client.force_login(member(groups=[role]))
    for address in ("/beheer/", "/beheer/pages/", "/beheer/account/"):
        assert client.get(address)["Location"] == "/account/2fa/"


def test_administrator_without_second_factor_is_sent_to_set_one_up(client):
    client.force_login(member(superuser=True))
    assert client.get("/beheer/")["Location"] == "/account/2fa/"


def test_staff_without_second_factor_cannot_post_either(client):
    client.force_login(member(superuser=True))
    assert client.post("/beheer/users/new/", {"email": "x@example.org"})["Location"] == "/account/2fa/"


def test_staff_with_second_factor_enters(client):
    user = member(groups=["redactie"])
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt("JBSWY3DPEHPK3PXP")}
    )
    client.force_login(user)
    assert client.get("/beheer/").status_code == 200


def test_demo_does_without(client, settings):
    settings.SECOND_FACTOR_FOR_STAFF = False
    client.force_login(member(groups=["redactie"]))
    assert client.get("/beheer/").status_code == 200


def test_member_needs_none(client):
    client.force_login(member())
    assert client.get("/account/").status_code == 200


def test_app_is_set_up_and_then_asked_for(client):
    user = member(password="demo", groups=["redactie"])
    log_in(client, user)
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r'value="([A-Z2-7]{32})"', page)[1]
    client.post("/account/2fa/totp/activate/", {"code": totp_code(secret)})
    assert client.get("/beheer/").status_code == 200
    client.post("/account/logout/")
    assert client.post("/account/login/", {"login": user.email, "password": "demo"})["Location"].startswith(
        "/account/2fa/authenticate/"
    )
    assert client.get("/beheer/").status_code == 302
    html = client.get("/account/2fa/authenticate/").content.decode()
    assert 'id="inhoud"' in html and " style=" not in html


def test_page_to_add_a_passkey_has_no_inline_script(client):
    user = member(password="demo")
    log_in(client, user)
    html = client.get("/account/2fa/webauthn/add/").content.decode()
    assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", html))
    assert "mfa/js/webauthn.js" in html


def test_changing_security_asks_for_the_password_again(client):
    user = member(password="demo")
    client.post("/account/login/", {"login": user.email, "password": "demo"})
    for address in ("/account/2fa/totp/activate/", "/account/2fa/webauthn/add/"):
        assert client.get(address)["Location"].startswith("/account/reauthenticate/")


@pytest.mark.parametrize(
    "address", ["/account/2fa/", "/account/2fa/totp/activate/", "/account/2fa/webauthn/", "/account/2fa/webauthn/add/"]
)
def test_pages_look_like_the_site(client, address):
    user = member(password="demo")
    log_in(client, user)
    html = client.get(address).content.decode()
    assert 'id="inhoud"' in html and " style=" not in html


def test_members_of_case_groups_need_one_and_the_demo_does_without(client, settings):
    user = member("een@example.org")
    group = peer_group(user, member("twee@example.org"), member("drie@example.org"))
    client.force_login(user)
    address = f"/intervisie/{group.public_id}/"
    assert client.get(address)["Location"] == client.post(address + "tekenen/")["Location"] == "/account/2fa/"
    assert client.get(f"/en{address}").status_code == 302
    assert client.get("/intervisie/").status_code == 200  # what it is, stays open to read
    settings.SECOND_FACTOR_FOR_STAFF = False
    assert client.get(address).status_code == 200
    settings.SECOND_FACTOR_FOR_STAFF = True
    secret = get_adapter().encrypt("JBSWY3DPEHPK3PXP")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": secret})
    assert client.get(address).status_code == 200
