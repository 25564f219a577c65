"""What a region says of itself. The rest of its page fills itself: see `cms/regions.py`."""

import re
from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from cms.models.taxonomies import Region


def today():
    """The day it is now, in the site's time zone."""
    return timezone.localdate(clock.now())


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in one line. An address at the end of its brackets makes the words before it in there a link."""

    text: str
    source: str = ""
    url: str = ""

    @classmethod
    def read(cls, line: str) -> "Fact":
        """ "Iets (Bron: naam, dag, https://…)" as three; a line without an address is all text."""
        found = _SOURCED.match(line)
        return cls(**found.groupdict()) if found else cls(line)


_SOURCED = re.compile(r"(?P<text>.*?)\s*\((?P<source>[^()]+?)[,:]?\s+(?P<url>https?://[^\s()<>\"]+)\)\.?\Z")


class RegionText(models.Model):
    """The words and the contact of one region, kept by its coordinator. The contact belongs to the region, not a person."""

    region = models.OneToOneField(Region, models.CASCADE, related_name="text")
    introduction = models.TextField(
        _("inleiding"),
        max_length=3000,
        blank=True,
        validators=[refuse_bsn],
        help_text=_("Wat gebeurt er in deze regio? Een lege regel begint een nieuwe alinea."),
    )
    facts = models.TextField(
        _("feiten"),
        max_length=3000,
        blank=True,
        validators=[refuse_bsn],
        help_text=_(
            "Eén feit per regel, met de bron en de datum tussen haakjes. Het adres van de bron mag er achteraan."
        ),
    )
    contact_role = models.CharField(
        _("bij wie kun je terecht"),
        max_length=160,
        blank=True,
        validators=[refuse_bsn],
        help_text=_("Een rol of een team, geen naam. Bijvoorbeeld: het regioteam."),
    )
    contact_email = models.EmailField(
        _("algemeen e-mailadres"), blank=True, help_text=_("Van de regio, niet van één persoon. Iedereen kan het zien.")
    )
    version = models.PositiveIntegerField(default=1, editable=False)  # raised by every change; refuses a stale form
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("tekst van een regio")
        verbose_name_plural = _("teksten van regio's")

    def __str__(self):
        return str(self.region)

    @property
    def fact_lines(self) -> list["Fact"]:
        """The facts, each with its source."""
        return [Fact.read(line.strip()) for line in self.facts.splitlines() if line.strip()]


class RegionNews(models.Model):
    """A short message of a region."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="news")
    title = models.CharField(_("kop"), max_length=120, validators=[refuse_bsn])
    text = models.TextField(_("bericht"), max_length=2000, validators=[refuse_bsn])
    published_on = models.DateField(_("datum"), default=today)

    class Meta:
        ordering = ["-published_on", "-pk"]
        verbose_name = _("bericht van een regio")
        verbose_name_plural = _("berichten van regio's")

    def __str__(self):
        return self.title
