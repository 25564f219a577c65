"""The form by which a member shares a practice example."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.circles import own_key
from community.privacy import refuse_stops

LONGEST = 4000
NOBODY, AGREED, NOT_YET = "niemand", "ja", "nog-niet"


def _part(label: str, help_text: str, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        validators=[refuse_stops],
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": None}),
        error_messages={"required": _("Vertel hier iets over, al is het kort.")},
    )


class SharedExampleForm(forms.Form):
    """Four short pieces of text, where it was, and whether people can be recognised."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    title = forms.CharField(
        label=_("Titel"),
        help_text=_("Wat deden jullie? Bijvoorbeeld: “De huisarts wandelt mee”."),
        min_length=5,
        max_length=120,
        validators=[refuse_stops],
        error_messages={"required": _("Geef je voorbeeld een titel.")},
    )
    situation = _part(_("Wat speelde er?"), _("De situatie, in een paar zinnen."))
    approach = _part(_("Wat hebben jullie gedaan?"), _("Met wie, en in welke stappen?"))
    result = _part(_("Wat is er nu anders?"), _("Ook iets kleins telt."))
    what_did_not_work = _part(
        _("Wat werkte niet?"),
        _("Hier leren anderen het meest van. Liep alles goed? Laat het dan leeg."),
        required=False,
    )
    place = forms.CharField(label=_("Plaats of wijk"), max_length=120, required=False, validators=[refuse_stops])
    people = forms.ChoiceField(
        label=_("Staan er mensen in die je kunt herkennen?"),
        help_text=_(
            "Met een naam, of met een verhaal dat bij één mens hoort. Over cliënten of patiënten schrijf je niet."
        ),
        choices=[
            (NOBODY, _("Nee, niemand")),
            (AGREED, _("Ja, en zij vinden het goed dat dit op de site komt")),
            (NOT_YET, _("Ja, maar ik heb het nog niet gevraagd")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat hier klopt. Zonder toestemming plaatsen we niets over mensen.")},
    )

    def clean_key(self):
        return own_key(self.cleaned_data["key"])

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())
