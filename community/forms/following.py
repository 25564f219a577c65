"""How often to hear of what one follows, and a theme to follow besides."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import Theme
from community.models import Digest


class RhythmForm(forms.ModelForm):
    """Weekly, daily or never."""

    class Meta:
        model = Digest
        fields = ["rhythm"]
        labels = {"rhythm": _("Hoe vaak wil je een overzicht per mail?")}
        widgets = {"rhythm": forms.RadioSelect}


class ThemeForm(forms.Form):
    """A theme that is not followed yet."""

    kind = forms.CharField(widget=forms.HiddenInput, initial="thema")
    target = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Volg een thema"), to_field_name="slug", empty_label=None
    )

    def __init__(self, *args, followed: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].queryset = Theme.objects.exclude(slug__in=followed)
