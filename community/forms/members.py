"""What a member tells of themselves: the texts, and beside each who may see it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import Region, Sector, Theme
from community.models import MemberProfile, SeenBy

SECTIONS = (
    (_("Wie ik ben"), ("name", "role", "about")),
    (_("Helpen en zoeken"), ("can_help", "looking_for")),
    (_("Waar ik werk"), ("regions", "sectors")),
    (_("Wat mij bezighoudt"), ("themes",)),
)
WHO_SEES = {
    "name": _("Wie ziet je naam?"),
    "role": _("Wie ziet wat je doet?"),
    "about": _("Wie ziet wie je bent?"),
    "can_help": _("Wie ziet waarmee je kunt helpen?"),
    "looking_for": _("Wie ziet wat je zoekt?"),
    "regions": _("Wie ziet je regio?"),
    "sectors": _("Wie ziet waar je werkt?"),
    "themes": _("Wie ziet je thema's?"),
}


class TasteForm(forms.Form):
    """The little that helps us to suggest something: where, in which setting, and which themes."""

    regions = forms.ModelMultipleChoiceField(Region.objects.all(), label=_("je regio"), required=False)
    sectors = forms.ModelMultipleChoiceField(Sector.objects.all(), label=_("waar je werkt"), required=False)
    themes = forms.ModelMultipleChoiceField(Theme.objects.all(), label=_("je thema's"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = forms.CheckboxSelectMultiple(choices=field.choices)


class MemberForm(forms.ModelForm):
    """Everything of one's profile."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = MemberProfile
        fields = [name for _title, names in SECTIONS for field in names for name in (field, f"{field}_for")]
        widgets = {
            "about": forms.Textarea(attrs={"rows": 5}),
            "can_help": forms.Textarea(attrs={"rows": 3}),
            "looking_for": forms.Textarea(attrs={"rows": 3}),
            **dict.fromkeys(("regions", "sectors", "themes"), forms.CheckboxSelectMultiple),
        }
        help_texts = {
            "name": _("Zonder naam die anderen mogen zien, bestaat je profiel alleen voor jou."),
            "role": _("Bijvoorbeeld: wijkverpleegkundige, vrijwilliger, beleidsmedewerker."),
            "about": _("Een paar zinnen. Schrijf niets op over cliënten of patiënten."),
            "can_help": _("Bijvoorbeeld: meedenken over een eerste teambijeenkomst."),
            "looking_for": _("Bijvoorbeeld: iemand die al met bewoners samenwerkt."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, model in (("regions", Region), ("sectors", Sector), ("themes", Theme)):
            self.fields[name].queryset = model.objects.all()
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        for field, label in WHO_SEES.items():
            self.fields[f"{field}_for"] = forms.TypedChoiceField(
                label=label, choices=SeenBy.choices, coerce=int, widget=forms.Select(attrs={"class": "seen-by"})
            )
            self.initial.setdefault(f"{field}_for", int(SeenBy.ME))
        self.initial["version"] = self.instance.version if self.instance.pk else 0

    def clean_name(self) -> str:
        """On one line."""
        return " ".join(self.cleaned_data["name"].split())

    @property
    def sections(self) -> list[dict]:
        """The fields by section, each with the choice of who may see it."""
        return [
            {"title": title, "pairs": [(self[field], self[f"{field}_for"]) for field in names]}
            for title, names in SECTIONS
        ]

    def values(self) -> dict:
        """What `save_member` takes as `data`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
