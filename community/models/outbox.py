"""The outbox: every mail is a row first, written in the same transaction as the change it tells of."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cms import clock


class OutgoingMailQuerySet(models.QuerySet):
    def claimable(self, now: datetime):
        """What may leave at `now`, oldest first.

        Not leased by a worker that still lives, and behind nobody: as long as an earlier mail of the same thread
        to the same address is unsent (waiting, under way or being retried), the later ones wait for it.
        """
        earlier = OutgoingMail.objects.filter(
            status=OutgoingMail.Status.QUEUED,
            thread=OuterRef("thread"),
            to_email=OuterRef("to_email"),
            pk__lt=OuterRef("pk"),
        )
        return (
            self.filter(
                Q(leased_until=None) | Q(leased_until__lte=now), status=OutgoingMail.Status.QUEUED, due_at__lte=now
            )
            .filter(Q(thread="") | ~Exists(earlier))
            .order_by("pk")
        )

    def failed(self):
        """What will never leave; `last_error` says why. For the organisers to see."""
        return self.filter(status=OutgoingMail.Status.FAILED)

    def late(self, now: datetime):
        """What should have left an hour ago; for the alarm."""
        return self.filter(status=OutgoingMail.Status.QUEUED, created_at__lte=now - timedelta(hours=1))

    def wipeable(self, now: datetime):
        """Bodies that were kept long enough (`settings.MAIL_BODY_DAYS` after leaving or failing)."""
        return self.exclude(status=OutgoingMail.Status.QUEUED).filter(
            created_at__lte=now - timedelta(days=settings.MAIL_BODY_DAYS), wiped=False
        )

    def wipe(self) -> int:
        """Forget what was written and the name; the row stays, so that its key can never be mailed again."""
        return self.update(
            subject="", text="", html="", calendar="", to_name="", reply_to="", unsubscribe_url="", wiped=True
        )

    def disown(self, email: str) -> int:
        """Forget what was written to an address or passed on from it, and the address.

        What had not left never leaves. Returns how many.
        """
        passed_on = self.filter(reply_to__iexact=email)
        passed_on.filter(status=OutgoingMail.Status.QUEUED).update(status=OutgoingMail.Status.FAILED)
        passed_on.wipe()
        mine = self.filter(to_email__iexact=email)
        mine.filter(status=OutgoingMail.Status.QUEUED).update(status=OutgoingMail.Status.FAILED)
        mine.update(last_error="", thread="")
        pks = list(mine.values_list("pk", flat=True))
        self.filter(pk__in=pks).wipe()
        return self.filter(pk__in=pks).update(to_email="")


class OutgoingMail(models.Model):
    """One rendered mail to one address, with its calendar part if it has one.

    The rising number is the order of the mails; the random `public_id` is what the world sees (Message-ID).
    """

    class Status(models.TextChoices):
        QUEUED = "queued", _("wacht op verzending")
        SENT = "sent", _("verstuurd")
        FAILED = "failed", _("mislukt")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=120, unique=True)  # one mail per change: a second row with this key is refused
    kind = models.CharField(max_length=80)  # the template's name
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
    unsubscribe_url = models.CharField(max_length=500, blank=True)  # one POST there ends mails of this kind
    secret = models.BooleanField(default=False)  # carries a code: forgotten the moment it has left
    wiped = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=255, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        indexes = [
            models.Index(fields=["due_at"], condition=Q(status="queued"), name="outbox_waiting"),
            models.Index(fields=["to_email", "thread"], name="outbox_thread"),
        ]

    def __str__(self):
        return f"{self.kind} → {self.to_email}"
