"""The form by which anybody asks a moderator to look."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from community.addresses import refuse_unmailable
from community.models import Report


class ReportForm(forms.Form):
    """Why, and where the answer goes; members are answered at the address of their account."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    reason = forms.ChoiceField(
        label=_("Wat is er aan de hand?"),
        choices=Report.Reason,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een reden.")},
    )
    details = forms.CharField(
        label=_("Wil je het toelichten?"),
        help_text=_("Neem geen persoonlijke gegevens over. De moderator kan de bijdrage zelf lezen."),
        required=False,
        max_length=1000,
        validators=[refuse_bsn],
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    email = forms.EmailField(
        label=_("Je e-mailadres"),
        help_text=_("Je krijgt meteen een bevestiging, en later bericht van het besluit. Alleen moderatoren zien het."),
        validators=[refuse_unmailable],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args, known_email="", **kwargs):
        super().__init__(*args, **kwargs)
        if known_email:
            del self.fields["email"]
        self.known_email = known_email

    def clean_key(self) -> uuid.UUID:
        """The form's own number; a spoilt one is replaced, the visitor need not know."""
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid.uuid4()

    def clean(self):
        return {"email": self.known_email} | super().clean() if self.known_email else super().clean()
