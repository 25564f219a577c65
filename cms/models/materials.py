"""What you can put on a table: the card to start a conversation, and the catalogue of printed materials."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail_localize.fields import SynchronizedField

from cms.facets import listing
from cms.models.content import ContentPage, PublicPage
from cms.models.restrictions import published

WORDS_IN_TWO_MINUTES = 300
TIPS_PER_STEP = 6


def lines_of(text: str | None) -> list[str]:
    """The lines that hold something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


class ConversationCardPage(ContentPage):
    """Five steps to start a conversation, to be read in two minutes. Below it stand its variants for other settings."""

    STEPS = (
        ("before", _("Vooraf")),
        ("opening", _("Openen")),
        ("listening", _("Luisteren")),
        ("closing", _("Afronden")),
        ("agreement", _("Afspreken")),
    )

    before = models.TextField(_("vooraf"), blank=True, help_text=_("Per regel één tip, hooguit zes."))
    opening = models.TextField(_("openen"), blank=True)
    listening = models.TextField(_("luisteren"), blank=True)
    closing = models.TextField(_("afronden"), blank=True)
    agreement = models.TextField(_("afspreken"), blank=True)

    asked_before_publishing = ("summary",)  # a card is a tool of our own, for everybody
    parent_page_types = ["cms.HomePage", "cms.ConversationCardPage"]
    subpage_types = ["cms.ConversationCardPage"]
    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel(
            [FieldPanel(name) for name, _label in STEPS],
            heading=_("De stappen"),
            help_text=_("Samen hooguit 300 woorden: dat lees je in twee minuten."),
        ),
    ]

    class Meta:
        verbose_name = _("gesprekskaart")
        verbose_name_plural = _("gesprekskaarten")

    def steps(self) -> list[dict]:
        """The steps that hold something, each with its `heading` and `items`."""
        steps = [{"heading": label, "items": lines_of(getattr(self, name))} for name, label in self.STEPS]
        return [step for step in steps if step["items"]]

    def problems(self, value):
        found = super().problems(value) | {
            name: _("Zet bij elke stap hooguit zes tips, dan past de kaart op één blad.")
            for name, _label in self.STEPS
            if len(lines_of(value(name))) > TIPS_PER_STEP
        }
        words = sum(len((value(name) or "").split()) for name, _label in self.STEPS)
        if words > WORDS_IN_TWO_MINUTES:
            found["agreement"] = _("De kaart heeft %(words)s woorden. Maak er hooguit 300 van.") % {"words": words}
        return found

    def variants(self) -> list["ConversationCardPage"]:
        """This card and the public ones for other settings, the general one first."""
        root = self.path if self.depth == self.ROOT_DEPTH else self.path[: -self.steplen]
        cards = published(ConversationCardPage, self.locale_id).filter(path__startswith=root)
        return list(cards.filter(depth__lte=self.ROOT_DEPTH + 1).order_by("path"))

    ROOT_DEPTH = 3  # below the home page

    def get_context(self, request, *args, **kwargs):
        from cms.search.related import terms_and_related

        terms, related = terms_and_related(self)
        return super().get_context(request, *args, **kwargs) | {
            "steps": self.steps(),
            "variants": self.variants(),
            "terms": terms,
            "related": related,
        }


class MaterialIndexPage(PublicPage):
    """`/materialen/`: all materials, to be narrowed down by facets."""

    max_count_per_parent = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.MaterialPage"]
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("overzicht van materialen")
        verbose_name_plural = _("overzichten van materialen")

    def get_context(self, request, *args, **kwargs):
        materials = published(MaterialPage, self.locale_id).order_by("kind", "title", "pk")
        return super().get_context(request, *args, **kwargs) | {
            "listing": listing(materials, request.GET, choices={"soort": "kind"})
        }


