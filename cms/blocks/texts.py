"""Words: running text, a remark that stands out, steps, the dimensions."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


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


class StepsBlock(blocks.StructBlock):
    """What to do, in order."""

    title = blocks.CharBlock(label=_("Kop"), required=False, max_length=120)
    steps = blocks.ListBlock(
        blocks.RichTextBlock(label=_("Stap"), features=["bold", "italic", "link"]), label=_("Stappen"), min_num=1
    )

    class Meta:
        icon = "list-ol"
        label = _("Stappen")
        template = "cms/blocks/steps.html"
