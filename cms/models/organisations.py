"""Partners: organisations of every sector, where they work, and what they promised. No personal data."""

from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn


class OrganisationQuerySet(models.QuerySet):
    def public(self):
        """Those that a visitor may see."""
        return self.filter(is_public=True)

    def with_details(self):
        """Everything a card or a page shows, in a fixed number of queries."""
        return self.prefetch_related("sectors", "regions")


class Organisation(models.Model):
    """A partner. It works in as many regions and sectors as it likes; people stand here by their role only."""

    slug = models.SlugField(_("vaste naam in het adres"), unique=True, max_length=80)
    name = models.CharField(_("naam"), max_length=160, validators=[refuse_bsn])
    summary = models.TextField(
        _("in het kort"),
        max_length=400,
        blank=True,
        validators=[refuse_bsn],
        help_text=_("Eén of twee zinnen: wat doet deze organisatie voor de gezondheid van mensen?"),
    )
    sectors = models.ManyToManyField("cms.Sector", blank=True, related_name="+", verbose_name=_("sectoren"))
    regions = models.ManyToManyField("cms.Region", blank=True, related_name="+", verbose_name=_("regio's"))
    website = models.URLField(_("website"), blank=True)
    contact_role = models.CharField(
        _("aanspreekpunt"),
        max_length=160,
        blank=True,
        validators=[refuse_bsn],
        help_text=_("Een rol, geen naam. Bijvoorbeeld: adviseur gezonde wijk."),
    )
    contact_email = models.EmailField(
        _("algemeen e-mailadres"), blank=True, help_text=_("Van de organisatie, niet van één persoon.")
    )
    people = models.TextField(
        _("wie doen er mee"),
        blank=True,
        validators=[refuse_bsn],
        help_text=_("Eén rol per regel, zonder namen. Bijvoorbeeld: twee buurtsportcoaches."),
    )
    is_public = models.BooleanField(_("zichtbaar voor iedereen"), default=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        """The page of this organisation in the active language."""
        return reverse("organisation", args=[self.slug])

    @property
    def title(self) -> str:
        return self.name

    @property
    def description(self) -> str:
        """One line, at most 160 characters."""
        return Truncator(self.summary).chars(160)

    @property
    def roles(self) -> list[str]:
        """Who take part, a role each."""
        return [line.strip() for line in self.people.splitlines() if line.strip()]

    def structured_data(self, address: str) -> list[dict]:
        """The organisation in the words of schema.org."""
        data = {
            "@type": "Organization",
            "@id": address,
            "name": self.name,
            "description": self.summary,
            "url": self.website or address,
            "email": self.contact_email,
            "areaServed": [region.name for region in self.regions.all()],
        }
        return [data]


class Pledge(models.Model):
    """What an organisation said it would do, on a day. A new text is a new row: every version is kept and shown."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="pledges")
    text = models.TextField(validators=[refuse_bsn])
    pledged_on = models.DateField()
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = [F("pledged_on").desc(), "-pk"]
        verbose_name = _("belofte")
        verbose_name_plural = _("beloften")

    def __str__(self):
        return f"{self.organisation}, {self.pledged_on}"
