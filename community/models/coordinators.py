"""Coordinators: who keeps the page of a region, and from when until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from cms.models.regions import today


class CoordinatorQuerySet(models.QuerySet):
    def active(self):
        """Those who coordinate today. From the day in `ends_on` somebody no longer does."""
        now = today()
        return self.filter(starts_on__lte=now, user__is_active=True).filter(Q(ends_on=None) | Q(ends_on__gt=now))

    def now(self, user):
        """What this person coordinates today."""
        return self.active().filter(user=user).select_related("region")


class Coordinator(models.Model):
    """That a person keeps the page of one region. The name is shown only where `shows_name`; the address never."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="coordinated", verbose_name=_("account")
    )
    region = models.ForeignKey("cms.Region", models.CASCADE, related_name="+", verbose_name=_("regio"))
    role_label = models.CharField(
        _("rol"), max_length=120, blank=True, validators=[refuse_bsn], help_text=_("Bijvoorbeeld: regiocoördinator.")
    )
    shows_name = models.BooleanField(
        _("vindt het goed dat de naam op de regiopagina staat"),
        default=False,
        help_text=_("Vraag dit eerst. Zonder vinkje staat er alleen een rol."),
    )
    starts_on = models.DateField(_("vanaf"), default=today)
    ends_on = models.DateField(
        _("tot"), null=True, blank=True, help_text=_("Vanaf deze dag is iemand geen coördinator meer.")
    )

    objects = CoordinatorQuerySet.as_manager()

    class Meta:
        ordering = ["region", "starts_on", "pk"]
        verbose_name = _("regiocoördinator")
        verbose_name_plural = _("regiocoördinatoren")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "region"],
                name="coordinator_once_per_region",
                violation_error_message=_("Deze persoon staat al bij deze regio."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="coordinator_ends_after_start",
                violation_error_message=_("De einddatum ligt voor de begindatum."),
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.region}"
