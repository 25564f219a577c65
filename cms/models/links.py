"""Links to other sites: what a check found, and on which pages they stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkCheckQuerySet(models.QuerySet):
    def broken(self):
        """Those that stood on a page and failed when last checked, the longest broken first."""
        return self.filter(broken_since__isnull=False, uses__isnull=False).distinct().order_by("broken_since", "pk")


class LinkCheck(models.Model):
    """One address on another site, and how it answered last."""

    url = models.URLField(_("adres"), max_length=1000, unique=True)
    status = models.PositiveSmallIntegerField(
        _("antwoord"), null=True, blank=True, help_text=_("De HTTP-status; leeg als er geen antwoord kwam.")
    )
    note = models.CharField(_("wat er misging"), max_length=200, blank=True)
    checked_at = models.DateTimeField(_("nagekeken op"), null=True, blank=True)
    broken_since = models.DateTimeField(_("kapot sinds"), null=True, blank=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("link naar een andere site")
        verbose_name_plural = _("links naar andere sites")
        ordering = ["url"]

    def __str__(self):
        return self.url

    @property
    def is_broken(self) -> bool:
        return self.broken_since is not None

    @property
    def on_pages(self) -> str:
        """The titles of the pages it stands on."""
        return ", ".join(use.page.title for use in self.uses.all())

    @property
    def archive_url(self) -> str:
        """Where a reader may find an older copy."""
        return f"https://web.archive.org/web/*/{self.url}"


class LinkUse(models.Model):
    """A page on which the link stands."""

    check_of = models.ForeignKey(LinkCheck, models.CASCADE, related_name="uses")
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("pagina"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["check_of", "page"], name="one_use_per_link_and_page")]

    def __str__(self):
        return f"{self.page}: {self.check_of}"
