"""Forms of the sheets of a team. Words are looked at for what may lead to a person, as those of a case are."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.cases.texts import CaseTextForm, text_field
from community.forms.circles import own_key
from community.forms.plans import FIRST_DAY, LAST_DAY
from community.models import ConditionsCheck, Plan, SheetLine
from community.processes import PROCESSES


def _day(value):
    if value and not FIRST_DAY <= value <= LAST_DAY:
        raise forms.ValidationError(_("Deze datum ligt te ver weg. Kijk het jaar nog eens na."))
    return value


class LineForm(CaseTextForm):
    """One line of the inventory."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    sheet = forms.ChoiceField(
        label=_("Waar hoort het?"),
        choices=[(sheet, sheet.label) for sheet in (SheetLine.Sheet.HAVE, SheetLine.Sheet.NEED)],
        widget=forms.RadioSelect,
    )
    text = text_field(_("Wat?"), rows=1, longest=300, help_text=_("Over het werk, niet over een mens."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())

    def clean_key(self):
        return own_key(self.cleaned_data["key"])


class NextStepForm(LineForm):
    """One line of "van gesprek naar vervolg": kind of wish, next step, who by role, and when."""

    sheet = None
    wish = forms.ChoiceField(label=_("Wat voor behoefte hoorde je?"), choices=SheetLine.Wish, widget=forms.RadioSelect)
    text = text_field(
        _("Wat kan een volgende stap zijn?"),
        rows=2,
        longest=300,
        help_text=_("Wat jullie doen of veranderen. Schrijf niets op over wie het vertelde."),
    )
    who = text_field(
        _("Wie pakt het op?"),
        rows=1,
        longest=120,
        required=False,
        help_text=_("Een rol, geen naam: de praktijkondersteuner."),
    )
    due_on = forms.DateField(
        label=_("Wanneer?"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    field_order = ("wish", "text", "who", "due_on")

    def clean_due_on(self):
        return _day(self.cleaned_data["due_on"])


class ResidentsForm(NextStepForm):
    """One moment at which residents take part: how far, at what, who, when, and what happens with what they say."""

    wish = None
    rung = forms.ChoiceField(
        label=_("Hoe ver gaat het?"),
        help_text=_("Kies wat je waar kunt maken. Later een trede hoger mag altijd."),
        choices=SheetLine.Rung,
        widget=forms.RadioSelect,
    )
    text = text_field(
        _("Waarbij?"), rows=1, longest=300, help_text=_("Bijvoorbeeld: de inrichting van de wachtruimte.")
    )
    who = text_field(
        _("Welke inwoners?"),
        rows=1,
        longest=120,
        help_text=_("Een groep, geen naam: bewoners van de Kade, ook wie niet graag leest."),
    )
    promise = text_field(
        _("Wat gebeurt er met wat zij zeggen?"),
        rows=2,
        longest=300,
        help_text=_("Wie beslist, en wanneer horen zij wat je wel en niet doet?"),
    )
    field_order = ("rung", "text", "who", "due_on", "promise")


class ConditionsForm(forms.ModelForm):
    """The four conditions, each with a label in words."""

    class Meta:
        model = ConditionsCheck
        fields = ConditionsCheck.ASPECTS
        widgets = dict.fromkeys(ConditionsCheck.ASPECTS, forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ConditionsCheck.ASPECTS:
            self.fields[name].choices = ConditionsCheck.Light.choices


class KeepForm(forms.ModelForm):
    """Who keeps a checklist, and when the team looks back."""

    class Meta:
        model = Plan
        fields = ["owner", "review_on"]
        widgets = {"review_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}
        help_texts = {
            "review_on": _("Vanaf deze dag krijgt wie dit bijhoudt elke week een mail, tot alles is afgevinkt.")
        }

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = team.members.select_related("user")
        self.fields["owner"].empty_label = _("Het hele team")

    def clean_review_on(self):
        return _day(self.cleaned_data["review_on"])


class ProcessForm(KeepForm):
    """Which process, besides."""

    process = forms.ChoiceField(
        label=_("Welk werkproces?"),
        choices=[(process.key, process.name) for process in PROCESSES.values()],
        widget=forms.RadioSelect,
    )
    field_order = ("process", "owner", "review_on")
