"""A link with what a reader wants to know before following it."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.downloads import LANGUAGES

_BARE = re.compile(r"https?://|^\s*www\.|^\s*[\w-]+(\.[\w-]+)+(/\S*)?\s*$", re.IGNORECASE)


def words_for_a_link(value: str) -> None:
    """A validator: the words of a link say where it leads; an address is no words."""
    if _BARE.search(value):
        raise ValidationError(_("Schrijf in woorden waar de link heen gaat, en niet het adres zelf."), code="bare")


KINDS = [
    ("page", _("webpagina")),
    ("document", _("document")),
    ("video", _("video")),
    ("research", _("onderzoek")),
    ("tool", _("hulpmiddel")),
    ("course", _("cursus")),
]


class LinkValue(blocks.StructValue):
    @property
    def kind_label(self) -> str:
        return str(dict(KINDS).get(self["kind"], ""))


class LinkBlock(blocks.StructBlock):
    """A link to another site. When it was last checked stands in `cms.models.LinkCheck`."""

    label = blocks.CharBlock(
        label=_("Tekst van de link"), max_length=160, validators=[words_for_a_link], help_text=_("Wat vind je daar?")
    )
    url = blocks.URLBlock(label=_("Adres"))
    publisher = blocks.CharBlock(label=_("Van wie"), max_length=120, help_text=_("De organisatie achter de site."))
    kind = blocks.ChoiceBlock(
        label=_("Soort"),
        choices=KINDS,
        default="page",
    )
    language = blocks.ChoiceBlock(label=_("Taal"), choices=LANGUAGES, default="nl")
    size = blocks.CharBlock(label=_("Grootte"), max_length=20, required=False, help_text=_("Van een document: 2 MB."))

    class Meta:
        icon = "link-external"
        label = _("Link")
        template = "cms/blocks/link.html"
        value_class = LinkValue
