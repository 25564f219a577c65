from cms.blocks.body import BodyBlock
from cms.blocks.downloads import DownloadBlock
from cms.blocks.guides import DilemmaBlock, LookBlock, RecommendationsBlock
from cms.blocks.texts import RICH_TEXT, DimensionsBlock, QuoteBlock, RemarkBlock

__all__ = [
    "RICH_TEXT",
    "BodyBlock",
    "DilemmaBlock",
    "DimensionsBlock",
    "DownloadBlock",
    "LookBlock",
    "QuoteBlock",
    "RecommendationsBlock",
    "RemarkBlock",
]
