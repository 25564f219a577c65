"""Where knowledge comes from: who wrote it, for whom, who paid, who helped, when it appeared, and how sure it is."""

import re
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

WRITTEN = _("Een jaar (2021), een maand (2021-12) of een dag (2021-12-17).")


def partial_date(value: str) -> None:
    """A validator: a date as precise as it is known, in the order of ISO 8601."""
    if _day(value) is None:
        raise ValidationError(WRITTEN, code="date")


def _day(value: str) -> date | None:
    """The first day of the year, month or day; None when it is none."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
        return None
    try:
        return date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return None


class Provenance(models.Model):
    """The structured side of a page's origin; ContentPage's own `provenance` tells the rest in words.

    Mix in before the page class, and put `Provenance.panel` among its panels.
    """

    class Evidence(models.TextChoices):
        EXPERIENCE = "experience", _("ervaringen uit de praktijk")
        COLLECTED = "collected", _("ervaringen, verzameld en vergeleken")
        STUDY = "study", _("onderzoek op een of enkele plekken")
        COMPARED = "compared", _("onderzoek dat groepen vergelijkt")
        REVIEW = "review", _("overzicht van veel onderzoeken")

    authors = models.TextField(_("schrijvers"), blank=True, help_text=_("Eén naam per regel."))
    organisation = models.CharField(
        _("organisatie"), max_length=200, blank=True, help_text=_("Wie gaf dit uit, of deed het onderzoek?")
    )
    commissioner = models.CharField(_("opdrachtgever"), max_length=200, blank=True)
    funder = models.CharField(_("wie betaalde"), max_length=200, blank=True)
    contributors = models.TextField(
        _("wie werkten mee"), blank=True, help_text=_("Eén persoon of organisatie per regel.")
    )
    published_on = models.CharField(
        _("verschenen"),
        max_length=10,
        blank=True,
        validators=[partial_date],
        help_text=WRITTEN,
    )
    evidence_level = models.CharField(
        _("hoe zeker is dit"),
        max_length=12,
        choices=Evidence.choices,
        blank=True,
        help_text=_("Waar rust het op: ervaring of onderzoek?"),
    )
    source_title = models.CharField(_("naam van de bron"), max_length=200, blank=True)
    source_url = models.URLField(_("adres van de bron"), blank=True)

    not_copied = ("authors", "contributors")
    source_fields = ("provenance", "organisation", "source_title", "authors")
    panel = MultiFieldPanel(
        [
            FieldPanel("authors"),
            FieldRowPanel([FieldPanel("organisation"), FieldPanel("published_on")]),
            FieldRowPanel([FieldPanel("commissioner"), FieldPanel("funder")]),
            FieldPanel("contributors"),
            FieldPanel("evidence_level"),
            FieldRowPanel([FieldPanel("source_title"), FieldPanel("source_url")]),
        ],
        heading=_("Herkomst"),
    )

    class Meta:
        abstract = True

    @property
    def origin(self) -> list[tuple[str, list[str]]]:
        """What "Herkomst" shows: label and lines, without what is empty."""
        rows = [
            (_("Geschreven door"), lines(self.authors)),
            (_("Organisatie"), lines(self.organisation)),
            (_("In opdracht van"), lines(self.commissioner)),
            (_("Betaald door"), lines(self.funder)),
            (_("Met hulp van"), lines(self.contributors)),
            (_("Verschenen"), lines(self.published_label)),
            (_("Waar het op rust"), lines(str(self.get_evidence_level_display()))),
        ]
        return [row for row in rows if row[1]]

    @property
    def published_label(self) -> str:
        """The date as people write it, as precise as it is known: "2021", "december 2021", "17 december 2021"."""
        day = _day(self.published_on)
        if day is None or len(self.published_on) == len("2021"):
            return self.published_on
        return date_format(day, "j F Y" if len(self.published_on) == len("2021-12-17") else "F Y")

    def origin_data(self) -> dict:
        """The same as properties of a schema.org CreativeWork, to be merged into a page's `structured_data`."""
        organisation = _organisation(self.organisation)
        return {
            "author": [{"@type": "Person", "name": name} for name in lines(self.authors)] or organisation,
            "publisher": organisation or _organisation(settings.SITE_NAME),
            "sponsor": _organisation(self.commissioner),
            "funder": _organisation(self.funder),
            "contributor": [{"@type": "Organization", "name": name} for name in lines(self.contributors)],
            "datePublished": self.published_on,
            "isBasedOn": self.source_url,
        }


def lines(text: str) -> list[str]:
    """The lines of a text that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _organisation(name: str) -> dict:
    return {"@type": "Organization", "name": name} if name else {}
