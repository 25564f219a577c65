"""Plans and agreements of regions and others: who made them, for how long, and which projects came of them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from cms.models import Region
from cms.models.regions import today


class PolicyQuerySet(models.QuerySet):
    def with_details(self):
        """Everything a card shows, in a fixed number of queries."""
        return self.select_related("region", "comes_from").prefetch_related("themes")


class PolicyDocument(models.Model):
    """One plan or agreement. It may come from a wider one ("vertaald naar"), and lead to projects."""

    slug = models.SlugField(_("vaste naam in het adres"), unique=True, max_length=80)
    title = models.CharField(_("titel"), max_length=160, validators=[refuse_bsn])
    summary = models.TextField(_("in het kort"), max_length=1200, validators=[refuse_bsn])
    level = models.CharField(_("niveau"), max_length=15, choices=Region.Kind, default=Region.Kind.REGION)
    region = models.ForeignKey(
        "cms.Region", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("gebied")
    )
    starts_on = models.DateField(_("geldt vanaf"))
    ends_on = models.DateField(_("geldt tot en met"), null=True, blank=True)
    parties = models.ManyToManyField("cms.Organisation", blank=True, related_name="+", verbose_name=_("partijen"))
    themes = models.ManyToManyField("cms.Theme", blank=True, related_name="+", verbose_name=_("thema's"))
    link = models.URLField(_("waar staat de hele tekst"), blank=True)
    comes_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="leads_to",
        verbose_name=_("is een vertaling van"),
        help_text=_("Het plan waaruit dit voortkomt. Dat plan wijst dan hierheen."),
    )
    projects = models.ManyToManyField(
        "community.Idea", blank=True, related_name="policies", verbose_name=_("projecten")
    )

    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering = [F("starts_on").desc(), "title"]
        verbose_name = _("plan of akkoord")
        verbose_name_plural = _("plannen en akkoorden")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="policy_ends_after_start",
                violation_error_message=_("De einddatum ligt voor de begindatum."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        """The page of this plan in the active language."""
        return reverse("policy", args=[self.slug])

    @property
    def is_over(self) -> bool:
        """Whether its period passed."""
        return bool(self.ends_on) and self.ends_on < today()
