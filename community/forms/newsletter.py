"""Asking for the newsletter, and the editors' form of an issue."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from cms.models import Audience, Region
from community import newsletter_consent
from community.addresses import refuse_unmailable
from community.newsletter_sources import offered

BROAD = [Region.Kind.COUNTRY, Region.Kind.MUNICIPALITY, Region.Kind.NEIGHBOURHOOD]


class ChoicesForm(forms.Form):
    """What a reader wants to hear about; nothing chosen is everything."""

    regions = forms.ModelMultipleChoiceField(
        label=_("Welke regio's?"),
        queryset=Region.objects.exclude(kind__in=BROAD),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies je niets, dan krijg je nieuws uit alle regio's."),
    )
    audiences = forms.ModelMultipleChoiceField(
        label=_("Wat is je rol?"),
        queryset=Audience.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies je niets, dan krijg je nieuws voor iedereen."),
    )


class SubscribeForm(ChoicesForm):
    """Besides: the address, and the yes."""

    email = forms.EmailField(
        label=_("Je e-mailadres"),
        validators=[refuse_unmailable],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    consent = forms.BooleanField(
        label=newsletter_consent.TEXT,
        error_messages={"required": _("Zet een vinkje als je de nieuwsbrief wilt krijgen.")},
    )
    field_order = ("email", "regions", "audiences", "consent")


class IssueForm(WagtailAdminModelForm):
    """An issue; its pieces are chosen from what there is."""

    pieces = forms.MultipleChoiceField(
        label=_("Wat vertel je?"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = {name: f"{source.label}: {piece.title}" for name, (source, piece) in offered().items()}
        if self.instance.pk:
            chosen = {f"{item.source}:{item.key}": item.title for item in self.instance.items.all()}
            choices = chosen | choices
            self.initial |= {"pieces": list(chosen), "seen_version": self.instance.version}
        else:
            last = type(self.instance).objects.exclude(standing_title="").first()
            self.initial.setdefault("standing_title", last.standing_title if last else "")
        self.fields["pieces"].choices = list(choices.items())
        if self.instance.pk and not self.instance.may_change:
            for field in self.fields.values():
                field.disabled = True
