"""The invitation and its checklist."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.organise.fields import Line, OrganiserForm


class InvitationForm(OrganiserForm):
    """The words, and the five points to think about before they go out; each may be left for later."""

    groups = (
        (_("De uitnodiging"), ("text",)),
        (_("Checklist"), ("goal", "inviter", "benefit", "without_label", "plain")),
    )

    text = forms.CharField(
        label=_("De tekst, zoals een bewoner haar leest"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Tijd, plaats en de knop om je aan te melden zetten we er vanzelf bij."),
    )
    goal = Line(label=_("Wat wil je bereiken?"), max_length=200, required=False, help_text=_("Eén zin, voor jezelf."))
    inviter = Line(
        label=_("Wie nodigt uit?"),
        max_length=160,
        required=False,
        help_text=_("Liefst iemand die mensen kennen. Deze naam staat onder de uitnodiging."),
    )
    benefit = Line(label=_("Wat heeft de lezer eraan?"), max_length=200, required=False)
    without_label = forms.BooleanField(label=_("Er staat geen probleem of etiket in"), required=False)
    plain = forms.BooleanField(label=_("Iedereen kan het lezen: korte zinnen en gewone woorden"), required=False)


class OutcomeForm(OrganiserForm):
    """What worked."""

    outcome = forms.CharField(
        label=_("Wat werkte, en wat niet?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Wie hierna uitnodigt, leest dit bij jouw tekst. Noem geen namen."),
    )
