"""Practice guides: lessons in an order, each a page of its own, and what goes with them."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StructValue
from wagtail.fields import StreamField
from wagtail.url_routing import RouteResult

from cms.blocks import BodyBlock, DilemmaBlock, DownloadBlock, LookBlock, RecommendationsBlock
from cms.facets import Option, words_of_facets
from cms.models.content import ContentPage, PublicPage
from cms.models.provenance import Provenance
from cms.models.restrictions import published


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What a page shows of one: its words, the lesson it belongs to (if that is public), its terms."""

    value: StructValue
    lesson: "LessonPage | None"
    tags: list[Option]


class PracticeGuidePage(Provenance, ContentPage):
    """What was learnt somewhere: lessons (its child pages), recommendations, dilemmas, looks inside, downloads."""

    PRINT = "afdrukken"

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("inleiding"))
    recommendations = StreamField(RecommendationsBlock(), blank=True, verbose_name=_("aanbevelingen"))
    dilemmas = StreamField([("dilemma", DilemmaBlock())], blank=True, verbose_name=_("dilemma's"))
    looks = StreamField([("look", LookBlock())], blank=True, verbose_name=_("kijkjes in de keuken"))
    downloads = StreamField([("download", DownloadBlock())], blank=True, verbose_name=_("downloads"))

    unsearched_fields = (*ContentPage.unsearched_fields, "published_on", "source_url")
    parent_page_types = ["cms.GuideIndexPage"]
    subpage_types = ["cms.LessonPage"]
    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("body"),
        FieldPanel("recommendations"),
        FieldPanel("dilemmas"),
        FieldPanel("looks"),
        FieldPanel("downloads"),
        Provenance.panel,
    ]

    class Meta:
        verbose_name = _("gids")
        verbose_name_plural = _("gidsen")

    @cached_property
    def lessons(self) -> list["LessonPage"]:
        """The public lessons in their order; each knows its `number`."""
        found = list(published(LessonPage, self.locale_id).child_of(self).order_by("path"))
        for number, lesson in enumerate(found, start=1):
            lesson.number = number
            lesson._cached_parent_obj = self
        return found

    @cached_property
    def recommended(self) -> list[Recommendation]:
        """The recommendations in their order, each with the public lesson it belongs to."""
        by_number = {lesson.number: lesson for lesson in self.lessons}
        words = words_of_facets()
        return [
            Recommendation(
                block.value,
                by_number.get(block.value["lesson"]),
                [
                    Option(slug, words[facet][slug], facet, url=f"?{facet}={slug}")
                    for facet, part in (("thema", "themes"), ("voor", "audiences"))
                    for slug in block.value[part] or []
                    if slug in words[facet]
                ],
            )
            for block in self.recommendations
        ]

    def route(self, request, path_components):
        """As any page, and `afdrukken/` shows all lessons in order on one page."""
        if path_components == [self.PRINT] and self.live:
            request.trail = [*getattr(request, "trail", []), self]
            return RouteResult(self.as_served(), kwargs={"whole": True})
        return super().route(request, path_components)

    def get_template(self, request, *args, whole=False, **kwargs):
        return "cms/practice_guide_page_print.html" if whole else super().get_template(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        from cms.search.related import terms_and_related

        terms, related = terms_and_related(self)
        return super().get_context(request, *args, **kwargs) | {"terms": terms, "related": related}

    def structured_data(self, address):
        return [
            {
                "@type": "Article",
                "@id": address,
                "headline": self.title,
                "description": self.summary,
                "url": address,
                "inLanguage": self.text_language,
                "dateModified": self.last_reviewed_on,
                **self.origin_data(),
            }
        ]


class LessonPage(PublicPage):
    """One lesson of a guide. The order of the lessons is the order of the pages in the tree."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("tekst"))

    parent_page_types = ["cms.PracticeGuidePage"]
    subpage_types = []
    content_panels = [*PublicPage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("les")
        verbose_name_plural = _("lessen")

    def clean(self):
        super().clean()
        if self.slug == PracticeGuidePage.PRINT:
            raise ValidationError({"slug": _("Dit adres is van de afdrukversie. Kies een ander adres.")})

    @cached_property
    def guide(self) -> PracticeGuidePage:
        return PracticeGuidePage.objects.select_related("locale").get(pk=self.get_parent().pk)

    def get_context(self, request, *args, **kwargs):
        lessons = self.guide.lessons
        place = next((place for place, lesson in enumerate(lessons) if lesson.pk == self.pk), len(lessons))
        return super().get_context(request, *args, **kwargs) | {
            "guide": self.guide,
            "lessons": lessons,
            "number": place + 1,
            "previous_lesson": lessons[place - 1] if place else None,
            "next_lesson": lessons[place + 1] if place + 1 < len(lessons) else None,
            "recommendations": [each for each in self.guide.recommended if each.lesson and each.lesson.pk == self.pk],
        }

    def structured_data(self, address):
        return [
            {
                "@type": "Article",
                "@id": address,
                "headline": self.title,
                "description": self.summary,
                "url": address,
                "inLanguage": self.text_language,
                "isPartOf": {"@type": "Article", "headline": self.guide.title},
                **self.guide.origin_data(),
            }
        ]
