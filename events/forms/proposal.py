"""The form to propose a meeting."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from community.addresses import refuse_unmailable
from events.forms.sign_up import clean_name


class ProposalForm(forms.Form):
    """An idea, and to whom the answer goes."""

    FLOOD = _("Er komen erg veel voorstellen van jouw netwerk. Probeer het over een uur nog eens.")

    idea = forms.CharField(
        label=_("Waar moet het over gaan?"),
        max_length=2000,
        validators=[refuse_bsn],
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Vertel ook voor wie het is, en of je zelf iets wilt doen. Noem geen namen van cliënten of bewoners."
        ),
        error_messages={
            "required": _("Schrijf op waar het over moet gaan."),
            "max_length": _("Dit is te lang: gebruik hoogstens 2000 tekens."),
        },
    )
    name = forms.CharField(
        label=_("Je naam"),
        max_length=120,
        error_messages={
            "required": _("Vul je naam in."),
            "max_length": _("Je naam is te lang: gebruik hoogstens 120 tekens."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Je e-mailadres"),
        max_length=254,
        validators=[refuse_unmailable],
        error_messages={
            "required": _("Vul je e-mailadres in. Anders kunnen we niet antwoorden."),
            "invalid": _("Dit is geen e-mailadres. Het ziet eruit als naam@voorbeeld.nl."),
            "max_length": _("Dit e-mailadres is te lang."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])

    def clean_key(self) -> uuid.UUID:
        """The idempotency key; a new one when it is missing or mangled."""
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid.uuid4()
