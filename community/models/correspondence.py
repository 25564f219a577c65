"""Letters between a visitor and an ambassador, passed on without either seeing the other's address."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from community.models.ambassadors import AmbassadorProfile


class Correspondence(models.Model):
    """Who writes with whom. The words stand only in the mails that carried them (`OutgoingMail.thread`)."""

    class Side(models.TextChoices):
        AMBASSADOR = "ambassadeur", _("de ambassadeur")
        VISITOR = "bezoeker", _("de schrijver")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.UUIDField(unique=True)  # of the form that began it: sent twice it counts once
    profile = models.ForeignKey(AmbassadorProfile, models.CASCADE, related_name="correspondence")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=120)
    email = models.EmailField(db_index=True)
    language = models.CharField(max_length=5, default="nl")
    stopped_by = models.CharField(max_length=12, choices=Side, blank=True)  # who wants no more letters
    began_at = models.DateTimeField(default=clock.now, editable=False)
    active_at = models.DateTimeField(default=clock.now, editable=False, db_index=True)

    class Meta:
        ordering = ["-active_at", "-pk"]
        verbose_name = _("briefwisseling")
        verbose_name_plural = _("briefwisselingen")

    def __str__(self):
        return f"{self.profile_id} · {self.pk}"

    @property
    def thread(self) -> str:
        """The thread of its mails in the outbox."""
        return f"letters:{self.public_id.hex}"

    def name_of(self, side: str) -> str:
        """What the other side sees of this one."""
        return self.name if side == self.Side.VISITOR else self.profile.display_name

    def address_of(self, side: str) -> str:
        """Where letters to this side go. Never shown to the other."""
        return self.email if side == self.Side.VISITOR else self.profile.address

    def other(self, side: str) -> str:
        """The side across."""
        return self.Side.AMBASSADOR if side == self.Side.VISITOR else self.Side.VISITOR
