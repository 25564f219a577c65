"""What a page states of something else: each claim with the source that says so."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ClaimBlock(blocks.StructBlock):
    """One claim. Without a source it cannot be published."""

    text = blocks.TextBlock(label=_("Wat je zegt"), max_length=300, help_text=_("Eén of twee zinnen."))
    source = blocks.CharBlock(label=_("Bron"), max_length=160, help_text=_("Wie zegt dit, en in welk jaar?"))
    source_url = blocks.URLBlock(label=_("Adres van de bron"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Bewering")
        template = "cms/blocks/claim.html"


class ClaimsBlock(blocks.StreamBlock):
    """Claims in the order in which they are read."""

    claim = ClaimBlock()
