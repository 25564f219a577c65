"""Topics: one long page that gathers explanation, offer, experiences and tools, and says when it last really changed."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from cms import clock
from cms.blocks import BodyBlock
from cms.models.content import ContentPage, PublicPage
from cms.models.provenance import Provenance
from cms.models.publishing import PublicPageForm
from cms.models.restrictions import published


class ChangeForm(PublicPageForm):
    """Every edit counts as a real change until the editor says otherwise."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["minor_edit"] = False


class ChangeDate(models.Model):
    """The day on which the words last really changed. Mix in before the page class.

    Kept outside the revisions: publishing always writes it anew, from what stood live before.
    """

    changed_on = models.DateField(_("laatst bijgewerkt"), null=True, editable=False)
    minor_edit = models.BooleanField(
        _("dit is een kleine verbetering"),
        default=False,
        help_text=_("Bijvoorbeeld een tikfout. De datum “laatst bijgewerkt” blijft dan staan."),
    )

    class Meta:
        abstract = True

    @transaction.atomic
    def publish(self, revision, **kwargs):
        """As Wagtail's, and the date moves when the words differ from what stood live and the edit was not minor."""
        before = type(self).objects.get(pk=self.pk)
        draft = revision.as_object()
        same = before.words() == draft.words() or draft.minor_edit
        day = before.changed_on if before.changed_on and same else timezone.localdate(clock.now())
        super().publish(revision, **kwargs)
        self.changed_on, self.minor_edit = day, False
        mine = models.Q(pk=self.pk) | models.Q(alias_of=self.pk)
        type(self).objects.filter(mine).update(changed_on=day, minor_edit=False)

    def words(self) -> list:
        """What a reader reads: every text of the page as it is stored, without the ids of its blocks."""
        return [self.title, self.summary, [(block.block_type, block.get_prep_value()["value"]) for block in self.body]]


class TopicIndexPage(PublicPage):
    """`/onderwerpen/`: all topics."""

    max_count_per_parent = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.TopicPage"]
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("overzicht van onderwerpen")
        verbose_name_plural = _("overzichten van onderwerpen")

    def get_context(self, request, *args, **kwargs):
        topics = published(TopicPage, self.locale_id).order_by("title", "pk")
        return super().get_context(request, *args, **kwargs) | {"topics": list(topics)}


class TopicPage(ChangeDate, Provenance, ContentPage):
    """Everything about one subject, with what belongs to it found by its terms."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("tekst"))

    base_form_class = ChangeForm
    unsearched_fields = (*ContentPage.unsearched_fields, "published_on", "source_url")
    parent_page_types = ["cms.TopicIndexPage"]
    subpage_types = []
    content_panels = [*ContentPage.content_panels, FieldPanel("body"), FieldPanel("minor_edit"), Provenance.panel]

    class Meta:
        verbose_name = _("onderwerp")
        verbose_name_plural = _("onderwerpen")

    def get_context(self, request, *args, **kwargs):
        from cms.search.related import terms_and_related

        terms, related = terms_and_related(self, limit=9)
        groups: dict[str, list] = {}
        for document in related:
            groups.setdefault(document.label, []).append(document)
        return super().get_context(request, *args, **kwargs) | {"terms": terms, "groups": sorted(groups.items())}

    def structured_data(self, address):
        return [
            {
                "@type": "Article",
                "@id": address,
                "headline": self.title,
                "description": self.summary,
                "url": address,
                "inLanguage": self.text_language,
                "dateModified": self.changed_on,
                **self.origin_data(),
            }
        ]
