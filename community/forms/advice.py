"""The form by which a visitor asks for advice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from cms.models import Region, Theme
from community.forms.contact import ContactForm


class AdviceForm(ContactForm):
    """Where and what about, and then as every contact form."""

    region = forms.ModelChoiceField(
        label=_("In welke regio?"),
        queryset=Region.objects.exclude(kind=Region.Kind.NEIGHBOURHOOD),
        to_field_name="slug",
        required=False,
        empty_label=_("Overal, of weet ik niet"),
    )
    theme = forms.ModelChoiceField(
        label=_("Over welk thema?"),
        queryset=Theme.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label=_("Iets anders"),
    )
    email = forms.EmailField(
        label=_("Je e-mailadres"),
        help_text=_("Hier komt het antwoord."),
        validators=ContactForm.base_fields["email"].validators[1:],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    message = forms.CharField(
        label=_("Je vraag"),
        help_text=_("Schrijf geen persoonlijke gegevens van anderen op."),
        min_length=10,
        max_length=4000,
        validators=[refuse_bsn],
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    field_order = ("region", "theme", "message", "name", "email")
