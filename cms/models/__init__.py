from cms.models.pages import ContentPage, HandvatPage, HomePage, PracticeExamplePage
from cms.models.taxonomies import Audience, Dimension, Phase, Region, Scale, Sector, TaxonomyTerm, Theme

__all__ = [
    "Audience",
    "ContentPage",
    "Dimension",
    "HandvatPage",
    "HomePage",
    "Phase",
    "PracticeExamplePage",
    "Region",
    "Scale",
    "Sector",
    "TaxonomyTerm",
    "Theme",
]
