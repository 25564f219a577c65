"""The notice board: "ik zoek" and "ik bied". A notice ends by itself after sixty days unless it is extended."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from community.models.posted import Posted, PostedQuerySet

SHOWN_FOR = timedelta(days=60)
REMINDED_BEFORE = timedelta(days=7)


class NoticeQuerySet(PostedQuerySet):
    def public(self):
        """What hangs there now."""
        return super().public().filter(expires_at__gt=clock.now())


class Notice(Posted):
    """Somebody seeks a partner or offers to be one; answers pass through us, so that no address is shown."""

    class Kind(models.TextChoices):
        SEEKS = "zoekt", _("Ik zoek")
        OFFERS = "biedt", _("Ik bied")

    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    sectors = models.ManyToManyField("cms.Sector", blank=True, related_name="+", verbose_name=_("sectoren"))
    expires_at = models.DateTimeField(_("hangt er tot"), null=True, blank=True, editable=False)
    remind_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta(Posted.Meta):
        verbose_name = _("prikbordbericht")
        verbose_name_plural = _("prikbordberichten")
        indexes = [models.Index(fields=["remind_at"], name="notice_by_reminder")]

    @property
    def hangs(self) -> bool:
        """Whether a visitor may read it now."""
        return self.is_public and bool(self.expires_at) and self.expires_at > clock.now()
