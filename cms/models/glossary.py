"""Begrippen: what a word means, in plain language, and what people in different settings mean by it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, TitleFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField

from cms.blocks import RICH_TEXT
from cms.models.content import PublicPage
from cms.models.restrictions import published


class GlossaryIndexPage(PublicPage):
    """`/begrippen/`: all terms, by letter."""

    max_count_per_parent = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.GlossaryTermPage"]
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("overzicht van begrippen")
        verbose_name_plural = _("overzichten van begrippen")

    @cached_property
    def terms(self) -> list["GlossaryTermPage"]:
        """The public terms in the order of the alphabet."""
        found = published(GlossaryTermPage, self.locale_id).prefetch_related("usages")
        return sorted(found, key=lambda term: (term.title.casefold(), term.pk))

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"terms": self.terms}

    def structured_data(self, address):
        return [
            {
                "@type": "DefinedTermSet",
                "@id": address,
                "name": self.title,
                "description": self.summary,
                "inLanguage": self.text_language,
            }
        ]


class GlossaryTermPage(PublicPage):
    """One word. `summary` says what it means; the usages, what people mean by it in their setting."""

    other_forms = models.TextField(
        _("andere vormen"),
        blank=True,
        help_text=_("Meervoud of andere schrijfwijze, elk op een eigen regel. Ook die woorden leiden hierheen."),
    )
    explanation = RichTextField(_("uitleg"), blank=True, features=RICH_TEXT)

    parent_page_types = ["cms.GlossaryIndexPage"]
    subpage_types = []
    content_panels = [
        TitleFieldPanel("title", help_text=_("Het woord zelf, zoals het midden in een zin staat.")),
        FieldPanel("summary", heading=_("wat het betekent"), help_text=_("Eén of twee zinnen in gewone taal.")),
        FieldPanel("other_forms"),
        FieldPanel("explanation"),
        InlinePanel("usages", heading=_("Wat mensen ermee bedoelen"), label=_("betekenis")),
    ]

    class Meta:
        verbose_name = _("begrip")
        verbose_name_plural = _("begrippen")

    @property
    def forms(self) -> list[str]:
        """The word and its other forms as they stand in a text."""
        lines = (" ".join(line.split()) for line in [self.title, *self.other_forms.splitlines()])
        return list(dict.fromkeys(line for line in lines if line))

    def search_text(self) -> str:
        meanings = [f"{usage.get_setting_display()} {usage.meaning}" for usage in self.usages.all()]
        return "\n".join([super().search_text(), *meanings])

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"usages": list(self.usages.all())}

    def structured_data(self, address):
        return [
            {
                "@type": "DefinedTerm",
                "@id": address,
                "url": address,
                "name": self.title,
                "alternateName": self.forms[1:],
                "description": self.summary,
                "inLanguage": self.text_language,
                "inDefinedTermSet": address.removesuffix(f"{self.slug}/"),
            }
        ]


class TermUsage(Orderable):
    """What people in one setting mean by the word."""

    class Setting(models.TextChoices):
        CARE = "zorg", _("Zorg")
        WELFARE = "welzijn", _("Welzijn")
        EDUCATION = "onderwijs", _("Onderwijs")
        MUNICIPALITY = "gemeente", _("Gemeente")
        WORK = "werk", _("Werk")

    page = ParentalKey(GlossaryTermPage, on_delete=models.CASCADE, related_name="usages")
    setting = models.CharField(_("waar"), max_length=12, choices=Setting)
    meaning = models.TextField(_("betekenis"), max_length=600, help_text=_("In gewone taal, met een voorbeeld."))

    panels = [FieldPanel("setting"), FieldPanel("meaning")]

    class Meta(Orderable.Meta):
        verbose_name = _("betekenis")
        verbose_name_plural = _("betekenissen")

    def clean(self):
        if not self.meaning.strip():
            raise ValidationError({"meaning": _("Schrijf op wat mensen hier met dit woord bedoelen.")})
