"""The forms around proofs and points."""

import re

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from events.forms.organise.fields import Day, Line, OrganiserForm, choices_of
from events.forms.sign_up import clean_name
from events.models import Accreditation, Register


class CorrectNameForm(forms.Form):
    """The name as it should stand on the proof."""

    name = Line(label=_("Je naam"), max_length=120, help_text=_("Je kunt dit één keer verbeteren."))

    def clean_name(self):
        return clean_name(self.cleaned_data["name"])


class PointsForm(forms.Form):
    """Per register of the meeting: a tick for who wants points, and the number there."""

    def __init__(self, *args, accreditations: list[Accreditation], kept: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.accreditations = accreditations
        for one in accreditations:
            row = kept.get(one.pk)
            self.fields[f"want-{one.pk}"] = forms.BooleanField(
                label=_now("Ik wil punten van %(register)s") % {"register": one.register},
                required=False,
                initial=bool(row and row.number),
            )
            self.fields[f"number-{one.pk}"] = Line(
                label=_now("Mijn nummer bij %(register)s") % {"register": one.register},
                help_text=one.register.hint,
                required=False,
                max_length=30,
                initial=row.number if row else "",
            )

    def clean(self):
        data = super().clean()
        for one in self.accreditations:
            name = f"number-{one.pk}"
            number = re.sub(r"[\s.\-]|^[A-Za-z]+", "", data.get(name) or "")
            if data.get(f"want-{one.pk}") and not one.register.fits(number):
                words = {"digits": one.register.digits}
                self.add_error(name, _now("Een nummer van dit register heeft %(digits)s cijfers.") % words)
            data[name] = number
        return data

    def numbers(self):
        """(accreditation, number) of each; an empty number for who does not want points."""
        for one in self.accreditations:
            wanted = self.cleaned_data[f"want-{one.pk}"]
            yield one, self.cleaned_data[f"number-{one.pk}"] if wanted else ""


class TermsForm(OrganiserForm):
    """Who gets a proof and what it says."""

    minimum_minutes = forms.IntegerField(label=_("Minstens zoveel minuten aanwezig"), min_value=1, max_value=1440)
    goals = forms.CharField(
        label=_("Wat je hier leerde"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Staat op het bewijs. Eén of twee zinnen."),
    )
    signer_name = Line(label=_("Wie ondertekent"), max_length=120)
    signer_role = Line(label=_("Functie"), max_length=120)


class AccreditationForm(OrganiserForm):
    """What a register gives for this meeting."""

    register = forms.ModelChoiceField(Register.objects.all(), label=_("Register"), empty_label=_("Kies een register"))
    status = forms.ChoiceField(label=_("Status"), choices=choices_of(Accreditation.Status))
    id_number = Line(label=_("Nummer van de accreditatie"), max_length=40, required=False)
    points = forms.DecimalField(label=_("Punten"), min_value=0, max_value=999, decimal_places=1)
    minimum_minutes = forms.IntegerField(label=_("Minstens zoveel minuten aanwezig"), min_value=1, max_value=1440)
    valid_from = Day(label=_("Geldig vanaf"), required=False)
    valid_to = Day(label=_("Geldig tot en met"), required=False)
    sponsored = forms.BooleanField(label=_("Er is een sponsor"), required=False)

    def clean(self):
        data = super().clean()
        if data.get("valid_from") and data.get("valid_to") and data["valid_to"] < data["valid_from"]:
            self.add_error("valid_to", _("Deze dag ligt voor het begin."))
        if data.get("status") == Accreditation.Status.GRANTED and not data.get("id_number"):
            self.add_error("id_number", _("Vul het nummer in dat het register gaf."))
        return data


class RevokeForm(OrganiserForm):
    """Why a proof no longer holds."""

    reason = Line(label=_("Reden"), max_length=200)
    again = forms.BooleanField(
        label=_("Geef meteen een nieuw bewijs, met de minuten en de naam van nu"), required=False
    )
