"""What in the system stands in people's way, who knows it too, and what organisations say about it together.

A barrier has no author and no names. Who supports it is counted once, under a keyed hash that names nobody.
"""

import hashlib
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms import clock
from community.models.hideable import Hideable
from community.privacy.contact_data import refuse_contact_data


class BarrierQuerySet(models.QuerySet):
    def public(self):
        """What a visitor may read: looked at by the team, and not hidden."""
        return self.filter(status=Barrier.Status.SHOWN, hidden_at=None)

    def with_support(self):
        """With `support`, how many people know it too; the best known first."""
        counted = self.select_related("sector", "region").annotate(support=models.Count("supporters"))
        return counted.order_by("-support", "-created_at", "pk")


class Barrier(Hideable):
    """A rule and what it does to people, in a sector and a place. Told by anybody, shown once somebody looked at it."""

    class Status(models.TextChoices):
        WAITING = "wacht", _("wacht op een besluit")
        SHOWN = "getoond", _("zichtbaar")
        REFUSED = "niet getoond", _("niet getoond")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.UUIDField(unique=True, editable=False)  # of the form: sent twice it counts once
    rule = models.CharField(_("welke regel of gewoonte"), max_length=200, validators=[refuse_contact_data])
    effect = models.TextField(_("wat gebeurt er daardoor"), max_length=2000, validators=[refuse_contact_data])
    sector = models.ForeignKey("cms.Sector", models.SET_NULL, null=True, blank=True, related_name="+")
    region = models.ForeignKey("cms.Region", models.SET_NULL, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=5, default="nl", editable=False)
    status = models.CharField(max_length=12, choices=Status, default=Status.WAITING)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = BarrierQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("belemmering")
        verbose_name_plural = _("belemmeringen")

    def __str__(self):
        return self.rule


class BarrierSupport(models.Model):
    """That one person knows a barrier too. `person` is a keyed hash of their address and this barrier."""

    barrier = models.ForeignKey(Barrier, models.CASCADE, related_name="supporters")
    person = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("steun voor een belemmering")
        verbose_name_plural = _("steun voor belemmeringen")
        constraints = [models.UniqueConstraint(fields=["barrier", "person"], name="support_once_per_person")]

    def __str__(self):
        return str(self.pk)


class Statement(models.Model):
    """A text that organisations sign. With the first signature its words and version are fixed for good."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("titel"), max_length=160, validators=[refuse_contact_data])
    text = models.TextField(_("tekst"), max_length=8000, validators=[refuse_contact_data])
    version = models.PositiveIntegerField(default=1, editable=False)  # of the text; every change before the lock
    barriers = models.ManyToManyField(Barrier, blank=True, related_name="statements", verbose_name=_("belemmeringen"))
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    closes_at = models.DateTimeField(_("tekenen en intrekken kan tot"))
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("gezamenlijke verklaring")
        verbose_name_plural = _("gezamenlijke verklaringen")

    def __str__(self):
        return self.title

    @property
    def is_locked(self) -> bool:
        """Whether somebody signed, withdrawn or not: the words stay as they are."""
        return self.signatures.exists()

    @property
    def is_open(self) -> bool:
        """Whether organisations may sign and withdraw now."""
        return bool(self.opened_at) and clock.now() < self.closes_at

    @property
    def digest(self) -> str:
        """A check number of version and words (SHA-256): the same words, the same number."""
        return hashlib.sha256(f"{self.version}\n{self.title}\n{self.text}".encode()).hexdigest()


class SignatureQuerySet(models.QuerySet):
    def standing(self):
        """Those that count: confirmed by the organisation itself and not withdrawn."""
        return self.filter(withdrawn_at=None).exclude(confirmed_at=None)


class Signature(models.Model):
    """That an organisation signed these very words. It counts once its registered contact confirmed it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey("cms.Organisation", models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at", "pk"]
        verbose_name = _("handtekening")
        verbose_name_plural = _("handtekeningen")
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "organisation"], condition=Q(withdrawn_at=None), name="signature_once"
            )
        ]

    def __str__(self):
        return f"{self.organisation} · {self.statement}"


class Delivery(models.Model):
    """To whom a statement was brought, when, and what they said. A role or an organisation, never a person."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="deliveries")
    delivered_to = models.CharField(_("aan wie"), max_length=160, validators=[refuse_contact_data])
    delivered_on = models.DateField(_("wanneer"))
    answer = models.TextField(_("wat was het antwoord"), max_length=2000, blank=True, validators=[refuse_contact_data])
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-delivered_on", "-pk"]
        verbose_name = _("bezorging")
        verbose_name_plural = _("bezorgingen")

    def __str__(self):
        return f"{self.delivered_to}, {self.delivered_on}"
