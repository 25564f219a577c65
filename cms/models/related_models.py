"""Models and concepts that people use beside these ideas: what is the same, what differs, when to combine them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from cms.blocks import ClaimsBlock
from cms.models.content import ContentPage, PublicPage
from cms.models.examples import PracticeExamplePage
from cms.models.restrictions import published


class RelatedModelIndexPage(PublicPage):
    """`/modellen/`: all of them beside each other."""

    max_count_per_parent = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.RelatedModelPage"]
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("overzicht van verwante modellen")
        verbose_name_plural = _("overzichten van verwante modellen")

    def get_context(self, request, *args, **kwargs):
        found = published(RelatedModelPage, self.locale_id).order_by("title", "pk")
        return super().get_context(request, *args, **kwargs) | {"pages": list(found)}


class RelatedModelPage(ContentPage):
    """One model, tagged with its own term, by which the practice examples that combine it are found."""

    same = StreamField(ClaimsBlock(), blank=True, verbose_name=_("wat is hetzelfde"))
    differs = StreamField(ClaimsBlock(), blank=True, verbose_name=_("wat is anders"))
    combine = StreamField(ClaimsBlock(), blank=True, verbose_name=_("wanneer gebruik je ze samen"))

    asked_before_publishing = (*ContentPage.asked_before_publishing, "related_models", "same", "differs", "combine")
    parent_page_types = ["cms.RelatedModelIndexPage"]
    subpage_types = []
    content_panels = [*ContentPage.content_panels, FieldPanel("same"), FieldPanel("differs"), FieldPanel("combine")]

    class Meta:
        verbose_name = _("model")
        verbose_name_plural = _("modellen")

    def get_context(self, request, *args, **kwargs):
        from cms.search.related import terms_and_related

        terms, related = terms_and_related(self)
        models = [option.pk for facet in terms if facet.name == "model" for option in facet.options]
        public = published(PracticeExamplePage, self.locale_id).newest_first()
        examples = public.filter(related_models__in=models).distinct() if models else public.none()
        return super().get_context(request, *args, **kwargs) | {
            "terms": terms,
            "related": related,
            "examples": list(examples[:6]),
            "model_options": [option for facet in terms if facet.name == "model" for option in facet.options],
        }
