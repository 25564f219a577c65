"""Who did what, for good: rows that are added and never changed, in a chain per month that shows any tampering."""

import hashlib
import json
import uuid

from django.conf import settings
from django.db import models

from cms import clock


class AuditActor(models.Model):
    """A person under a random number. When the account goes, so does the only thing that tells who it was."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="audit_actor")

    def __str__(self):
        return str(self.public_id)


class AuditMonth(models.Model):
    """The head of a month's chain. It stays as the checkpoint when the entries of the month are deleted."""

    month = models.CharField(max_length=7, unique=True)  # "2026-11", in UTC
    start = models.CharField(max_length=64)  # the head of the month before, or zeros
    head = models.CharField(max_length=64)
    entries = models.PositiveIntegerField(default=0)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["month"]

    def __str__(self):
        return self.month


class AppendOnly(Exception):
    """Somebody tried to change or delete a row of the audit log."""


class AuditEntryQuerySet(models.QuerySet):
    def update(self, **fields):
        raise AppendOnly

    def delete(self):
        raise AppendOnly

    def unsealed(self):
        """What is written and not in a chain yet, oldest first."""
        return self.filter(number=None).order_by("pk")


class AuditEntry(models.Model):
    """One act. Written in the transaction of the act itself; its place in the chain is given shortly after.

    `facts` never hold personal data or texts: they outlive the person and the thing.
    """

    month = models.ForeignKey(AuditMonth, models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField(null=True)  # place in the chain of the month, from 1
    seal = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=clock.now, editable=False)
    actor = models.ForeignKey(AuditActor, models.PROTECT, null=True, related_name="+")  # empty: the site itself
    act = models.CharField(max_length=80)
    about = models.CharField(max_length=120)  # "events.event:12"
    facts = models.JSONField(default=dict)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["month", "number"], name="audit_number_once")]

    def __str__(self):
        return f"{self.act} {self.about}"

    def save(self, **options):
        """Add the row. Raises `AppendOnly` when it is there already."""
        if self.pk:
            raise AppendOnly
        super().save(**options)

    def delete(self, **options):
        """Raises `AppendOnly`."""
        raise AppendOnly

    def sealed_after(self, previous: str, number: int) -> str:
        """The seal of this entry as `number` of its month: SHA-256 over the seal before it and everything it says."""
        actor = str(self.actor.public_id) if self.actor_id else ""
        said = [previous, number, self.at.isoformat(), actor, self.act, self.about, self.facts]
        return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
