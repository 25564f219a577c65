"""Signing up somebody else."""

import re
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.addresses import refuse_unmailable
from events.forms.sign_up import attends_field, clean_name
from events.models import Event


class SignUpForForm(forms.Form):
    """Who comes, who arranges it, and that the one who comes agrees."""

    name = forms.CharField(
        label=_("Naam van wie komt"),
        max_length=120,
        error_messages={
            "required": _("Vul de naam in van wie komt."),
            "max_length": _("Deze naam is te lang: gebruik hoogstens 120 tekens."),
        },
    )
    phone = forms.CharField(
        label=_("Telefoonnummer van wie komt"),
        max_length=30,
        required=False,
        help_text=_("Alleen om te bellen als er iets verandert."),
        error_messages={"max_length": _("Dit is geen telefoonnummer.")},
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    attends = attends_field(_("Hoe komt deze persoon?"), widget=forms.RadioSelect)
    helper_name = forms.CharField(
        label=_("Jouw naam"),
        max_length=120,
        error_messages={
            "required": _("Vul je naam in."),
            "max_length": _("Je naam is te lang: gebruik hoogstens 120 tekens."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    helper_email = forms.EmailField(
        label=_("Jouw e-mailadres"),
        max_length=254,
        validators=[refuse_unmailable],
        help_text=_("Alle mail over deze aanmelding gaat naar jou. Je vertelt het zelf aan wie komt."),
        error_messages={
            "required": _("Vul je e-mailadres in."),
            "invalid": _("Dit is geen e-mailadres. Het ziet eruit als naam@voorbeeld.nl."),
            "max_length": _("Dit e-mailadres is te lang."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    consent = forms.BooleanField(
        label=_("Deze persoon weet dat ik dit doe en vindt het goed"),
        error_messages={"required": _("Vraag het eerst, en zet dan een vinkje.")},
    )
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, event: Event, user=None, **kwargs):
        known = {"helper_name": user.get_full_name(), "helper_email": user.email} if user else {}
        super().__init__(*args, initial={"key": uuid.uuid4()} | known, **kwargs)
        if event.mode != Event.Mode.HYBRID:
            del self.fields["attends"]

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])

    def clean_helper_name(self) -> str:
        return clean_name(self.cleaned_data["helper_name"])

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"].strip()
        if phone and not re.fullmatch(r"[+\d][\d\s()-]{6,28}", phone):
            raise ValidationError(_("Dit is geen telefoonnummer."))
        return phone

    def clean_key(self) -> uuid.UUID:
        """The idempotency key; a new one when it is missing or mangled."""
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid.uuid4()
