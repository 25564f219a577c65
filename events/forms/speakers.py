"""What a speaker fills in, by their own link."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.identifiers import refuse_bsn
from community import photos
from events import slides
from events.forms.proposal import ProposalForm
from events.forms.sign_up import clean_name
from events.models import Speaker

MOST_BYTES = 20 * 1024 * 1024


class AnswerForm(forms.Form):
    """Coming, not coming, or another time; a proposal says which."""

    status = forms.ChoiceField(
        choices=[
            (Speaker.Status.ACCEPTED, _("Ja, ik kom")),
            (Speaker.Status.DECLINED, _("Nee, ik kan niet")),
            (Speaker.Status.PROPOSED, _("Ik stel een ander moment voor")),
        ],
        label=_("Kom je?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of je komt."), "invalid_choice": _("Kies of je komt.")},
    )
    proposal = forms.CharField(
        label=_("Welk ander moment past je?"),
        max_length=400,
        required=False,
        validators=[refuse_bsn],
        help_text=_("Alleen als je een ander moment voorstelt. Bijvoorbeeld: liever een uur later, of een week erna."),
    )

    def clean(self):
        data = super().clean()
        if data.get("status") != Speaker.Status.PROPOSED:
            data["proposal"] = ""
        elif not data.get("proposal") and "proposal" not in self.errors:
            self.add_error("proposal", _("Schrijf op welk ander moment je past."))
        return data


class AboutForm(forms.ModelForm):
    """One's own words and picture, and a tick for each thing that may be shown. No tick, nobody sees it."""

    remove_photo = forms.BooleanField(label=_("Verwijder mijn foto"), required=False)
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Speaker
        fields = [
            "display_name", "bio", "topics", "photo", "photo_alt", "photo_credit",
            "shows_name", "shows_photo", "shows_role", "takes_letters", "allows_recording",
        ]  # fmt: skip
        widgets = {"bio": forms.Textarea(attrs={"rows": 5}), "photo": forms.FileInput(attrs={"accept": photos.ACCEPT})}
        help_texts = {
            "display_name": _("Een voornaam mag ook. Laat dit leeg als je niet genoemd wilt worden."),
            "bio": _("Een paar zinnen. Vertel niets wat je over een jaar niet meer op internet wilt zien."),
            "topics": _("Bijvoorbeeld: beginnen met het gesprek, werken met huisartsen."),
            "takes_letters": _("Zij zien je adres niet. Jij ziet dat van hen en beslist of je antwoordt."),
            "photo": photos.HELP,
            "photo_alt": _("Voor mensen die de foto niet zien. Bijvoorbeeld: Noor lacht, voor een boekenkast."),
            "photo_credit": _("Je mag een foto van een ander alleen gebruiken als die het goed vindt."),
            "allows_recording": _("Er wordt alleen opgenomen als iedereen in de groep het weet."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        role = {"role": self.instance.get_role_display()}
        self.fields["shows_role"].help_text = (
            _now(
                "De organisatie noteerde: %(role)s. Dit zegt iets over je gezondheid. Zonder vinkje staat het er nooit bij."
            )
            if self.instance.role == Speaker.Role.LIVED_EXPERIENCE
            else _now("De organisatie noteerde: %(role)s. Zonder vinkje staat het er niet bij.")
        ) % role
        if not self.instance.photo:
            del self.fields["remove_photo"]

    def clean_display_name(self):
        return clean_name(self.cleaned_data["display_name"]) if self.cleaned_data["display_name"] else ""

    def clean_photo(self):
        """The picture made anew; None when no new file came."""
        upload = self.files.get(self.add_prefix("photo"))
        return photos.square(upload) if upload else None

    def clean(self):
        data = super().clean()
        has_photo = bool(data.get("photo")) or (bool(self.instance.photo) and not data.get("remove_photo"))
        if data.get("shows_name") and not data.get("display_name") and "display_name" not in self.errors:
            self.add_error("display_name", _("Vul de naam in die op de pagina mag staan, of haal het vinkje weg."))
        if data.get("shows_photo"):
            if not has_photo and "photo" not in self.errors:
                self.add_error("photo", _("Kies een foto, of haal het vinkje bij de foto weg."))
            if has_photo and not data.get("photo_alt"):
                self.add_error("photo_alt", _("Zeg in een paar woorden wat er op de foto te zien is."))
            if has_photo and not data.get("photo_credit"):
                self.add_error("photo_credit", _("Schrijf op wie de foto maakte. Dat mag je ook zelf zijn."))
        return data

    def values(self) -> dict:
        """What `describe` takes besides the version."""
        data = {name: self.cleaned_data[name] for name in self.Meta.fields}
        if data["photo"] is None and self.cleaned_data.get("remove_photo"):
            data["photo"] = False
        return data


class LetterForm(ProposalForm):
    """A reader's message to a speaker."""

    FLOOD = _("Er komen erg veel berichten van jouw netwerk. Probeer het over een uur nog eens.")

    idea = None
    message = forms.CharField(
        label=_("Je bericht"),
        max_length=2000,
        validators=[refuse_bsn],
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Noem geen namen van cliënten of bewoners."),
        error_messages={
            "required": _("Schrijf op wat je wilt vragen of vertellen."),
            "max_length": _("Dit is te lang: gebruik hoogstens 2000 tekens."),
        },
    )
    field_order = ("message", "name", "email")


class MaterialForm(forms.Form):
    """Slides as PPTX or PDF, or a link. What was looked at says `hints`: friendly, and never in the way."""

    name = forms.CharField(
        label=_("Wat is het?"),
        max_length=160,
        validators=[refuse_bsn],
        help_text=_("Bijvoorbeeld: dia's, of het filmpje."),
        error_messages={
            "required": _("Geef het een naam."),
            "max_length": _("Deze naam is te lang: gebruik hoogstens 160 tekens."),
        },
    )
    file = forms.FileField(
        label=_("Bestand"),
        required=False,
        max_length=200,
        help_text=_("PPTX of PDF, hoogstens 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".pptx,.pdf"}),
        error_messages={"empty": _("Dit bestand is leeg."), "max_length": _("De naam van dit bestand is te lang.")},
    )
    url = forms.URLField(
        label=_("Of een link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Dit is geen link. Hij ziet eruit als https://voorbeeld.nl/pagina.")},
    )
    is_public = forms.BooleanField(
        label=_("Dit mag op de pagina van de bijeenkomst"),
        required=False,
        help_text=_("Zonder vinkje krijgt alleen de organisatie het."),
    )

    hints: list[str] = []

    def clean_file(self):
        file = self.cleaned_data.get("file")
        if not file:
            return None
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Dit bestand is groter dan 20 MB. Maak het kleiner of stuur een link."))
        try:
            kind = slides.kind_of(file)
            self.hints = hints_about(slides.read(file)) if kind == slides.PPTX else []
        except slides.Unreadable:
            raise forms.ValidationError(_("We kunnen dit bestand niet lezen. Stuur een PPTX of een PDF.")) from None
        file.seek(0)
        file.name = f"{self.cleaned_data.get('name', '')[:40]}.{kind}"
        return file

    def clean(self):
        data = super().clean()
        if not data.get("file") and not data.get("url") and not {"file", "url"} & self.errors.keys():
            self.add_error("file", _("Kies een bestand of geef een link."))
        return data


def hints_about(found: slides.Slides) -> list[str]:
    """What would make these slides easier to follow, in the active language."""
    hints = []
    if found.without_title:
        hints.append(
            ngettext(
                "Dia %(slides)s heeft geen titel. Met een titel vinden mensen met een schermlezer de weg.",
                "De dia's %(slides)s hebben geen titel. Met een titel vinden mensen met een schermlezer de weg.",
                len(found.without_title),
            )
            % {"slides": _listed(found.without_title)}
        )
    if found.without_alt:
        hints.append(
            ngettext(
                "Op dia %(slides)s staat een plaatje zonder beschrijving. Zeg in een zin wat erop te zien is.",
                "Op de dia's %(slides)s staan plaatjes zonder beschrijving. Zeg in een zin wat erop te zien is.",
                len(found.without_alt),
            )
            % {"slides": _listed(found.without_alt)}
        )
    return hints


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:12])) + (" …" if len(numbers) > 12 else "")
