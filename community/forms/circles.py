"""Forms of groups."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from cms.models import Theme
from community.addresses import refuse_unmailable
from community.models import Circle


def own_key(value) -> uuid.UUID:
    """A form's own number; a spoilt one is replaced, whoever fills the form in need not know."""
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return uuid.uuid4()


class Keyed(forms.Form):
    """A form that makes something: its own number goes along, so that sending it twice makes one."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())

    def clean_key(self):
        return own_key(self.cleaned_data["key"])


class CircleForm(forms.ModelForm):
    """The words of a group, and who can get in."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = Circle
        fields = ["name", "summary", "access", "welcome", "themes"]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2}),
            "access": forms.RadioSelect,
            "welcome": forms.Textarea(attrs={"rows": 5}),
            "themes": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "summary": _("In een of twee zinnen."),
            "access": _("Van een open groep kan iedereen alles lezen, ook zonder account."),
            "welcome": _("Dit lezen nieuwe leden als eerste. Vertel hoe jullie met elkaar omgaan."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = Theme.objects.all()
        self.initial["version"] = self.instance.version if self.instance.pk else 0

    def clean_key(self):
        return own_key(self.cleaned_data["key"])

    def values(self) -> dict:
        """What `make_circle` and `change_circle` take as `data`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class JoinForm(forms.Form):
    """What is asked of who joins: a name, when there is none yet; and why, where somebody has to decide."""

    name = forms.CharField(
        label=_("Je naam"),
        max_length=120,
        validators=[refuse_bsn],
        help_text=_("De leden van de groep zien je naam. Wie hem verder ziet, kies je in je profiel."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    words = forms.CharField(
        label=_("Waarom wil je meedoen?"),
        max_length=600,
        required=False,
        validators=[refuse_bsn],
        help_text=_("Alleen wie de groep bijhoudt leest dit."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, has_name: bool, asks: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if has_name:
            del self.fields["name"]
        if not asks:
            del self.fields["words"]

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


class CircleInviteForm(forms.Form):
    """Whom to invite."""

    email = forms.EmailField(
        label=_("E-mailadres"),
        max_length=254,
        validators=[refuse_unmailable],
        help_text=_("We sturen een link die twee weken werkt, alleen voor dit adres."),
    )
