"""A member adds a passkey and logs in with it, in a browser with a virtual key."""

import pytest
from allauth.mfa.models import Authenticator

from tests.community.factories import member

pytestmark = pytest.mark.django_db(transaction=True)
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_member_adds_a_passkey_and_logs_in_with_it(browser_page, axe):
    member("wies@example.org", name="Wies Wijk", password="demo")
    page = browser_page
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})

    page.goto("/account/login/")
    page.fill("#id_login", "wies@example.org")
    page.fill("#id_password", "demo")
    page.get_by_role("button", name="Inloggen met wachtwoord").click()
    page.get_by_role("link", name="Passkey of app instellen").click()
    page.get_by_role("link", name="Toevoegen").click()
    if page.url.partition("?")[0].endswith("/reauthenticate/"):
        page.fill("#id_password", "demo")
        page.locator("main form button[type=submit]").first.click()
    page.get_by_label("Hoe noem je deze passkey?").fill("Mijn telefoon")
    assert page.get_by_label("Log hiermee in zonder code of wachtwoord").is_checked()
    assert axe(page) == []
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/account/2fa/recovery-codes/")  # for the day the telephone is lost
    made = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    assert (made.wrap().name, made.wrap().is_passwordless) == ("Mijn telefoon", True)

    page.goto("/account/")
    page.get_by_role("button", name="Uitloggen").click()
    page.goto("/account/login/")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    page.get_by_role("heading", name="Dag Wies Wijk").wait_for()
