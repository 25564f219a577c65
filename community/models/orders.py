"""Paper materials: how many there are, and who ordered some. Apart from the pages, so that no old version moves stock."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn


class MaterialStock(models.Model):
    """How many of one material (in all its languages: its translation key) lie ready. Only actions change the number."""

    material = models.UUIDField(_("materiaal"), unique=True, editable=False)
    title = models.CharField(_("materiaal"), max_length=255, editable=False)
    in_stock = models.PositiveIntegerField(_("voorraad"), default=0)
    most = models.PositiveSmallIntegerField(
        _("hoogstens per bestelling"), default=25, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("voorraad")
        verbose_name_plural = _("voorraden")
        constraints = [models.CheckConstraint(condition=Q(in_stock__gte=0), name="stock_never_below_zero")]

    def __str__(self):
        return self.title

    @property
    def at_once(self) -> int:
        """How many somebody can order now."""
        return min(self.most, self.in_stock)


class MaterialOrder(models.Model):
    """Somebody asked for copies on paper. The address is wiped some time after they were sent."""

    class Status(models.TextChoices):
        NEW = "a_new", _("nieuw")
        SENT = "b_sent", _("verstuurd")
        CANCELLED = "c_cancelled", _("geannuleerd")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # of the form: sent twice it counts once
    stock = models.ForeignKey(MaterialStock, models.PROTECT, related_name="orders", verbose_name=_("materiaal"))
    amount = models.PositiveSmallIntegerField(_("aantal"), validators=[MinValueValidator(1)])
    name = models.CharField(_("naam"), max_length=120, blank=True, validators=[refuse_bsn])
    organisation = models.CharField(_("organisatie"), max_length=160, blank=True, validators=[refuse_bsn])
    street = models.CharField(_("straat en huisnummer"), max_length=160, blank=True, validators=[refuse_bsn])
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("plaats"), max_length=120, blank=True, validators=[refuse_bsn])
    email = models.EmailField(_("e-mailadres"), blank=True)
    language = models.CharField(_("taal"), max_length=5, default="nl", editable=False)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.NEW, editable=False)
    created_at = models.DateTimeField(_("besteld op"), default=clock.now, editable=False)
    handled_at = models.DateTimeField(_("afgehandeld op"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["status", "created_at", "pk"]
        verbose_name = _("bestelling")
        verbose_name_plural = _("bestellingen")
        permissions = [("handle_materialorder", "Can handle orders of paper materials")]
        constraints = [models.CheckConstraint(condition=Q(amount__gte=1), name="order_of_at_least_one")]

    def __str__(self):
        return f"{self.amount} × {self.stock}"
