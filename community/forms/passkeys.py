"""The form that adds a passkey, in our own words; what it does is the package's."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class PasskeyForm(AddWebAuthnForm):
    """A name for the passkey, and whether it opens the account by itself: it does unless that is unticked."""

    name = forms.CharField(
        label=_("Hoe noem je deze passkey?"),
        max_length=100,
        required=False,
        help_text=_("Bijvoorbeeld: mijn telefoon. Zo vind je hem later terug."),
    )
    passwordless = forms.BooleanField(
        label=_("Log hiermee in zonder code of wachtwoord"),
        required=False,
        initial=True,
        help_text=_("Je apparaat vraagt dan om je vinger, je gezicht of je pincode."),
    )
