"""allauth's forms in our words."""

from allauth.account.forms import LoginForm, RequestLoginCodeForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from django.utils.translation import gettext_lazy as _


class PasswordForm(LoginForm):
    """Address and password: the second way in. allauth drops the field where people sign up without a password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _plain_address(self.fields["login"])
        self.fields["password"].label = _("Je wachtwoord")
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""

    def _setup_password_field(self) -> None:
        """Keep the field that the base class would delete."""


class CodeForm(RequestLoginCodeForm):
    """Only the address."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _plain_address(self.fields["email"])


class SignupForm(AllauthSignupForm):
    """Only the address."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _plain_address(self.fields["email"])


def _plain_address(field) -> None:
    """A label that says it all; a placeholder would be read as a value already given."""
    field.label = _("Je e-mailadres")
    field.max_length = 254
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["autocomplete"] = "email"
