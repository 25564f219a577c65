"""How often to hear of what one follows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models import Digest


class RhythmForm(forms.ModelForm):
    """Weekly, daily or never."""

    class Meta:
        model = Digest
        fields = ["rhythm"]
        labels = {"rhythm": _("Hoe vaak wil je een overzicht per mail?")}
        widgets = {"rhythm": forms.RadioSelect}
