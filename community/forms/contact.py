"""The form by which a visitor writes to an ambassador."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from community.addresses import refuse_unmailable
from community.forms.circles import own_key


class AnswerForm(forms.Form):
    """The words of a letter."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    message = forms.CharField(
        label=_("Je bericht"),
        help_text=_("Schrijf geen persoonlijke gegevens van anderen op."),
        min_length=10,
        max_length=4000,
        validators=[refuse_bsn],
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean_key(self) -> uuid.UUID:
        """The form's own number; a spoilt one is replaced, the writer need not know."""
        return own_key(self.cleaned_data["key"])


class ContactForm(AnswerForm):
    """Name, address and message of a visitor without an account."""

    name = forms.CharField(
        label=_("Je naam"),
        max_length=120,
        validators=[refuse_bsn],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Je e-mailadres"),
        help_text=_("Hier komt het antwoord. De ambassadeur ziet dit adres niet."),
        validators=[refuse_unmailable],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("name", "email", "message")

    def clean_name(self) -> str:
        """One line: a line break here could only be meant for a mail header."""
        return " ".join(self.cleaned_data["name"].split())
