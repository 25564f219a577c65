"""Who holds a role in an area: the spider in its web. Who held it before stays in the history."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from cms.models.regions import today


class AreaRoleQuerySet(models.QuerySet):
    def now(self):
        """Who holds a role today. From the day in `ends_on` somebody no longer does."""
        day = today()
        return self.filter(starts_on__lte=day, user__is_active=True).filter(Q(ends_on=None) | Q(ends_on__gt=day))

    def waiting(self):
        """Who offered, and was not answered yet; the longest waiting first."""
        return self.filter(starts_on=None).order_by("offered_at", "pk")

    def past(self):
        """Who held a role before, the latest first. Accounts that are gone leave the role and the dates."""
        return self.filter(ends_on__lte=today()).order_by("-ends_on", "-pk")


class AreaRole(models.Model):
    """That somebody holds a role in an area, held it, or offers to. Without consent only the role is shown."""

    class Kind(models.TextChoices):
        MANAGER = "wijkmanager", _("wijkmanager")
        COORDINATOR = "wijkcoordinator", _("wijkcoördinator")
        FOCUS = "aandachtsvelder", _("aandachtsvelder")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    region = models.ForeignKey("cms.Region", models.CASCADE, related_name="+")
    kind = models.CharField(_("rol"), max_length=16, choices=Kind)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="area_roles")
    organisation = models.CharField(_("organisatie"), max_length=160, blank=True, validators=[refuse_bsn])
    words = models.TextField(_("waarom wil je dit doen"), max_length=600, blank=True, validators=[refuse_bsn])
    shows_name = models.BooleanField(_("mijn naam mag op de regiopagina staan"), default=False)
    offered_at = models.DateTimeField(default=clock.now, editable=False)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    objects = AreaRoleQuerySet.as_manager()

    class Meta:
        ordering = ["region", "kind", "starts_on", "pk"]
        verbose_name = _("rol in een gebied")
        verbose_name_plural = _("rollen in een gebied")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "kind", "user"], condition=Q(ends_on=None), name="area_role_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="area_role_ends_after_start"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.region_id}"
