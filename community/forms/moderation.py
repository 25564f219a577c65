"""The forms of moderators, and the one by which an author objects."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from community.models import HouseRule


def _explanation(label, help_text="", **options):
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=1000,
        validators=[refuse_bsn],
        widget=forms.Textarea(attrs={"rows": 3}),
        **options,
    )


class RuleForm(forms.Form):
    """By which rule something is hidden or wiped."""

    rule = forms.ModelChoiceField(
        label=_("Huisregel"),
        queryset=HouseRule.objects.all(),
        empty_label=_("Kies een huisregel"),
        error_messages={"required": _("Kies de huisregel waar het om gaat.")},
    )
    explanation = _explanation(
        _("Uitleg voor de schrijver"), _("Gaat mee in de mail. Kort en vriendelijk."), required=False
    )


class WipeForm(RuleForm):
    """The same, with a tick: what is wiped is gone."""

    sure = forms.BooleanField(
        label=_("Wis de tekst overal. Dit kan niet terug."),
        error_messages={"required": _("Zet een vinkje als je het zeker weet.")},
    )


class BlockForm(RuleForm):
    """The same, for so many days."""

    days = forms.IntegerField(label=_("Aantal dagen"), min_value=1, max_value=365, initial=14)


class AnswerForm(forms.Form):
    """What is decided on an objection, and why."""

    outcome = forms.ChoiceField(
        label=_("Je besluit"),
        choices=[
            ("granted", _("Toekennen: het eerste besluit vervalt")),
            ("refused", _("Afwijzen: het besluit blijft")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat je besluit.")},
    )
    answer = _explanation(_("Uitleg voor de schrijver"), error_messages={"required": _("Leg je besluit kort uit.")})


class AppealForm(forms.Form):
    """Why an author does not agree."""

    text = forms.CharField(
        label=_("Waarom ben je het er niet mee eens?"),
        min_length=10,
        max_length=2000,
        validators=[refuse_bsn],
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Schrijf op waarom je het er niet mee eens bent."),
            "min_length": _("Vertel iets meer: minstens een hele zin."),
        },
    )
