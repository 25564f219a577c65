"""Who was removed: only a keyed hash of the address, to remove them again after a restore."""

from django.db import models

from cms import clock


class ErasedAddress(models.Model):
    """An address whose data was taken away; `community/removals_log.py` tells the same outside the database."""

    hash = models.CharField(max_length=64, unique=True)
    erased_at = models.DateTimeField(default=clock.now)

    def __str__(self):
        return self.hash[:12]
