"""Issues of the newsletter: planned, made of content that is there, sent once, and kept as they were sent."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms import clock


class NewsletterIssueQuerySet(models.QuerySet):
    def sent(self):
        """What stands in the archive, the newest first."""
        return self.filter(status__in=[NewsletterIssue.Status.SENDING, NewsletterIssue.Status.SENT]).order_by(
            "-send_at"
        )

    def due(self):
        """What should be on its way now."""
        ready = models.Q(status=NewsletterIssue.Status.READY, send_at__lte=clock.now())
        return self.filter(ready | models.Q(status=NewsletterIssue.Status.SENDING)).order_by("send_at", "pk")


class NewsletterIssue(models.Model):
    """One issue. Nothing of it changes once it leaves, so that the archive equals the mail."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("concept")
        READY = "ready", _("klaar om te versturen")
        SENDING = "sending", _("wordt verstuurd")
        SENT = "sent", _("verstuurd")

    slug = models.SlugField(_("vaste naam in het adres"), unique=True, max_length=80, blank=True)
    title = models.CharField(_("onderwerp"), max_length=120)
    introduction = models.TextField(_("inleiding"), max_length=1500, blank=True)
    standing_title = models.CharField(
        _("kop van het vaste onderdeel"), max_length=120, blank=True, help_text=_("Keert elke maand terug.")
    )
    standing_text = models.TextField(_("tekst van het vaste onderdeel"), max_length=3000, blank=True)
    regions = models.ManyToManyField(
        "cms.Region",
        blank=True,
        related_name="+",
        verbose_name=_("alleen voor deze regio's"),
        help_text=_("Leeg: voor iedereen."),
    )
    audiences = models.ManyToManyField(
        "cms.Audience",
        blank=True,
        related_name="+",
        verbose_name=_("alleen voor deze rollen"),
        help_text=_("Leeg: voor iedereen."),
    )
    send_at = models.DateTimeField(_("verstuur op"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    sent_until = models.PositiveBigIntegerField(default=0, editable=False)  # the last subscription it went to
    recipients = models.PositiveIntegerField(_("ontvangers"), default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = NewsletterIssueQuerySet.as_manager()

    class Meta:
        ordering = ["-send_at", "-pk"]
        verbose_name = _("nieuwsbrief")
        verbose_name_plural = _("nieuwsbrieven")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("newsletter_issue", args=[self.slug])

    @property
    def may_change(self) -> bool:
        """Whether its words may still change."""
        return self.status in (self.Status.DRAFT, self.Status.READY)


class NewsletterItem(models.Model):
    """One piece of content in an issue, as it read when it was chosen."""

    issue = models.ForeignKey(NewsletterIssue, models.CASCADE, related_name="items")
    source = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=255)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [models.UniqueConstraint(fields=["issue", "source", "key"], name="newsletter_item_once")]

    def __str__(self):
        return self.title
