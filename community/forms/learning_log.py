"""Forms of a learning log."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.circles import own_key
from community.models import Circle, LogEntry


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
    """With which of one's own closed groups."""

    circle = forms.ModelChoiceField(
        Circle.objects.none(),
        label=_("Deel dit stuk met een groep"),
        required=False,
        empty_label=_("Met niemand"),
        help_text=_("Alleen besloten groepen waar je in zit. Je kunt het altijd terugdraaien."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["circle"].queryset = Circle.objects.of(user).exclude(access=Circle.Access.OPEN)
