"""What a moderator can hide: a field for every model that holds what people write to each other."""

from django.db import models


class Hideable(models.Model):
    """Readers see "verborgen door moderator" in its place, as long as `hidden_at` is filled."""

    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
