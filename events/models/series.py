"""Who belongs to a series: its hosts, who may edit it and nothing else, and who follow it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from events.models.meetings import EventSeries


class SeriesHost(models.Model):
    """That somebody with an account organises this series and its editions."""

    series = models.ForeignKey(EventSeries, models.CASCADE, related_name="hosts", verbose_name=_("reeks"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="hosted_series", verbose_name=_("account")
    )
    appointed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["appointed_at", "pk"]
        verbose_name = _("organisator van een reeks")
        verbose_name_plural = _("organisatoren van een reeks")
        constraints = [models.UniqueConstraint(fields=["series", "user"], name="host_once_per_series")]

    def __str__(self):
        return f"{self.user} · {self.series}"


class SeriesFollower(models.Model):
    """An address that hears of new editions, once it said yes from its own mailbox."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    series = models.ForeignKey(EventSeries, models.CASCADE, related_name="followers", verbose_name=_("reeks"))
    email = models.EmailField(_("e-mailadres"))  # lower case
    language = models.CharField(max_length=5, default="nl")
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("volger")
        verbose_name_plural = _("volgers")
        constraints = [models.UniqueConstraint(fields=["series", "email"], name="follower_once_per_address")]

    def __str__(self):
        return self.email
