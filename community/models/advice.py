"""Who gives advice, by region and theme: a role with a mailbox, so that a question never lands with somebody who left."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from cms.models.regions import today


class AdviceContactQuerySet(models.QuerySet):
    def active(self):
        """Those who answer today. From the day in `ends_on` a contact no longer does."""
        now = today()
        return self.filter(starts_on__lte=now).filter(Q(ends_on=None) | Q(ends_on__gt=now))


class AdviceContact(models.Model):
    """One adviser: for a theme or all of them, in a region or everywhere. The address is never shown."""

    role_label = models.CharField(
        _("rol"),
        max_length=120,
        validators=[refuse_bsn],
        help_text=_("Zoals lezers het zien, zonder naam. Bijvoorbeeld: adviseur netwerken."),
    )
    theme = models.ForeignKey(
        "cms.Theme", models.CASCADE, null=True, blank=True, verbose_name=_("thema"), help_text=_("Leeg: alle thema's.")
    )
    region = models.ForeignKey(
        "cms.Region", models.CASCADE, null=True, blank=True, verbose_name=_("regio"), help_text=_("Leeg: overal.")
    )
    email = models.EmailField(_("e-mailadres"), help_text=_("Hier komt de vraag aan. Lezers zien het niet."))
    reply_days = models.PositiveSmallIntegerField(_("antwoord binnen (werkdagen)"), default=5)
    starts_on = models.DateField(_("vanaf"), default=today)
    ends_on = models.DateField(_("tot"), null=True, blank=True, help_text=_("Vanaf deze dag antwoordt een ander."))

    objects = AdviceContactQuerySet.as_manager()

    class Meta:
        ordering = ["role_label", "pk"]
        verbose_name = _("adviseur")
        verbose_name_plural = _("adviseurs")

    def __str__(self):
        return self.role_label
