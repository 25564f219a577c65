"""Forms of the agenda kit: a case for the library with its checklist, and the monthly reminder."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.cases.texts import CaseTextForm, text_field
from community.models import SharedCase
from community.models.cases.shared import CHECKLIST
from community.privacy import refuse_stops

WEEKS = [(1, _("eerste")), (2, _("tweede")), (3, _("derde")), (4, _("vierde")), (-1, _("laatste"))]
DAYS = [("MO", _("maandag")), ("TU", _("dinsdag")), ("WE", _("woensdag")), ("TH", _("donderdag")), ("FR", _("vrijdag"))]


class _Checklist(forms.MultipleChoiceField):
    """Every box, or none of it counts."""

    def __init__(self, **options):
        every = _("Loop de hele lijst na en zet bij elke regel een vinkje: pas als alles klopt, kan de casus door.")
        messages = {"required": every, "incomplete": every}
        super().__init__(
            choices=CHECKLIST.items(), widget=forms.CheckboxSelectMultiple, error_messages=messages, **options
        )

    def validate(self, value):
        super().validate(value)
        if len(set(value)) < len(CHECKLIST):
            raise forms.ValidationError(self.error_messages["incomplete"], code="incomplete")


class SharedCaseForm(CaseTextForm):
    """A case for the library, in the fixed form."""

    title = text_field(_("Waar gaat het over?"), rows=1, longest=100)
    situation = text_field(
        _("De situatie"), rows=8, longest=2000, help_text=_("Wie (als rol), wat gebeurde er, en waar wringt het?")
    )
    question = text_field(_("De vraag aan het team"), rows=2, longest=300)
    talk = text_field(
        _("Om over te praten"),
        rows=3,
        longest=1000,
        required=False,
        help_text=_("Twee of drie vragen die het gesprek openen."),
    )
    checklist = _Checklist(label=_("Is dit echt anoniem?"))
    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    @property
    def words(self) -> dict:
        """What the actions take."""
        return {name: self.cleaned_data[name] for name in ("title", "situation", "question", "talk")}


class ApproveForm(forms.Form):
    """The second pair of eyes goes through the same list."""

    checklist = _Checklist(label=_("Loop dezelfde lijst na als de schrijver"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class GiveBackForm(forms.ModelForm):
    """What has to change."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = SharedCase
        fields = ["reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
        self.fields["reason"].validators.append(refuse_stops)


class ReminderForm(forms.Form):
    """When in the month the team discusses a case."""

    week = forms.TypedChoiceField(label=_("Welke week?"), choices=WEEKS, coerce=int, initial=2)
    day = forms.ChoiceField(label=_("Welke dag?"), choices=DAYS, initial="TU")
    time = forms.TimeField(
        label=_("Hoe laat?"), initial="09:00", widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    minutes = forms.TypedChoiceField(
        label=_("Hoeveel tijd?"), choices=[(20, _("20 minuten")), (40, _("40 minuten"))], coerce=int, initial=20
    )
