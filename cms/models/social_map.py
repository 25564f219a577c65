"""The social map: what is on offer near people, per dimension. It holds offers, never people."""

from datetime import date, timedelta

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from cms.models.regions import today
from cms.models.taxonomies import Region, TaxonomyTerm

LATE_AFTER = timedelta(days=365)  # an offer that nobody confirmed for a year is marked and fades


class TargetGroup(TaxonomyTerm):
    """Whom an offer is for."""

    class Meta(TaxonomyTerm.Meta):
        verbose_name = _("doelgroep van aanbod")
        verbose_name_plural = _("doelgroepen van aanbod")


class Provider(models.Model):
    """Who offers it. `owner_email` is the account that may say that it still holds; it is never shown."""

    name = models.CharField(_("naam"), max_length=160, unique=True, validators=[refuse_bsn])
    website = models.URLField(_("website"), blank=True)
    owner_email = models.EmailField(
        _("account dat dit bijhoudt"),
        blank=True,
        help_text=_("Wie met dit adres inlogt, mag zeggen dat het aanbod nog klopt. Niemand ziet het adres."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("aanbieder")
        verbose_name_plural = _("aanbieders")

    def __str__(self):
        return self.name


class OfferQuerySet(models.QuerySet):
    def public(self):
        """Those that a visitor may see."""
        return self.filter(is_public=True)

    def with_details(self):
        """Everything a card, a row or a poster shows, in three queries."""
        return self.select_related("provider", "region").prefetch_related("dimensions", "target_groups")


class Offer(models.Model):
    """Something people can go to or ask for. Contact is that of a place or a desk, never of a person."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="offers", verbose_name=_("aanbieder"))
    title = models.CharField(_("wat is het"), max_length=160, validators=[refuse_bsn])
    description = models.TextField(_("uitleg"), max_length=1000, blank=True, validators=[refuse_bsn])
    dimensions = models.ManyToManyField("cms.Dimension", related_name="+", verbose_name=_("dimensies"))
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    target_groups = models.ManyToManyField(TargetGroup, blank=True, related_name="+", verbose_name=_("doelgroepen"))
    cost = models.CharField(_("kosten"), max_length=120, blank=True, validators=[refuse_bsn])
    access = models.CharField(
        _("hoe kom je er"),
        max_length=255,
        blank=True,
        validators=[refuse_bsn],
        help_text=_("Bijvoorbeeld: loop binnen op dinsdagochtend, of vraag de huisarts."),
    )
    phone = models.CharField(
        _("telefoon"), max_length=40, blank=True, help_text=_("Van een balie, niet van een persoon.")
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Een algemeen adres, niet van een persoon."))
    website = models.URLField(_("website"), blank=True)
    owner = models.CharField(
        _("wie houdt dit bij"),
        max_length=160,
        blank=True,
        validators=[refuse_bsn],
        help_text=_("Een organisatie of een rol."),
    )
    verified_on = models.DateField(_("laatst bevestigd"), null=True, blank=True, db_index=True)
    source_id = models.CharField(
        _("nummer bij de bron"), max_length=100, null=True, blank=True, unique=True,
        help_text=_("Zo vindt een nieuwe lijst dit terug."),
    )  # fmt: skip
    is_public = models.BooleanField(_("zichtbaar voor iedereen"), default=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("aanbod")
        verbose_name_plural = _("aanbod")

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        """The page of this offer in the active language."""
        return reverse("offer", args=[self.pk])

    @property
    def late_from(self) -> date | None:
        """From which day on it is no longer fresh; None if it was never confirmed."""
        return self.verified_on and self.verified_on + LATE_AFTER

    @property
    def is_late(self) -> bool:
        """Whether nobody confirmed it for a year."""
        return self.verified_on is None or self.late_from <= today()


class OfferImport(models.Model):
    """One uploaded list, and how it went. The counts grow while it runs, and start over when it starts over."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("wacht")
        RUNNING = "running", _("bezig")
        DONE = "done", _("klaar")
        FAILED = "failed", _("niet gelukt")

    file_name = models.CharField(_("bestand"), max_length=200)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    message = models.CharField(_("wat ging er mis"), max_length=300, blank=True)
    rows = models.PositiveIntegerField(_("rijen gelezen"), default=0)
    made = models.PositiveIntegerField(_("nieuw"), default=0)
    updated = models.PositiveIntegerField(_("bijgewerkt"), default=0)
    unchanged = models.PositiveIntegerField(_("ongewijzigd"), default=0)
    refused = models.PositiveIntegerField(_("geweigerd"), default=0)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    alive_at = models.DateTimeField(default=clock.now, editable=False)  # when the running import last made progress

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("ingelezen lijst")
        verbose_name_plural = _("ingelezen lijsten")

    def __str__(self):
        return self.file_name

    @property
    def is_busy(self) -> bool:
        """Whether there is more to come."""
        return self.status in (self.Status.WAITING, self.Status.RUNNING)


class RefusedRow(models.Model):
    """A row of a list that was not taken, by its number as a spreadsheet shows it, and why."""

    run = models.ForeignKey(OfferImport, models.CASCADE, related_name="refused_rows")
    row = models.PositiveIntegerField()
    source_id = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["row", "pk"]

    def __str__(self):
        return f"{self.row}: {self.reason}"
