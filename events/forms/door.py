"""The forms at the door: a code, a name on the list, somebody who walks in."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from community.addresses import refuse_unmailable
from events.forms.organise.fields import Line
from events.forms.sign_up import clean_name


class KeyedForm(forms.Form):
    """Carries a number of its own, so that sending it twice does one thing."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)

    def clean_key(self) -> uuid.UUID:
        """A spoilt number is replaced."""
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid.uuid4()


class CodeForm(KeyedForm):
    """What stands on a ticket."""

    code = forms.CharField(
        label=_("Code van het kaartje"),
        max_length=300,
        help_text=_("Acht tekens. Hoofdletters hoeven niet."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class WalkInForm(KeyedForm):
    """Somebody who had not signed up."""

    name = Line(label=_("Naam"), max_length=120, validators=[refuse_bsn])
    email = forms.EmailField(
        label=_("E-mailadres"),
        max_length=254,
        required=False,
        validators=[refuse_unmailable],
        help_text=_("Alleen nodig voor een bewijs van deelname."),
    )

    def clean_name(self):
        return clean_name(self.cleaned_data["name"])


class NewDoorForm(KeyedForm):
    """A name for a door, so that it is known which phone said what."""

    label = Line(label=_("Naam van de deur"), max_length=60, required=False)
