"""The running text of a page: every kind of block it may hold."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms.blocks.cards import ExampleCardBlock, HandvatCardBlock
from cms.blocks.downloads import DownloadBlock
from cms.blocks.links import LinkBlock
from cms.blocks.quotes import QuoteBlock
from cms.blocks.texts import RICH_TEXT, DimensionsBlock, RemarkBlock, StepsBlock
from cms.blocks.video import VideoBlock


class BodyBlock(blocks.StreamBlock):
    """The running text of a plain page, a lesson, a guide or a topic."""

    text = blocks.RichTextBlock(label=_("Tekst"), features=RICH_TEXT, template="cms/blocks/text.html")
    said = QuoteBlock()
    remark = RemarkBlock()
    steps = StepsBlock()
    dimensions = DimensionsBlock()
    image = ImageBlock(label=_("Afbeelding"), template="cms/blocks/image.html")
    video = VideoBlock()
    download = DownloadBlock()
    link = LinkBlock()
    handvat = HandvatCardBlock()
    example = ExampleCardBlock()
