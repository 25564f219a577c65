"""The one field of following a series."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.addresses import refuse_unmailable


class FollowForm(forms.Form):
    """An address; somebody logged in has theirs already and only presses the button."""

    FLOOD = _("Er komen erg veel aanvragen van jouw netwerk. Probeer het over een uur nog eens.")

    email = forms.EmailField(
        label=_("Je e-mailadres"),
        max_length=254,
        validators=[refuse_unmailable],
        help_text=_("Je krijgt eerst een mail om ja te zeggen. Daarna één mail per nieuwe bijeenkomst."),
        error_messages={
            "required": _("Vul je e-mailadres in."),
            "invalid": _("Dit is geen e-mailadres. Het ziet eruit als naam@voorbeeld.nl."),
            "max_length": _("Dit e-mailadres is te lang."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        if user:
            del self.fields["email"]
