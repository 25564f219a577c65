"""What moderators look at: one item per contribution, with the reports on it. The words stay where they stand."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn


class ModerationItemQuerySet(models.QuerySet):
    def open(self):
        """What waits for a decision, in the order of the queue: possible personal data first, then the oldest."""
        return self.filter(status=ModerationItem.Status.OPEN).order_by("rank", "opened_at", "pk")


class ModerationItem(models.Model):
    """That somebody should look at one contribution, named by its kind and key (`community.contributions`).

    `telling` holds names of kinds of findings of the privacy helper, never what was found.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("wacht op een besluit")
        DECIDED = "decided", _("besloten")

    class Rank(models.IntegerChoices):
        PERSONAL = 0, _("mogelijk persoonsgegevens")
        REPORTED = 1, _("gemeld")
        NAME = 2, _("mogelijk een naam")
        FIRST = 3, _("eerste bijdragen van een nieuw lid")

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    rank = models.PositiveSmallIntegerField(choices=Rank)
    is_first = models.BooleanField(default=False)
    telling = models.JSONField(default=list)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)

    objects = ModerationItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("bijdrage om na te kijken")
        verbose_name_plural = _("bijdragen om na te kijken")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="moderation_item_once")]
        indexes = [models.Index(fields=["status", "rank", "opened_at"], name="moderation_queue")]
        permissions = [("moderate", "Can decide on what people contribute")]

    def __str__(self):
        return f"{self.kind} {self.pk}"


class Report(models.Model):
    """That somebody, with or without an account, asks a moderator to look at a contribution."""

    class Reason(models.TextChoices):
        PERSONAL = "personal", _("Er staan persoonlijke gegevens in")
        RULES = "rules", _("Het past niet bij de huisregels")
        ADVERT = "advert", _("Het is reclame of misleiding")
        UNLAWFUL = "unlawful", _("Ik denk dat het volgens de wet niet mag")
        OTHER = "other", _("Iets anders")

    item = models.ForeignKey(ModerationItem, models.CASCADE, related_name="reports")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # of the form: sent twice it counts once
    reason = models.CharField(_("reden"), max_length=10, choices=Reason)
    details = models.TextField(_("toelichting"), max_length=1000, blank=True, validators=[refuse_bsn])
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    email = models.EmailField(_("e-mailadres"), blank=True)  # emptied when its owner asks
    language = models.CharField(max_length=5, default="nl")
    created_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("melding")
        verbose_name_plural = _("meldingen")

    def __str__(self):
        return self.number

    @property
    def number(self) -> str:
        """What a reporter can refer to: "M-5F1F7D5E"."""
        return f"M-{self.key.hex[:8].upper()}"
