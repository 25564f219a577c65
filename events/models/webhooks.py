"""Other systems that want to hear when something changes: an address, and every message that is sent to it."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms import clock


def new_secret() -> str:
    """256 bits nobody can guess, as text."""
    return secrets.token_hex(32)


class Topic(models.TextChoices):
    """What can be told; none of it is about a person."""

    SIGNED_UP = "aanmelding.nieuw", _("iemand meldt zich aan")
    CHANGED = "aanmelding.gewijzigd", _("een aanmelding verandert: bevestigd, doorgeschoven, andere groep")
    CANCELLED = "aanmelding.vervallen", _("iemand meldt zich af, of bevestigt niet op tijd")
    EVENT_CHANGED = "bijeenkomst.gewijzigd", _("een bijeenkomst krijgt een andere tijd of plek")
    EVENT_CANCELLED = "bijeenkomst.vervallen", _("een bijeenkomst gaat niet door")


TEST = "proef"  # asked for by hand, whatever was chosen


class WebhookQuerySet(models.QuerySet):
    def awake(self):
        """Those that messages are kept for."""
        return self.filter(paused_at=None)


class Webhook(models.Model):
    """One address of another system, with what it wants to hear. Closed until somebody makes one."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("naam"), max_length=80)
    url = models.URLField(_("adres"), max_length=500)
    topics = models.JSONField(_("wat je stuurt"), default=list)
    secret = models.CharField(max_length=64, default=new_secret, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # the form's idempotency key
    failures = models.PositiveSmallIntegerField(default=0)  # attempts in a row that failed
    paused_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("koppeling")
        verbose_name_plural = _("koppelingen")

    def __str__(self):
        return self.name


class WebhookDeliveryQuerySet(models.QuerySet):
    def due(self, now):
        """What may be sent: not paused, its moment has come, and no living worker holds it. Oldest first."""
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        waiting = self.filter(free, status=WebhookDelivery.Status.QUEUED, due_at__lte=now)
        return waiting.filter(webhook__paused_at=None).order_by("pk")


class WebhookDelivery(models.Model):
    """One message to one address: written in the transaction of the change, sent afterwards, kept as the log."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("wacht")
        SENT = "sent", _("aangekomen")
        FAILED = "failed", _("opgegeven")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    topic = models.CharField(max_length=40)
    body = models.TextField()  # JSON, the same at every attempt
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    answer = models.PositiveSmallIntegerField(null=True, blank=True)  # the last HTTP status
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("melding")
        verbose_name_plural = _("meldingen")
        indexes = [models.Index(fields=["due_at"], condition=Q(status="queued"), name="webhook_waiting")]

    def __str__(self):
        return f"{self.topic} → {self.webhook}"

    @property
    def topic_label(self) -> str:
        """What it tells of, in words."""
        return str(dict(Topic.choices).get(self.topic, _("proefbericht")))
