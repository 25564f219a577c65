"""Handvatten: the pointers, their list, and collections of them in an order of their own."""

import re
from collections import defaultdict
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel, TitleFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.rich_text import get_text_for_indexing
from wagtail_localize.fields import SynchronizedField

from cms import memory
from cms.blocks import RICH_TEXT
from cms.facets import listing
from cms.models.content import ContentPage, PublicPage
from cms.models.restrictions import open_to_all, published
from cms.steps import CHECKLIST, Step


class HandvatQuerySet(PageQuerySet):
    def in_order(self, first=()):
        """By number; those without a number come last, by title. `first`: what goes before that."""
        return self.order_by(*first, F("number").asc(nulls_last=True), "title", "pk")


class HandvatIndexPage(PublicPage):
    """`/handvatten/`: all of them, to be narrowed down by facets."""

    max_count_per_parent = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.HandvatPage", "cms.CollectionPage"]
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("overzicht van handvatten")
        verbose_name_plural = _("overzichten van handvatten")

    def get_context(self, request, *args, **kwargs):
        collections = published(CollectionPage, self.locale_id).order_by("path")
        return super().get_context(request, *args, **kwargs) | {
            "listing": listing(published(HandvatPage, self.locale_id).in_order(), request.GET),
            "collections": collections,
        }


class HandvatPage(ContentPage):
    """A practical pointer: something you can do today. The title is an instruction ("Begin gewoon aan het gesprek")."""

    number = models.PositiveSmallIntegerField(
        _("nummer"),
        null=True,
        blank=True,
        help_text=_("Bepaalt de plaats in de lijst. Het adres verandert niet mee."),
    )
    why = RichTextField(_("waarom"), blank=True, features=RICH_TEXT)
    how = RichTextField(_("hoe"), blank=True, features=RICH_TEXT, help_text=_("Stappen die iemand vandaag kan zetten."))

    objects = PageManager.from_queryset(HandvatQuerySet)()

    parent_page_types = ["cms.HandvatIndexPage"]
    subpage_types = []
    content_panels = [
        TitleFieldPanel("title", help_text=_("Schrijf een opdracht: “Begin gewoon aan het gesprek”.")),
        FieldPanel("number"),
        FieldPanel("summary"),
        FieldPanel("why"),
        FieldPanel("how"),
    ]

    class Meta:
        verbose_name = _("handvat")
        verbose_name_plural = _("handvatten")

    def structured_data(self, address):
        steps = re.findall(r"<li[^>]*>(.*?)</li>", self.how, re.DOTALL) or [self.how]
        return [
            {
                "@type": "HowTo",
                "@id": address,
                "name": self.title,
                "description": self.summary,
                "url": address,
                "inLanguage": self.text_language,
                "datePublished": self.first_published_at,
                "dateModified": self.last_published_at,
                "step": [{"@type": "HowToStep", "text": get_text_for_indexing(step).strip()} for step in steps if step],
                "publisher": {"@type": "Organization", "name": settings.SITE_NAME, "url": settings.BASE_URL},
            }
        ]

    def get_context(self, request, *args, **kwargs):
        from cms.models.examples import PracticeExamplePage
        from cms.search.related import terms_and_related

        terms, related = terms_and_related(self, kind="handvat")
        return super().get_context(request, *args, **kwargs) | {
            "terms": terms,
            "examples": self._led_here(PracticeExamplePage.objects.newest_first(), "handvatten"),
            "collections": self._led_here(CollectionPage.objects.order_by("path"), "items__handvat"),
            "related": related,
        }

    def _led_here(self, pages: PageQuerySet, path: str) -> list[Page]:
        """Those of `pages` that lead to this handvat, in whatever language they do, and are public in this one.

        No query where there are none: who leads where is known until something public changes.
        """

        def make() -> dict[UUID, list[int]]:
            found = defaultdict(list)
            for handvat, page in pages.values_list(f"{path}__translation_key", "pk"):
                found[handvat].append(page)
            return found

        leading = memory.recall(memory.stamp(), ("to handvatten", path), make).get(self.translation_key)
        return list(open_to_all(pages.live().filter(locale_id=self.locale_id, pk__in=leading))) if leading else []


class CollectionPage(PublicPage):
    """A choice of handvatten in an order of its own; one handvat may stand in several."""

    introduction = RichTextField(_("inleiding"), blank=True, features=RICH_TEXT)

    plan_kind = CHECKLIST

    parent_page_types = ["cms.HandvatIndexPage"]
    subpage_types = []
    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("introduction"),
        InlinePanel("items", heading=_("Handvatten in deze collectie"), label=_("handvat")),
    ]

    class Meta:
        verbose_name = _("collectie")
        verbose_name_plural = _("collecties")

    def handvatten(self) -> list["HandvatPage"]:
        """The public handvatten of the collection in its own order, each in the collection's language."""
        keys = [item.handvat.translation_key for item in self.items.select_related("handvat").order_by("sort_order")]
        found = published(HandvatPage, self.locale_id).filter(translation_key__in=keys)
        found = {handvat.translation_key: handvat for handvat in found}
        return [found[key] for key in dict.fromkeys(keys) if key in found]

    def steps(self) -> list[Step]:
        """Every handvat as something a team can take up."""
        return [
            Step(key=str(handvat.translation_key), title=handvat.title, question=handvat.summary, url=handvat.url)
            for handvat in self.handvatten()
        ]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"handvatten": self.handvatten()}


class CollectionItem(Orderable):
    """A handvat's place in a collection."""

    page = ParentalKey(CollectionPage, on_delete=models.CASCADE, related_name="items")
    handvat = models.ForeignKey(HandvatPage, on_delete=models.CASCADE, related_name="+", verbose_name=_("handvat"))

    panels = [PageChooserPanel("handvat")]

    class Meta(Orderable.Meta):
        verbose_name = _("handvat in een collectie")
