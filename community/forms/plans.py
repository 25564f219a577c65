"""Forms of teams and plans."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from cms.models import Organisation
from community.forms.circles import Keyed
from community.models import Plan, PlanItem, Team

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


class TeamForm(Keyed, forms.ModelForm):
    """The name of a team."""

    class Meta:
        model = Team
        fields = ["name"]


class OrganisationForm(forms.ModelForm):
    """Which organisation a team belongs to."""

    class Meta:
        model = Team
        fields = ["organisation"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.public().order_by("name")
        self.fields["organisation"].empty_label = _("Geen, of die staat er niet bij")


class InviteForm(forms.Form):
    """Whom to invite."""

    email = forms.EmailField(
        label=_("E-mailadres van je collega"),
        max_length=254,
        help_text=_("We sturen een link die twee weken werkt, alleen voor dit adres."),
    )


class NewPlanForm(Keyed):
    """A title, and whom it is for: one of the maker's own teams, a new one, or (with neither) the maker alone."""

    title = forms.CharField(label=_("Titel"), max_length=160, validators=[refuse_bsn])
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Voor welk team?"), required=False)
    team_name = forms.CharField(label=_("Of een nieuw team"), max_length=120, required=False, validators=[refuse_bsn])

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams
        self.fields["team"].empty_label = _("Alleen voor mij")
        if not teams.exists():
            del self.fields["team"]
        self.fields["team_name"].help_text = _(
            "Laat dit leeg als je het alleen voor jezelf maakt. Collega's kun je er later bij vragen."
        )


class PlanTitleForm(forms.ModelForm):
    """The title of a plan."""

    class Meta:
        model = Plan
        fields = ["title"]


class OwnItemForm(forms.ModelForm):
    """A step that the team adds itself."""

    class Meta:
        model = PlanItem
        fields = ["title"]
        labels = {"title": _("Eigen stap")}


class ItemForm(forms.ModelForm):
    """What a team notes at one step. `obstacles`: what the page says can stand in the way, as (key, words)."""

    done = forms.BooleanField(label=_("Dit is gedaan"), required=False)
    marked = forms.MultipleChoiceField(
        label=_("Ligt er een blad op het spoor?"),
        help_text=_("Vink aan wat jullie herkennen. In je plan zie je dan wat anderen deden."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = PlanItem
        fields = ["title", "due_on", "owner", "notes"]
        widgets = {
            "due_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "notes": forms.Textarea(attrs={"rows": 6}),
        }
        help_texts = {
            "due_on": _("Wanneer wil je dit klaar hebben?"),
            "notes": _("Afspraken en wat je leerde. Schrijf niets op over cliënten of patiënten."),
        }

    def __init__(self, *args, obstacles=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = self.instance.plan.team.members.select_related("user")
        self.fields["owner"].empty_label = _("Nog niemand")
        self.fields["marked"].choices = obstacles
        self.initial |= {
            "done": self.instance.is_done,
            "marked": self.instance.obstacles,
            "version": self.instance.version,
        }
        if not obstacles:
            del self.fields["marked"]
        if self.instance.key:
            del self.fields["title"]

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(_("Deze datum ligt te ver weg. Kijk het jaar nog eens na."))
        return day

    def values(self) -> dict:
        """What `change_item` takes besides the item and its version."""
        data = {name: self.cleaned_data[name] for name in (*self.Meta.fields, "done") if name in self.fields}
        if "marked" in self.fields:
            data["obstacles"] = self.cleaned_data["marked"]
        return data
