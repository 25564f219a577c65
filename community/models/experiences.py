"""What people who applied a handvat say of it. Without an account and without a name: nothing here tells who it was."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from community.models.hideable import Hideable


class Experience(Hideable):
    """One person's word on one handvat (in all its languages: its translation key). Shown once a moderator agrees."""

    class Status(models.TextChoices):
        WAITING = "a_waiting", _("wacht op een besluit")
        APPROVED = "b_approved", _("zichtbaar")
        REJECTED = "c_rejected", _("niet getoond")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # of the form: sent twice it counts once
    handvat = models.UUIDField(_("handvat"), db_index=True, editable=False)
    title = models.CharField(_("handvat"), max_length=255, editable=False)
    worked = models.BooleanField(_("het werkte"))
    situation = models.TextField(_("situatie"), max_length=600, validators=[refuse_bsn])
    sector = models.ForeignKey(
        "cms.Sector", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("sector")
    )
    language = models.CharField(_("taal"), max_length=5, default="nl", editable=False)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.WAITING, editable=False)
    created_at = models.DateTimeField(_("geschreven op"), default=clock.now, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("ervaring")
        verbose_name_plural = _("ervaringen")
        permissions = [("decide_experience", "Can decide whether an experience is shown")]

    def __str__(self):
        return self.title
