"""What is told before and after a meeting, and the address of one's own calendar."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from events.models.meetings import Event

DAYS_BEFORE = (7, 1)
AFTERWARDS = 0  # as `days_before`: the morning after


def secret_key() -> str:
    """A part of an address that nobody can guess."""
    return secrets.token_urlsafe(24)


class Reminder(models.Model):
    """A reminder of one meeting: due at the same time of day as it begins, so many days before; or the morning after."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="reminders")
    days_before = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_at"]
        verbose_name = _("herinnering")
        verbose_name_plural = _("herinneringen")
        constraints = [models.UniqueConstraint(fields=["event", "days_before"], name="reminder_once_per_day_before")]

    def __str__(self):
        return f"{self.event} -{self.days_before}"


class PersonalFeed(models.Model):
    """All meetings of one address as a calendar to subscribe to, behind a key that can be thrown away."""

    email = models.EmailField(unique=True)  # lower case
    key = models.CharField(max_length=40, unique=True, default=secret_key)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("persoonlijke agenda")
        verbose_name_plural = _("persoonlijke agenda's")

    def __str__(self):
        return self.email
