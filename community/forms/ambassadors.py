"""The form of one's own profile: the texts, and per field whether others may see it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import Region, Sector, Theme
from community import photos
from community.models import AmbassadorProfile, ConsentField


class ProfileForm(forms.ModelForm):
    """Everything the owner may change; status, dates and address in the site are not among it."""

    consents = forms.MultipleChoiceField(
        label=_("Wat mogen anderen zien?"),
        help_text=_(
            "Vink aan wat op je openbare pagina mag staan. Zonder vinkje ziet niemand het. Je kunt dit altijd wijzigen. "
            "Haal je het vinkje bij je naam weg, dan verdwijnt je hele pagina."
        ),
        choices=ConsentField.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    remove_photo = forms.BooleanField(label=_("Verwijder mijn foto"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = AmbassadorProfile
        fields = [
            "display_name", "role_label", "organisation", "regions", "themes", "sectors",
            "ask_me_about", "bio", "availability", "languages", "photo", "photo_alt",
        ]  # fmt: skip
        widgets = {
            "regions": forms.CheckboxSelectMultiple,
            "themes": forms.CheckboxSelectMultiple,
            "sectors": forms.CheckboxSelectMultiple,
            "ask_me_about": forms.Textarea(attrs={"rows": 3}),
            "bio": forms.Textarea(attrs={"rows": 6}),
            "photo": forms.FileInput(attrs={"accept": photos.ACCEPT}),
        }
        help_texts = {
            "ask_me_about": _("Bijvoorbeeld: hoe begin je een gesprek, of hoe krijg je je team mee?"),
            "bio": _("Een paar zinnen over wie je bent en wat je doet."),
            "availability": _("Bijvoorbeeld: op dinsdag, of een paar keer per jaar een middag."),
            "photo": photos.HELP,
            "photo_alt": _("Voor mensen die de foto niet zien. Bijvoorbeeld: Noor lacht, voor een boekenkast."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["regions"].queryset = Region.objects.all()
        self.fields["themes"].queryset = Theme.objects.all()
        self.fields["sectors"].queryset = Sector.objects.all()
        self.fields["display_name"].label = _("Je naam, zoals anderen die zien")
        self.order_fields([*self.Meta.fields, "remove_photo", "consents", "version"])
        if self.instance.pk:
            self.initial["consents"] = list(self.instance.consented)
            self.initial["version"] = self.instance.version
        if not self.instance.photo:
            del self.fields["remove_photo"]

    def clean_photo(self):
        """A small square WebP without any data of the camera; None when no new file came."""
        upload = self.files.get(self.add_prefix("photo"))
        return photos.square(upload) if upload else None

    def clean(self):
        """Consent for the photo needs a description of it, for people who cannot see it."""
        data = super().clean()
        has_photo = bool(data.get("photo")) or (self.instance.photo and not data.get("remove_photo"))
        if has_photo and ConsentField.PHOTO in data.get("consents", []) and not data.get("photo_alt"):
            self.add_error("photo_alt", _("Zeg in een paar woorden wat er op de foto te zien is."))
        return data

    def values(self) -> dict:
        """What `save_profile` takes as `data`."""
        data = {name: self.cleaned_data[name] for name in self.Meta.fields}
        if data["photo"] is None and self.cleaned_data.get("remove_photo"):
            data["photo"] = False
        return data
