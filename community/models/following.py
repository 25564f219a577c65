"""What members follow, and how often they hear of it. When the next overview is due stands in the row."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock

HOUR = time(7, 0)  # on the wall clock of the site
MONDAY = 0


class Follow(models.Model):
    """That a member wants to hear of something. `kind` and `target` are of the register in `community/following`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    kind = models.CharField(max_length=20)
    target = models.CharField(max_length=64)
    since = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["kind", "since", "pk"]
        verbose_name = _("wat iemand volgt")
        verbose_name_plural = _("wat mensen volgen")
        constraints = [models.UniqueConstraint(fields=["user", "kind", "target"], name="followed_once")]
        indexes = [models.Index(fields=["kind", "target"], name="follow_by_target")]

    def __str__(self):
        return f"{self.kind} {self.target}"


class Digest(models.Model):
    """How often a member hears of what they follow, and what they have been told of already."""

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("Elke week, op maandagochtend")
        DAILY = "daily", _("Elke dag, in de ochtend")
        NEVER = "never", _("Niet per mail")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digest")
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.WEEKLY)
    told_until = models.DateTimeField(default=clock.now, editable=False)
    due_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("overzicht per mail")
        verbose_name_plural = _("overzichten per mail")
        indexes = [models.Index(fields=["due_at"], name="digest_due")]

    def __str__(self):
        return f"{self.user_id} · {self.rhythm}"

    @staticmethod
    def next_due(rhythm: str, after: datetime) -> datetime | None:
        """The next morning (or Monday morning) later than `after`; None for never."""
        if rhythm == Digest.Rhythm.NEVER:
            return None
        zone = ZoneInfo(settings.TIME_ZONE)
        day = after.astimezone(zone).date()
        while True:
            moment = datetime.combine(day, HOUR, zone)
            if moment > after and (rhythm == Digest.Rhythm.DAILY or day.weekday() == MONDAY):
                return moment
            day += timedelta(days=1)
