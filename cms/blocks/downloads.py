"""Files to take along: what kind, how big, in which language."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

LANGUAGES = [
    ("nl", _("Nederlands")),
    ("en", _("Engels")),
    ("de", _("Duits")),
    ("fr", _("Frans")),
    ("fy", _("Fries")),
    ("tr", _("Turks")),
    ("ar", _("Arabisch")),
    ("uk", _("Oekraïens")),
    ("pl", _("Pools")),
    ("es", _("Spaans")),
]


class DownloadBlock(blocks.StructBlock):
    """A document; its type and size are read from the file itself."""

    title = blocks.CharBlock(
        label=_("Naam"), max_length=160, help_text=_("Wat is het? Bijvoorbeeld: Werkblad voor je team.")
    )
    document = DocumentChooserBlock(label=_("Bestand"))
    language = blocks.ChoiceBlock(label=_("Taal"), choices=LANGUAGES, default="nl")

    class Meta:
        icon = "download"
        label = _("Downloaden")
        template = "cms/blocks/download.html"


class AgreementsBlock(blocks.StreamBlock):
    """Examples of agreements to take along."""

    download = DownloadBlock()
