"""The one clock. Every moment in the product comes from here, so that a test or a rehearsal can move it."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The current moment, timezone-aware (UTC), shifted by `settings.CLOCK_SHIFT` seconds (0 unless rehearsing)."""
    return timezone.now() + timedelta(seconds=settings.CLOCK_SHIFT)


def today() -> date:
    """The day it is now in the active time zone (that of the site, unless a page chose another)."""
    return timezone.localdate(now())
