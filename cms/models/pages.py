"""The pages of the knowledge side. What all of them share stands in `ContentPage`."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Page


class ContentPage(Page):
    """What every public page carries: how it is found, where it comes from, and until when it holds."""

    summary = models.TextField(_("in het kort"), max_length=400, blank=True)
    audiences = ParentalManyToManyField("cms.Audience", blank=True, verbose_name=_("voor wie"), related_name="+")
    dimensions = ParentalManyToManyField("cms.Dimension", blank=True, verbose_name=_("dimensies"), related_name="+")
    sectors = ParentalManyToManyField("cms.Sector", blank=True, verbose_name=_("sectoren"), related_name="+")
    regions = ParentalManyToManyField("cms.Region", blank=True, verbose_name=_("regio's"), related_name="+")
    themes = ParentalManyToManyField("cms.Theme", blank=True, verbose_name=_("thema's"), related_name="+")
    phase = models.ForeignKey("cms.Phase", models.PROTECT, null=True, blank=True, verbose_name=_("fase"), related_name="+")
    scale = models.ForeignKey("cms.Scale", models.PROTECT, null=True, blank=True, verbose_name=_("schaal"), related_name="+")
    provenance = models.TextField(_("herkomst"), blank=True)
    last_reviewed_on = models.DateField(_("laatst bijgewerkt"), null=True, blank=True)
    review_before = models.DateField(_("herzien voor"), null=True, blank=True)

    class Meta:
        abstract = True


class HomePage(Page):
    """The front door."""

    introduction = models.TextField(_("inleiding"), blank=True)
    max_count = 2
    parent_page_types = ["wagtailcore.Page"]


class HandvatPage(ContentPage):
    """A practical pointer: something you can do today."""

    why = RichTextField(_("waarom"), blank=True)
    how = RichTextField(_("hoe"), blank=True)


class PracticeExamplePage(ContentPage):
    """What people tried somewhere, and what came of it."""
