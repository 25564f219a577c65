"""Video that everybody can follow, and that asks nothing of other hosts until a reader chooses to."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.downloads import LANGUAGES

DURATION = RegexValidator(r"^\d{1,3}:[0-5]\d\Z", _("Schrijf minuten en seconden, zoals 2:30."))
FILM, CAPTIONS = {"mp4", "webm"}, {"vtt"}


class VideoValue(blocks.StructValue):
    @property
    def host(self) -> str:
        """The site a link leads to, without `www.`."""
        return (urlsplit(self.get("link") or "").hostname or "").removeprefix("www.")


class VideoBlock(blocks.StructBlock):
    """A film of our own, with captions, or a link to one elsewhere. A draft may lack what publishing asks for."""

    title = blocks.CharBlock(label=_("Titel"), max_length=160)
    film = DocumentChooserBlock(label=_("Videobestand"), required=False, help_text=_("Een mp4 of webm van onszelf."))
    captions = DocumentChooserBlock(
        label=_("Ondertiteling"), required=False, help_text=_("Een vtt-bestand. Nodig bij een video van onszelf.")
    )
    link = blocks.URLBlock(
        label=_("Adres op een andere site"),
        required=False,
        help_text=_("Alleen als we de video zelf niet mogen tonen."),
    )
    link_captioned = blocks.BooleanBlock(label=_("De video op die site heeft ondertiteling"), required=False)
    transcript = blocks.RichTextBlock(
        label=_("Uitgeschreven tekst"),
        required=False,
        features=["bold", "italic", "ul"],
        help_text=_("Alles wat je hoort, en wat je ziet als dat ertoe doet."),
    )
    poster = ImageChooserBlock(label=_("Beeld vooraf"), required=False)
    duration = blocks.CharBlock(label=_("Duur"), max_length=6, validators=[DURATION], help_text=_("Zoals 2:30."))
    language = blocks.ChoiceBlock(label=_("Gesproken taal"), choices=LANGUAGES, default="nl")

    class Meta:
        icon = "media"
        label = _("Video")
        template = "cms/blocks/video.html"
        value_class = VideoValue

    def clean(self, value):
        cleaned = super().clean(value)
        if errors := {} if self.is_deferred_validation else _missing(cleaned):
            raise StructBlockValidationError(
                block_errors={name: ValidationError(text) for name, text in errors.items()}
            )
        return cleaned


def _missing(value) -> dict:
    """What stands in the way of publishing: a message per field."""
    errors = {}
    film, captions, link = value["film"], value["captions"], value["link"]
    if bool(film) == bool(link):
        errors["film"] = _("Kies een videobestand óf vul een adres op een andere site in.")
    if film and film.file_extension.lower() not in FILM:
        errors["film"] = _("Dit is geen mp4 of webm.")
    if film and not captions:
        errors["captions"] = _(
            "Deze video heeft nog geen ondertiteling. Kies een vtt-bestand; daarna kun je publiceren."
        )
    elif captions and captions.file_extension.lower() not in CAPTIONS:
        errors["captions"] = _("Ondertiteling is een vtt-bestand.")
    if link and not value["link_captioned"]:
        errors["link_captioned"] = _("Zonder ondertiteling kan niet iedereen de video volgen. Kies een andere video.")
    if not str(value["transcript"] or "").strip():
        errors["transcript"] = _("Schrijf uit wat er gezegd wordt; daarna kun je publiceren.")
    return errors
