"""Who gets the newsletter, and the proof that they asked for it."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms import clock

CONFIRM_WITHIN = timedelta(days=7)


class SubscriptionQuerySet(models.QuerySet):
    def active(self):
        """Those who confirmed and did not stop."""
        return self.filter(status=Subscription.Status.ACTIVE)

    def for_places_and_roles(self, regions: set[int], audiences: set[int]):
        """Those whom an issue for these regions and roles concerns; empty sets concern everybody.

        Who chose no regions (or roles) wants what there is for all of them.
        """
        found = self
        if regions:
            found = found.filter(Q(regions=None) | Q(regions__in=regions))
        if audiences:
            found = found.filter(Q(audiences=None) | Q(audiences__in=audiences))
        return found.distinct()


class Subscription(models.Model):
    """One address and what it wants to hear about. Waiting ones that nobody confirms are deleted after a week."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("wacht op bevestiging")
        ACTIVE = "active", _("aangemeld")
        ENDED = "ended", _("afgemeld")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mailadres"), unique=True)
    language = models.CharField(_("taal"), max_length=5, default="nl")
    regions = models.ManyToManyField("cms.Region", blank=True, related_name="+", verbose_name=_("regio's"))
    audiences = models.ManyToManyField("cms.Audience", blank=True, related_name="+", verbose_name=_("rollen"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    asked_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("abonnee van de nieuwsbrief")
        verbose_name_plural = _("abonnees van de nieuwsbrief")
        indexes = [models.Index(fields=["status", "id"], name="subscription_by_status")]

    def __str__(self):
        return f"{self.pk} {self.status}"

    @property
    def may_be_confirmed(self) -> bool:
        """Whether the link in the mail still works."""
        return self.status == self.Status.WAITING and clock.now() < self.asked_at + CONFIRM_WITHIN


class NewsletterConsent(models.Model):
    """What somebody agreed to, in which words and when: the form, and the press on the link in the mail."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="consents")
    version = models.CharField(max_length=20)
    text = models.CharField(max_length=400)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["confirmed_at", "pk"]
        verbose_name = _("toestemming voor de nieuwsbrief")
        verbose_name_plural = _("toestemmingen voor de nieuwsbrief")

    def __str__(self):
        return f"{self.version} {self.confirmed_at:%Y-%m-%d}"
