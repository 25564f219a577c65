"""Forms of the admin."""

from pathlib import Path

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput
from wagtail.documents.forms import BaseDocumentForm

from cms.identifiers import refuse_bsn
from cms.models import Region
from cms.social_map.rows import SPREADSHEET
from cms.uploads import refuse_renamed


class TermForm(WagtailAdminModelForm):
    """A word of a taxonomy. Its place in the address is made once, from the Dutch name unless given, and then stays."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["slug"].disabled = True
        else:
            self.fields["slug"].required = False

    def clean_slug(self):
        return self.cleaned_data["slug"] or slugify(self.data.get("name_nl", ""))[:50]


class OfferListForm(forms.Form):
    """A list to take in."""

    MOST = 50 * 1024 * 1024

    file = forms.FileField(
        label=_("CSV-bestand"),
        help_text=_("Hoogstens 50 MB. Gescheiden door puntkomma of komma. De eerste rij noemt de kolommen."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self):
        if self.cleaned_data["file"].size > self.MOST:
            raise forms.ValidationError(_("Dit bestand is groter dan 50 MB. Knip het in stukken."))
        start = self.cleaned_data["file"].read(len(SPREADSHEET))
        self.cleaned_data["file"].seek(0)
        if start == SPREADSHEET:
            raise forms.ValidationError(
                _("Dit is een rekenblad. Kies in je rekenprogramma “Opslaan als” en dan “CSV UTF-8”.")
            )
        return self.cleaned_data["file"]


class OrganisationForm(WagtailAdminModelForm):
    """An organisation; its pledge is asked beside it and kept as a version of its own."""

    pledge_text = forms.CharField(
        label=_("Belofte"),
        required=False,
        max_length=2000,
        validators=[refuse_bsn],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Wat zegt deze organisatie toe? Een nieuwe tekst komt naast de vorige; die blijft te lezen."),
    )
    pledged_on = forms.DateField(label=_("Beloofd op"), required=False, widget=AdminDateInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["slug"].disabled = True
            if latest := self.instance.pledges.first():
                self.initial |= {"pledge_text": latest.text, "pledged_on": latest.pledged_on}
        else:
            self.fields["slug"].required = False

    def clean_slug(self):
        return self.cleaned_data["slug"] or slugify(self.data.get("name", ""))[:80]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("pledge_text") and not cleaned.get("pledged_on"):
            self.add_error("pledged_on", _("Vul in op welke dag deze belofte is gedaan."))
        return cleaned


class KitCopyForm(forms.Form):
    """Where a starter kit goes, and whose the drafts become. `owners`: who may be chosen."""

    region = forms.ModelChoiceField(label=_("Voor welke regio"), queryset=Region.objects.all())
    owner = forms.ModelChoiceField(
        label=_("Wie gaat ermee verder"),
        queryset=None,
        help_text=_("Deze persoon wordt eigenaar van de concepten."),
    )

    def __init__(self, *args, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners


class CheckedDocumentForm(BaseDocumentForm):
    """A document that somebody uploads: its content is what its name says."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            refuse_renamed(file, Path(file.name).suffix.lower().removeprefix("."))
        return file
