"""Practice examples: what people tried somewhere, and what came of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from cms.blocks import RICH_TEXT
from cms.facets import listing
from cms.models.content import ContentPage, PublicPage, checkboxes
from cms.models.handvatten import HandvatPage
from cms.models.publishing import PublicPageForm
from cms.models.restrictions import published


class PracticeExampleQuerySet(PageQuerySet):
    def newest_first(self, first=()):
        """By year, the latest first. `first`: what goes before that."""
        return self.order_by(*first, models.F("year").desc(nulls_last=True), "title", "pk")


class PracticeExampleIndexPage(PublicPage):
    """`/praktijkvoorbeelden/`: all of them, to be narrowed down by facets."""

    max_count_per_parent = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.PracticeExamplePage"]
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("overzicht van praktijkvoorbeelden")
        verbose_name_plural = _("overzichten van praktijkvoorbeelden")

    def get_context(self, request, *args, **kwargs):
        public = published(PracticeExamplePage, self.locale_id)
        return super().get_context(request, *args, **kwargs) | {"listing": listing(public.newest_first(), request.GET)}


class PracticeExampleForm(PublicPageForm):
    """Offers the handvatten in the language of the page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "handvatten" in self.fields:
            own_language = HandvatPage.objects.filter(locale_id=self.instance.locale_id).in_order()
            self.fields["handvatten"].queryset = own_language


class PracticeExamplePage(ContentPage):
    """A described example, with what did not work."""

    CONSENT_MISSING = _(
        "In dit voorbeeld staan mensen die je kunt herkennen. "
        "Vul in wanneer zij toestemming gaven; daarna kun je het voorbeeld publiceren."
    )

    class Status(models.TextChoices):
        RUNNING = "running", _("loopt")
        STOPPED = "stopped", _("gestopt")

    situation = RichTextField(_("situatie"), blank=True, features=RICH_TEXT, help_text=_("Wat speelde er?"))
    approach = RichTextField(_("aanpak"), blank=True, features=RICH_TEXT, help_text=_("Wat hebben jullie gedaan?"))
    result = RichTextField(_("resultaat"), blank=True, features=RICH_TEXT, help_text=_("Wat is er nu anders?"))
    what_did_not_work = RichTextField(
        _("wat werkte niet"), blank=True, features=RICH_TEXT, help_text=_("Hier leren anderen het meest van.")
    )
    partners = models.TextField(_("partners"), blank=True, help_text=_("Eén organisatie per regel."))
    place = models.CharField(_("plaats"), max_length=120, blank=True)
    target_group = models.CharField(_("doelgroep"), max_length=200, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.RUNNING)
    year = models.PositiveSmallIntegerField(
        _("begonnen in"), null=True, blank=True, validators=[MinValueValidator(1950), MaxValueValidator(2100)]
    )
    people_named = models.BooleanField(
        _("er staan mensen in die je kunt herkennen"),
        default=False,
        help_text=_("Met naam, foto of een verhaal dat bij één mens hoort."),
    )
    consent_recorded_on = models.DateField(_("toestemming gegeven op"), null=True, blank=True)
    consent_note = models.CharField(
        _("hoe is toestemming gegeven"), max_length=200, blank=True, help_text=_("Alleen de redactie ziet dit.")
    )
    handvatten = ParentalManyToManyField("cms.HandvatPage", blank=True, related_name="+", verbose_name=_("handvatten"))

    objects = PageManager.from_queryset(PracticeExampleQuerySet)()

    base_form_class = PracticeExampleForm
    not_copied = ("consent_recorded_on", "consent_note")
    unsearched_fields = (*ContentPage.unsearched_fields, "consent_note")
    override_translatable_fields = [SynchronizedField("consent_note")]
    parent_page_types = ["cms.PracticeExampleIndexPage"]
    subpage_types = []
    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("situation"),
        FieldPanel("approach"),
        FieldPanel("result"),
        FieldPanel("what_did_not_work"),
        MultiFieldPanel(
            [
                FieldPanel("partners"),
                FieldRowPanel([FieldPanel("place"), FieldPanel("target_group")]),
                FieldRowPanel([FieldPanel("status"), FieldPanel("year")]),
            ],
            heading=_("Waar en met wie"),
        ),
        MultiFieldPanel(
            [FieldPanel("people_named"), FieldPanel("consent_recorded_on"), FieldPanel("consent_note")],
            heading=_("Toestemming"),
        ),
        checkboxes("handvatten"),
    ]

    class Meta:
        verbose_name = _("praktijkvoorbeeld")
        verbose_name_plural = _("praktijkvoorbeelden")

    @property
    def names_people(self) -> bool:
        return self.people_named

    def problems(self, value):
        found = super().problems(value)
        if value("people_named") and not value("consent_recorded_on"):
            found["consent_recorded_on"] = self.CONSENT_MISSING
        return found

    def related_handvatten(self):
        """The public handvatten this is an example of, in this page's language."""
        keys = [handvat.translation_key for handvat in self.handvatten.all()]
        return published(HandvatPage, self.locale_id).filter(translation_key__in=keys).in_order()

    def structured_data(self, address):
        return [
            {
                "@type": "Article",
                "@id": address,
                "headline": self.title,
                "description": self.summary,
                "url": address,
                "inLanguage": self.text_language,
                "datePublished": self.first_published_at,
                "dateModified": self.last_published_at,
                "publisher": {"@type": "Organization", "name": settings.SITE_NAME, "url": settings.BASE_URL},
            }
        ]

    def get_context(self, request, *args, **kwargs):
        from cms.search.related import terms_and_related

        terms, related = terms_and_related(self)
        return super().get_context(request, *args, **kwargs) | {
            "related": related,
            "handvatten": list(self.related_handvatten()),
            "partner_names": [line.strip() for line in self.partners.splitlines() if line.strip()],
            "terms": terms,
        }
