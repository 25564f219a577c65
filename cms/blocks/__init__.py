from cms.blocks.body import BodyBlock
from cms.blocks.claims import ClaimsBlock
from cms.blocks.downloads import AgreementsBlock, DownloadBlock
from cms.blocks.guides import DilemmaBlock, LookBlock, RecommendationsBlock
from cms.blocks.links import LinkBlock
from cms.blocks.quotes import QuoteBlock
from cms.blocks.texts import RICH_TEXT, DimensionsBlock, RemarkBlock, StepsBlock
from cms.blocks.video import VideoBlock

__all__ = [
    "RICH_TEXT",
    "AgreementsBlock",
    "BodyBlock",
    "ClaimsBlock",
    "DilemmaBlock",
    "DimensionsBlock",
    "DownloadBlock",
    "LinkBlock",
    "LookBlock",
    "QuoteBlock",
    "RecommendationsBlock",
    "RemarkBlock",
    "StepsBlock",
    "VideoBlock",
]
