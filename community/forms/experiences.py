"""The form "I applied this": did it work, and in which situation. No name is asked."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import Sector
from community.privacy import refuse_stops


class ExperienceForm(forms.Form):
    """One experience of a visitor."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    worked = forms.TypedChoiceField(
        label=_("Werkte het?"),
        choices=[("ja", _("Het werkte")), ("nee", _("Het werkte niet"))],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of het werkte of niet.")},
    )
    situation = forms.CharField(
        label=_("Wat was je situatie?"),
        help_text=_("Wat deed je, met wie, en wat gebeurde er? Noem geen namen en niets waaraan je iemand herkent."),
        min_length=20,
        max_length=600,
        validators=[refuse_stops],
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Vertel in een paar zinnen wat je situatie was."),
            "min_length": _("Vertel iets meer: minstens een hele zin."),
        },
    )
    sector = forms.ModelChoiceField(
        label=_("In welke sector was dat?"),
        queryset=Sector.objects.all(),
        required=False,
        empty_label=_("Zeg ik liever niet"),
    )

    def clean_key(self) -> uuid.UUID:
        """The form's own number; a spoilt one is replaced, the visitor need not know."""
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid.uuid4()
