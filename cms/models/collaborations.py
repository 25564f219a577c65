"""Fixed collaborations: who work together where, how often, and what they learnt. Never about patients or clients."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import SynchronizedField

from cms.blocks import RICH_TEXT, AgreementsBlock
from cms.facets import listing
from cms.identifiers import refuse_bsn
from cms.models.content import ContentPage, PublicPage
from cms.models.provenance import lines
from cms.models.restrictions import published

FACETS = {"vorm": "form", "ritme": "rhythm"}  # name in the address, field


class CollaborationIndexPage(PublicPage):
    """`/samenwerkingen/`: all of them, to be narrowed down by form, rhythm and the words everything is found by."""

    max_count_per_parent = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.CollaborationPage"]
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("overzicht van samenwerkingen")
        verbose_name_plural = _("overzichten van samenwerkingen")

    def get_context(self, request, *args, **kwargs):
        public = published(CollaborationPage, self.locale_id).order_by("title", "pk")
        return super().get_context(request, *args, **kwargs) | {"listing": listing(public, request.GET, choices=FACETS)}


class CollaborationPage(ContentPage):
    """One collaboration that recurs: a welfare worker in a practice, a shared hour, a team of two houses.

    It tells how it is arranged, so that others can arrange it too. There is no field for a person, least of all for
    somebody who is helped.
    """

    FEWEST = 2
    TOO_FEW = _("Noem minstens twee partijen, elk op een eigen regel.")

    class Form(models.TextChoices):
        HOURS = "spreekuur", _("spreekuur bij een ander")
        PRESCRIPTION = "op-recept", _("verwijzen naar welzijn")
        CONSULT = "overleg", _("vast overleg")
        TEAM = "team", _("gemengd team")
        PLACE = "plek", _("gedeelde plek")
        PROJECT = "project", _("gezamenlijk project")

    class Rhythm(models.TextChoices):
        DAILY = "elke-dag", _("elke dag")
        WEEKLY = "elke-week", _("elke week")
        FORTNIGHTLY = "om-de-week", _("om de week")
        MONTHLY = "elke-maand", _("elke maand")
        QUARTERLY = "elk-kwartaal", _("elk kwartaal")
        WHEN_NEEDED = "als-het-nodig-is", _("als het nodig is")

    parties = models.TextField(
        _("partijen"),
        blank=True,
        validators=[refuse_bsn],
        help_text=_("Eén organisatie per regel, zonder namen van mensen."),
    )
    form = models.CharField(_("vorm"), max_length=12, choices=Form, default=Form.CONSULT)
    place = models.CharField(
        _("plaats"), max_length=160, blank=True, help_text=_("Bijvoorbeeld: spreekkamer in de huisartsenpraktijk.")
    )
    rhythm = models.CharField(_("ritme"), max_length=20, choices=Rhythm, default=Rhythm.WEEKLY)
    slot = models.CharField(
        _("wanneer precies"), max_length=120, blank=True, help_text=_("Bijvoorbeeld: dinsdagochtend, een dagdeel.")
    )
    started_in = models.PositiveSmallIntegerField(
        _("begonnen in"), null=True, blank=True, validators=[MinValueValidator(1950), MaxValueValidator(2100)]
    )
    contact_role = models.CharField(
        _("aanspreekpunt"),
        max_length=160,
        blank=True,
        validators=[refuse_bsn],
        help_text=_("Een rol, geen naam. Bijvoorbeeld: praktijkmanager van De Linde."),
    )
    how = RichTextField(_("zo is het geregeld"), blank=True, features=RICH_TEXT)
    lessons = RichTextField(_("wat we leerden"), blank=True, features=RICH_TEXT)
    agreements = StreamField(
        AgreementsBlock(),
        blank=True,
        verbose_name=_("voorbeelden van afspraken"),
        help_text=_("Een leeg formulier of een afspraak tussen organisaties. Nooit iets over één patiënt of cliënt."),
    )

    asked_before_publishing = (*ContentPage.asked_before_publishing, "contact_role")
    parent_page_types = ["cms.CollaborationIndexPage"]
    subpage_types = []
    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("parties"),
                FieldRowPanel([FieldPanel("form"), FieldPanel("place")]),
                FieldRowPanel([FieldPanel("rhythm"), FieldPanel("slot"), FieldPanel("started_in")]),
                FieldPanel("contact_role"),
            ],
            heading=_("Wie, waar en hoe vaak"),
        ),
        FieldPanel("how"),
        FieldPanel("lessons"),
        FieldPanel("agreements"),
    ]

    class Meta:
        verbose_name = _("samenwerking")
        verbose_name_plural = _("samenwerkingen")

    @property
    def party_names(self) -> list[str]:
        """The parties, one by one."""
        return lines(self.parties)

    @property
    def rhythm_and_slot(self) -> str:
        """How often and when: "om de week, dinsdagochtend"."""
        return ", ".join(filter(None, [str(self.get_rhythm_display()), self.slot]))

    def problems(self, value):
        found = super().problems(value)
        if len(lines(value("parties") or "")) < self.FEWEST:
            found["parties"] = self.TOO_FEW
        return found

    def search_text(self) -> str:
        return "\n".join([super().search_text(), str(self.get_form_display()), str(self.get_rhythm_display())])

    def get_context(self, request, *args, **kwargs):
        from cms.search.related import terms_and_related

        terms, related = terms_and_related(self)
        return super().get_context(request, *args, **kwargs) | {"terms": terms, "related": related}
