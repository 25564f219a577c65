"""How allauth meets our house: its mails go through the outbox, in our words."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community import notifications

# Mails with a template of their own; what is not here or in `_change` is a programming error.
OWN = {
    "account/email/login_code": "login_code",
    "account/email/email_confirmation": "email_code",
    "account/email/email_confirmation_signup": "signup_code",
    "account/email/account_already_exists": "account_exists",
    "account/email/unknown_account": "account_unknown",
    "account/email/password_reset_key": "password_reset",
}


def _change(prefix: str, context: dict) -> str:
    """What was changed, as a sentence in the active language."""
    return {
        "account/email/email_changed": _("Je e-mailadres is gewijzigd."),
        "account/email/email_confirm": _("Een e-mailadres is bevestigd."),
        "account/email/email_deleted": _("Een e-mailadres is verwijderd."),
        "account/email/password_changed": _("Je wachtwoord is gewijzigd."),
        "account/email/password_reset": _("Je wachtwoord is opnieuw ingesteld."),
        "account/email/password_set": _("Er is een wachtwoord ingesteld."),
        "mfa/email/totp_activated": _("Inloggen met een app als tweede stap staat nu aan."),
        "mfa/email/totp_deactivated": _("Inloggen met een app als tweede stap staat nu uit."),
        "mfa/email/recovery_codes_generated": _("Er zijn nieuwe herstelcodes gemaakt."),
        "mfa/email/webauthn_added": _("Er is een passkey toegevoegd."),
        "mfa/email/webauthn_removed": _("Er is een passkey verwijderd."),
    }[prefix]


class AccountAdapter(DefaultAccountAdapter):
    """Log-in by code, with mail through the outbox."""

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Queue one mail of allauth's under our own template; see `OWN`."""
        language = get_language() or settings.LANGUAGE_CODE
        known = {
            "code": context.get("code", ""),
            "signup_url": context.get("signup_url", ""),
            "password_reset_url": context.get("password_reset_url", ""),
            "login_url": settings.BASE_URL + reverse("account_login"),
            "account_url": settings.BASE_URL + reverse("account"),
            "email": email,
        }
        if template_prefix in OWN:
            notifications.account_mail(OWN[template_prefix], email=email, language=language, context=known)
        else:
            known["change"] = _change(template_prefix, context)
            notifications.account_mail("account_changed", email=email, language=language, context=known)

    def get_logout_redirect_url(self, request) -> str:
        """The front page."""
        return "/"
