"""Forms of course maps."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.circles import Keyed
from community.models import ChangeMap, MapNode


class GoalForm(Keyed, forms.ModelForm):
    """What a team wants to reach."""

    class Meta:
        model = ChangeMap
        fields = ["goal"]
        labels = {"goal": _("Wat willen jullie bereiken?")}
        help_texts = {"goal": _("Eén zin, zoals: minder eenzaamheid in onze wijk.")}


class NodeForm(forms.ModelForm):
    """A step, an effect or a sign. `kinds`: what it may be, when there is a choice."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = MapNode
        fields = ["kind", "text", "grounds"]
        widgets = {"kind": forms.RadioSelect, "grounds": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"grounds": _("Uit ervaring, onderzoek of een voorbeeld dat jullie kennen. Een adres mag ook.")}

    def __init__(self, *args, kinds=(), **kwargs):
        super().__init__(*args, **kwargs)
        if len(kinds) > 1:
            self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        else:
            del self.fields["kind"]
        kind = self.instance.kind
        if len(kinds) > 1:
            self.fields["text"].label = _("Wat levert het op?")
        elif kind:
            self.fields["text"].label = MapNode.Kind(kind).label.capitalize()
        if kind == MapNode.Kind.SIGN:
            self.fields["text"].help_text = _(
                "Wat hoor, zie of tel je dan? Scores van een ingevuld web horen hier niet."
            )
        self.initial["version"] = self.instance.version
