"""The form that takes somebody away."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RemovalForm(forms.Form):
    """One tick, because it cannot be undone."""

    sure = forms.BooleanField(
        label=_("Ja, verwijder mijn gegevens. Ik weet dat dit niet terug kan."),
        error_messages={"required": _("Zet een vinkje als je het zeker weet.")},
    )
