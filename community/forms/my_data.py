"""Forms about one's own data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.addresses import refuse_unmailable


class AddressForm(forms.Form):
    """Of which address."""

    email = forms.EmailField(
        label=_("Je e-mailadres"),
        validators=[refuse_unmailable],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class RemovalForm(forms.Form):
    """One tick, because it cannot be undone."""

    sure = forms.BooleanField(
        label=_("Ja, verwijder mijn gegevens. Ik weet dat dit niet terug kan."),
        error_messages={"required": _("Zet een vinkje als je het zeker weet.")},
    )


class MemberRemovalForm(RemovalForm):
    """Besides: whether what somebody wrote in conversations goes along."""

    GO, STAY = "weg", "blijft"
    words = forms.ChoiceField(
        label=_("En wat je schreef in vragen en groepen?"),
        choices=[
            (GO, _("Haal alles weg")),
            (STAY, _("Laat het staan zonder mijn naam: niemand kan nog vinden dat ik het schreef")),
        ],
        initial=GO,
        widget=forms.RadioSelect,
        help_text=_("Wil je per bijdrage kiezen? Doe dat eerst bij “Mijn bijdragen”."),
    )
    field_order = ("words", "sure")
