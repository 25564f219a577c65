"""The outbox: every mail is a row first, written in the same transaction as the change it tells of."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One rendered mail to one address, with its calendar part if it has one."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("wacht op verzending")
        SENT = "sent", _("verstuurd")
        FAILED = "failed", _("mislukt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=120, unique=True)  # one mail per change: a second row with this key is refused
    kind = models.CharField(max_length=60)  # the template's name
    to_email = models.EmailField()
    to_name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=5, default="nl")
    subject = models.CharField(max_length=255)
    text = models.TextField()
    html = models.TextField()
    reply_to = models.EmailField(blank=True)
    calendar = models.TextField(blank=True)  # a whole VCALENDAR, CRLF
    calendar_method = models.CharField(max_length=10, blank=True)
    thread = models.CharField(max_length=120, blank=True)  # mails of one thread and recipient leave in order
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(db_index=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
