"""Words: running text, a quotation, a remark that stands out."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class QuoteBlock(blocks.StructBlock):
    """What someone said, with a role; a name only with that person's consent."""

    quote = blocks.TextBlock(label=_("Citaat"))
    attribution = blocks.CharBlock(
        label=_("Wie zegt dit"), required=False, help_text=_("Liefst een rol, zoals wijkverpleegkundige.")
    )

    class Meta:
        icon = "openquote"
        label = _("Citaat")
        template = "cms/blocks/quote.html"


class RemarkBlock(blocks.StructBlock):
    """A short remark in a box of its own."""

    title = blocks.CharBlock(label=_("Kop"), required=False)
    text = blocks.RichTextBlock(label=_("Tekst"), features=["bold", "italic", "link"])

    class Meta:
        icon = "info-circle"
        label = _("Opmerking")
        template = "cms/blocks/remark.html"


class DimensionsBlock(blocks.StaticBlock):
    """The six dimensions with their explanation, as they stand among the words."""

    class Meta:
        icon = "list-ul"
        label = _("De zes dimensies")
        admin_text = _("Hier komen de dimensies met hun uitleg. Die pas je aan onder Woorden.")
        template = "cms/blocks/dimensions.html"
