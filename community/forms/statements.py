"""The forms of barriers and joint statements."""

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models import Region, Sector
from cms.models.regions import today
from community import privacy
from community.addresses import refuse_unmailable
from community.forms.posts import KeyedForm, VersionForm
from community.models import Barrier
from community.privacy.contact_data import refuse_contact_data


class BarrierForm(KeyedForm):
    """What stands in the way. No name and no address is asked; what looks like a name is asked about once."""

    rule = forms.CharField(
        label=_("Welke regel of gewoonte zit in de weg?"),
        help_text=_("Bijvoorbeeld: een gesprek van een uur past niet in de code voor tien minuten."),
        max_length=200,
        validators=[refuse_contact_data],
    )
    effect = forms.CharField(
        label=_("Wat gebeurt er daardoor?"),
        help_text=_("Noem geen namen van mensen, ook niet van collega's of cliënten."),
        min_length=20,
        max_length=2000,
        validators=[refuse_contact_data],
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"min_length": _("Vertel iets meer: minstens een hele zin.")},
    )
    sector = forms.ModelChoiceField(
        label=_("In welke sector?"), queryset=Sector.objects.none(), required=False, empty_label=_("Overal")
    )
    region = forms.ModelChoiceField(
        label=_("Waar?"), queryset=Region.objects.none(), required=False, empty_label=_("Overal")
    )
    no_names = forms.BooleanField(label=_("Ik heb het nagekeken: er staan geen namen van mensen in."), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sector"].queryset = Sector.objects.all()
        self.fields["region"].queryset = Region.objects.exclude(kind=Region.Kind.COUNTRY)

    def clean(self):
        """A word that looks like a name needs the tick."""
        data = super().clean()
        text = f"{data.get('rule', '')}\n{data.get('effect', '')}"
        named = any(finding.kind == "name" for finding in privacy.findings(text)) if not self.errors else False
        if named and not data.get("no_names"):
            self.add_error("no_names", _("Er lijkt een naam in te staan. Haal die weg, of zet hier een vinkje."))
        return data

    def values(self) -> dict:
        """What `tell` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "no_names"}


class SupportForm(forms.Form):
    """An address, to count somebody once; it is not kept."""

    email = forms.EmailField(
        label=_("Je e-mailadres"),
        help_text=_("We sturen je een link en bewaren je adres niet."),
        validators=[refuse_unmailable],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class StatementForm(VersionForm):
    """The words of a statement, and until when organisations sign."""

    title = forms.CharField(label=_("Titel"), max_length=160, validators=[refuse_contact_data])
    text = forms.CharField(
        label=_("Tekst"),
        help_text=_("Na de eerste handtekening kan er niets meer veranderen."),
        min_length=20,
        max_length=8000,
        validators=[refuse_contact_data],
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    last_day = forms.DateField(
        label=_("Tekenen en intrekken kan tot en met"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    barriers = forms.ModelMultipleChoiceField(
        label=_("Over welke belemmeringen gaat het?"),
        queryset=Barrier.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["barriers"].queryset = Barrier.objects.public()

    def clean_last_day(self):
        """A day to come."""
        day = self.cleaned_data["last_day"]
        if day < today():
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies een dag die nog komt."))
        return day

    def values(self) -> dict:
        """What `write` takes: the day ends at midnight on the site's own clock."""
        data = dict(self.cleaned_data)
        last = datetime.combine(data.pop("last_day"), time(23, 59, 59))
        return {
            "closes_at": timezone.make_aware(last),
            "expected_version": data.pop("version"),
            **data,
        }


class SignForm(forms.Form):
    """For which organisation."""

    organisation = forms.ModelChoiceField(
        label=_("Voor welke organisatie teken je?"),
        help_text=_("Het e-mailadres dat wij van deze organisatie hebben, krijgt een bericht om te bevestigen."),
        queryset=None,
        empty_label=_("Kies een organisatie"),
        error_messages={"required": _("Kies je organisatie. Staat die er niet bij? Laat het ons weten.")},
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations


class DeliveryForm(forms.Form):
    """To whom a statement was brought."""

    delivered_to = forms.CharField(
        label=_("Aan wie?"),
        help_text=_("Een organisatie of een rol, geen naam."),
        max_length=160,
        validators=[refuse_contact_data],
    )
    delivered_on = forms.DateField(
        label=_("Wanneer?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    answer = forms.CharField(
        label=_("Wat was het antwoord?"),
        max_length=2000,
        required=False,
        validators=[refuse_contact_data],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
