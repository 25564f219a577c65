"""The words by which knowledge is found. A term's slug is its address and never changes; its names may."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class TaxonomyTerm(models.Model):
    """A term with a fixed slug, a Dutch and an English name, and a place in the order."""

    slug = models.SlugField(_("vaste naam in het adres"), unique=True)
    name_nl = models.CharField(_("naam (Nederlands)"), max_length=80)
    name_en = models.CharField(_("naam (Engels)"), max_length=80, blank=True)
    description_nl = models.CharField(_("uitleg (Nederlands)"), max_length=255, blank=True)
    description_en = models.CharField(_("uitleg (Engels)"), max_length=255, blank=True)
    sort_order = models.PositiveIntegerField(_("volgorde"), default=0)

    class Meta:
        abstract = True
        ordering = ["sort_order", "name_nl"]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language; Dutch where English is empty."""
        return (self.name_en if get_language() == "en" else "") or self.name_nl

    @property
    def description(self) -> str:
        """The explanation in the active language; Dutch where English is empty."""
        return (self.description_en if get_language() == "en" else "") or self.description_nl


class Audience(TaxonomyTerm):
    class Meta(TaxonomyTerm.Meta):
        verbose_name = _("doelgroep")
        verbose_name_plural = _("doelgroepen")


class Dimension(TaxonomyTerm):
    """One of the six sides of life. The question belongs to the reflection, see `cms.reflection`."""

    question_nl = models.CharField(
        _("vraag (Nederlands)"),
        max_length=120,
        blank=True,
        help_text=_("Staat op Kijk eens naar jezelf en op het A5-blad."),
    )
    question_en = models.CharField(_("vraag (Engels)"), max_length=120, blank=True)

    @property
    def question(self) -> str:
        """The question in the active language; Dutch where English is empty."""
        return (self.question_en if get_language() == "en" else "") or self.question_nl

    class Meta(TaxonomyTerm.Meta):
        verbose_name = _("dimensie")
        verbose_name_plural = _("dimensies")


class Sector(TaxonomyTerm):
    class Meta(TaxonomyTerm.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectoren")


class Phase(TaxonomyTerm):
    class Meta(TaxonomyTerm.Meta):
        verbose_name = _("fase")
        verbose_name_plural = _("fasen")


class Scale(TaxonomyTerm):
    class Meta(TaxonomyTerm.Meta):
        verbose_name = _("schaal")
        verbose_name_plural = _("schalen")


class Theme(TaxonomyTerm):
    class Meta(TaxonomyTerm.Meta):
        verbose_name = _("thema")
        verbose_name_plural = _("thema's")


class Interpretation(TaxonomyTerm):
    """One of the five readings of the ideas."""

    class Meta(TaxonomyTerm.Meta):
        verbose_name = _("invulling")
        verbose_name_plural = _("invullingen")


class RelatedModel(TaxonomyTerm):
    """A model or concept that people use beside these ideas; its page is a RelatedModelPage tagged with it."""

    class Meta(TaxonomyTerm.Meta):
        verbose_name = _("verwant model")
        verbose_name_plural = _("verwante modellen")


class Region(TaxonomyTerm):
    """An area; nested: country, province, region, municipality, neighbourhood. `code` is the CBS code, if any."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("land")
        PROVINCE = "province", _("provincie")
        REGION = "region", _("regio")
        MUNICIPALITY = "municipality", _("gemeente")
        NEIGHBOURHOOD = "neighbourhood", _("wijk of buurt")

    # How Statistics Netherlands (CBS) writes the codes of its areas, by kind.
    CODES = {
        Kind.COUNTRY: r"NL[0-9]{2}",
        Kind.PROVINCE: r"PV[0-9]{2}",
        Kind.REGION: r"[A-Z]{2}[0-9]{2,8}",
        Kind.MUNICIPALITY: r"GM[0-9]{4}",
        Kind.NEIGHBOURHOOD: r"WK[0-9]{6}|BU[0-9]{8}",
    }

    kind = models.CharField(_("soort"), max_length=15, choices=Kind, default=Kind.REGION)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("ligt in")
    )
    code = models.CharField(
        _("CBS-code"), max_length=12, blank=True, help_text=_("Van een gemeente bijvoorbeeld GM0344.")
    )

    class Meta(TaxonomyTerm.Meta):
        verbose_name = _("regio")
        verbose_name_plural = _("regio's")

    def get_absolute_url(self) -> str:
        """The page of this region in the active language."""
        return reverse("region", args=[self.slug])

    def clean(self):
        """The code is one of this kind of area, and the area lies in a larger one."""
        super().clean()
        if self.code and not re.fullmatch(self.CODES[self.kind], self.code):
            raise ValidationError(
                {"code": _("Dit is geen CBS-code van dit soort gebied. Een gemeente heeft er een als GM0344.")}
            )
        kinds = list(self.Kind)
        if self.parent and kinds.index(self.Kind(self.parent.kind)) >= kinds.index(self.Kind(self.kind)):
            raise ValidationError(
                {"parent": _("Een gebied ligt in een groter gebied. Kies bijvoorbeeld voor een wijk de gemeente.")}
            )
