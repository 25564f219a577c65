"""The running text of a page: every kind of block it may hold."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms.blocks.texts import RICH_TEXT, DimensionsBlock, QuoteBlock, RemarkBlock


class BodyBlock(blocks.StreamBlock):
    """The running text of a plain page, a lesson or a guide."""

    text = blocks.RichTextBlock(label=_("Tekst"), features=RICH_TEXT, template="cms/blocks/text.html")
    quote = QuoteBlock()
    remark = RemarkBlock()
    dimensions = DimensionsBlock()
    image = ImageBlock(label=_("Afbeelding"), template="cms/blocks/image.html")
