"""Forms of a learning log."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.circles import own_key
from community.models import Circle, LogEntry
from community.rules.buddies import contact_of_other
from community.rules.learning_log import buddies_of


class LogForm(forms.ModelForm):
    """One entry, after one question."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = LogEntry
        fields = ["prompt", "text"]
        widgets = {"prompt": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "text": _("Alleen jij leest dit. Schrijf ook hier niets op waaraan je een cliënt of patiënt herkent.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["text"].widget.attrs["maxlength"]  # a browser would cut what is too long, without a word
        self.initial["version"] = self.instance.version if self.instance.pk else 0

    def clean_key(self):
        return own_key(self.cleaned_data["key"])


class ShareForm(forms.Form):
    """With which of one's own closed groups, or with which buddy of now."""

    reader = forms.ChoiceField(
        label=_("Wie leest dit stuk mee?"),
        required=False,
        help_text=_("Alleen een besloten groep waar je in zit, of je maatje van nu. Je kunt het altijd terugdraaien."),
    )

    def __init__(self, *args, entry: LogEntry, **kwargs):
        super().__init__(*args, **kwargs)
        groups = Circle.objects.of(entry.user).exclude(access=Circle.Access.OPEN)
        self.groups = {f"groep-{group.pk}": group for group in groups}
        self.buddies = {f"maatje-{match.public_id}": match for match in buddies_of(entry.user).with_people()}
        buddies = [(key, contact_of_other(match, entry.user)["name"]) for key, match in self.buddies.items()]
        parts = [
            (_("Een groep"), [(key, group.name) for key, group in self.groups.items()]),
            (_("Een maatje"), buddies),
        ]
        self.fields["reader"].choices = [("", _("Niemand")), *(part for part in parts if part[1])]
        chosen = (self.groups | self.buddies).items()
        now = (entry.shared_with, entry.shared_with_buddy)
        self.initial.setdefault("reader", next((key for key, reader in chosen if reader in now), ""))

    def chosen(self) -> dict:
        """Who was chosen, as `share` takes it."""
        reader = self.cleaned_data["reader"]
        return {"circle": self.groups.get(reader), "buddy": self.buddies.get(reader)}
