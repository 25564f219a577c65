"""Ordering paper materials, and keeping the shelf."""

import uuid

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from cms.models import MaterialPage

POSTCODE = RegexValidator(r"^\s*[1-9][0-9]{3}\s?[A-Za-z]{2}\s*\Z", _("Schrijf een postcode als 1234 AB."))


def _text(label, *, length: int, missing: str, autocomplete: str, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=length,
        required=required,
        validators=[refuse_bsn],
        widget=forms.TextInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": missing},
    )


class OrderForm(forms.Form):
    """How many, and where to."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    amount = forms.IntegerField(
        label=_("Hoeveel wil je er?"),
        min_value=1,
        error_messages={"required": _("Vul in hoeveel je er wilt."), "invalid": _("Vul een heel getal in, zoals 10.")},
    )
    name = _text(_("Je naam"), length=120, missing=_("Vul je naam in."), autocomplete="name")
    organisation = _text(_("Organisatie"), length=160, missing="", autocomplete="organization", required=False)
    street = _text(
        _("Straat en huisnummer"),
        length=160,
        missing=_("Vul de straat en het huisnummer in."),
        autocomplete="street-address",
    )
    postcode = forms.CharField(
        label=_("Postcode"),
        max_length=10,
        validators=[POSTCODE],
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
        error_messages={"required": _("Vul de postcode in.")},
    )
    town = _text(_("Plaats"), length=120, missing=_("Vul de plaats in."), autocomplete="address-level2")
    email = forms.EmailField(
        label=_("E-mailadres"),
        help_text=_("Alleen om te laten weten dat we je bestelling hebben."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Vul je e-mailadres in."), "invalid": _("Dit is geen e-mailadres.")},
    )

    def __init__(self, *args, most: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].max_value = most
        self.fields["amount"].help_text = _("Hoogstens %(number)s.") % {"number": most}

    def clean_key(self) -> uuid.UUID:
        """The form's own number; a spoilt one is replaced, the visitor need not know."""
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid.uuid4()

    def clean_postcode(self) -> str:
        """As the post writes it: 1234 AB."""
        signs = "".join(self.cleaned_data["postcode"].split()).upper()
        return f"{signs[:4]} {signs[4:]}"


class StockForm(forms.Form):
    """Copies that came in, or that went in another way."""

    material = forms.ModelChoiceField(label=_("Materiaal"), queryset=MaterialPage.objects.none())
    number = forms.IntegerField(
        label=_("Hoeveel erbij"),
        min_value=-100_000,
        max_value=100_000,
        help_text=_("Met een min ervoor gaan ze eraf."),
    )
    most = forms.IntegerField(label=_("Hoogstens per bestelling"), min_value=1, max_value=1000, initial=25)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["material"].queryset = MaterialPage.objects.filter(live=True, locale__language_code="nl").order_by(
            "title"
        )