class MaterialPage(ContentPage):
    """Something to print or to hand out, with what you may do with it."""

    class Kind(models.TextChoices):
        CARD = "card", _("kaart")
        FOLDER = "folder", _("folder")
        PAD = "pad", _("schrijfblok")
        PLACEMAT = "placemat", _("placemat")
        POSTER = "poster", _("poster")
        BANNER = "banner", _("spandoek")
        OTHER = "other", _("iets anders")

    class Level(models.TextChoices):
        A2 = "A2", _("A2, heel eenvoudig")
        B1 = "B1", _("B1, eenvoudig")
        B2 = "B2", _("B2, gemiddeld")

    class Rights(models.TextChoices):
        FREE = "free", _("Gebruik het zoals je wilt (CC0)")
        NAMED = "named", _("Gebruik en verander het, met de naam van de maker (CC BY)")
        UNCHANGED = "unchanged", _("Print en deel het, maar verander niets (CC BY-ND)")
        ASK = "ask", _("Vraag het eerst aan de maker")

    kind = models.CharField(_("soort"), max_length=10, choices=Kind.choices, default=Kind.OTHER)
    format = models.CharField(_("formaat"), max_length=40, blank=True, help_text=_("Bijvoorbeeld A5, of 85 × 200 cm."))
    language_level = models.CharField(_("taalniveau"), max_length=2, choices=Level.choices, blank=True)
    languages = models.CharField(
        _("talen"), max_length=120, blank=True, help_text=_("Bijvoorbeeld: Nederlands, Engels.")
    )
    pages = models.PositiveSmallIntegerField(
        _("aantal bladzijden"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(999)]
    )
    rights_holder = models.CharField(
        _("van wie is het"), max_length=200, blank=True, help_text=_("De maker of de organisatie die de rechten heeft.")
    )
    rights = models.CharField(_("wat mag je ermee"), max_length=10, choices=Rights.choices, blank=True)
    logo_zone = models.BooleanField(_("er is plek voor het logo van een partner"), default=False)
    file = models.ForeignKey(
        get_document_model_string(),
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bestand"),
    )
    own_address = models.CharField(
        _("of een adres op deze site"),
        max_length=200,
        blank=True,
        validators=[RegexValidator(r"^/(?!/)[\w\-./]*\Z", _("Begin met een schuine streep, zoals /kijk-eens/a5.pdf."))],
    )
    file_description = models.CharField(
        _("wat staat er op"),
        max_length=300,
        blank=True,
        help_text=_("Voor wie het niet kan zien: beschrijf in een of twee zinnen wat er op staat."),
    )

    asked_before_publishing = ("summary", "audiences")  # whose it is, is asked below
    unsearched_fields = (*ContentPage.unsearched_fields, "own_address")
    parent_page_types = ["cms.MaterialIndexPage"]
    subpage_types = []
    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("format"), FieldPanel("pages")]),
                FieldRowPanel([FieldPanel("language_level"), FieldPanel("languages")]),
                FieldPanel("logo_zone"),
            ],
            heading=_("Wat het is"),
        ),
        MultiFieldPanel([FieldPanel("rights_holder"), FieldPanel("rights")], heading=_("Rechten")),
        MultiFieldPanel(
            [FieldPanel("file"), FieldPanel("own_address"), FieldPanel("file_description")], heading=_("Downloaden")
        ),
    ]

    class Meta:
        verbose_name = _("materiaal")
        verbose_name_plural = _("materialen")

    @property
    def download_url(self) -> str:
        """Where the file is; empty when there is none to download."""
        return self.file.url if self.file_id else self.own_address

    def problems(self, value):
        found = super().problems(value)
        if not value("rights_holder"):
            found["rights_holder"] = _("Vul in van wie dit is; daarna kun je het publiceren.")
        if not value("rights"):
            found["rights"] = _("Kies wat je met dit materiaal mag; daarna kun je het publiceren.")
        if (value("file") or value("own_address")) and not value("file_description"):
            found["file_description"] = _("Beschrijf wat er op staat, ook voor wie het niet kan zien.")
        return found

    def get_context(self, request, *args, **kwargs):
        from cms.search.related import terms_and_related

        terms, related = terms_and_related(self)
        return super().get_context(request, *args, **kwargs) | {"terms": terms, "related": related}
