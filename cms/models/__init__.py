from cms.models.collaborations import CollaborationIndexPage, CollaborationPage
from cms.models.content import ContentPage, PublicPage
from cms.models.examples import PracticeExampleIndexPage, PracticeExamplePage
from cms.models.glossary import GlossaryIndexPage, GlossaryTermPage, TermUsage
from cms.models.guides import GuideIndexPage
from cms.models.handvatten import CollectionItem, CollectionPage, HandvatIndexPage, HandvatPage
from cms.models.links import LinkCheck, LinkUse
from cms.models.materials import ConversationCardPage, MaterialIndexPage, MaterialPage
from cms.models.newcomer import FirstStepsPage, ReadingsPage, ReflectionPage
from cms.models.organisations import Organisation, Pledge
from cms.models.pages import HomePage, StandardPage
from cms.models.practice_guides import LessonPage, PracticeGuidePage
from cms.models.publishing import PublicationRefused, RefusedPublication
from cms.models.quotes import Quote, QuoteIndexPage
from cms.models.railway import ImplementationGuidePage
from cms.models.regions import RegionNews, RegionText
from cms.models.related_models import RelatedModelIndexPage, RelatedModelPage
from cms.models.restrictions import closed_to_some, open_to_all, published
from cms.models.role_plays import RolePlay
from cms.models.search import PublicStamp, SearchDocument, SearchWord, SynonymSet
from cms.models.serving import LeanPage, address_of, root_paths
from cms.models.social_map import Offer, OfferImport, Provider, RefusedRow, TargetGroup
from cms.models.starter_kits import KitPage, StarterKit, can_be_copied
from cms.models.taxonomies import (
    Audience,
    Dimension,
    Interpretation,
    Phase,
    Region,
    RelatedModel,
    Scale,
    Sector,
    TaxonomyTerm,
    Theme,
)
from cms.models.topics import TopicIndexPage, TopicPage

__all__ = [
    "Audience",
    "CollaborationIndexPage",
    "CollaborationPage",
    "CollectionItem",
    "CollectionPage",
    "ContentPage",
    "ConversationCardPage",
    "Dimension",
    "FirstStepsPage",
    "GlossaryIndexPage",
    "GlossaryTermPage",
    "GuideIndexPage",
    "HandvatIndexPage",
    "HandvatPage",
    "HomePage",
    "ImplementationGuidePage",
    "Interpretation",
    "KitPage",
    "LeanPage",
    "LessonPage",
    "LinkCheck",
    "LinkUse",
    "MaterialIndexPage",
    "MaterialPage",
    "Offer",
    "OfferImport",
    "Organisation",
    "Phase",
    "Pledge",
    "PracticeExampleIndexPage",
    "PracticeExamplePage",
    "PracticeGuidePage",
    "Provider",
    "PublicPage",
    "PublicStamp",
    "PublicationRefused",
    "Quote",
    "QuoteIndexPage",
    "ReadingsPage",
    "ReflectionPage",
    "RefusedPublication",
    "RefusedRow",
    "Region",
    "RegionNews",
    "RegionText",
    "RelatedModel",
    "RelatedModelIndexPage",
    "RelatedModelPage",
    "RolePlay",
    "Scale",
    "SearchDocument",
    "SearchWord",
    "Sector",
    "StandardPage",
    "StarterKit",
    "SynonymSet",
    "TargetGroup",
    "TaxonomyTerm",
    "TermUsage",
    "Theme",
    "TopicIndexPage",
    "TopicPage",
    "address_of",
    "can_be_copied",
    "closed_to_some",
    "open_to_all",
    "published",
    "root_paths",
]
