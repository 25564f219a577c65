"""Who may not contribute for a while."""

import hmac

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms import clock


class BlockQuerySet(models.QuerySet):
    def active(self, email: str):
        """The blocks of an address that hold now. The clock decides, whether or not the sweep has been by."""
        now = clock.now()
        return self.filter(address=Block.address_of(email), lifted_at=None, starts_at__lte=now, ends_at__gt=now)

    def over(self):
        """Blocks that ran out and whose owner has not been told."""
        return self.filter(lifted_at=None, told_at=None, ends_at__lte=clock.now())


class Block(models.Model):
    """That an address may not contribute until `ends_at`. Reading, one's own data and objecting stay possible.

    Only a keyed hash of the address is kept, so that a block outlives a removed account without naming anybody.
    """

    address = models.CharField(max_length=64, db_index=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="blocks")
    starts_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # when the member heard that it was over

    objects = BlockQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = _("blokkade")
        verbose_name_plural = _("blokkades")
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="block_ends_after_start")]

    def __str__(self):
        return f"{self.pk} → {self.ends_at:%Y-%m-%d}"

    @staticmethod
    def address_of(email: str) -> str:
        """What is kept of an address."""
        return hmac.digest(settings.SECRET_KEY.encode(), f"blocked {email.lower()}".encode(), "sha256").hex()
