"""What was decided, by which rule, by whom, and what its author says against it. Together these rows are the log."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from cms.models import TaxonomyTerm

OBJECT_WITHIN = timedelta(days=183)  # half a year, as the Digital Services Act gives (article 20)


class HouseRule(TaxonomyTerm):
    """A rule by which we live here, and a reason a moderator can give. The description is read by everybody."""

    class Meta(TaxonomyTerm.Meta):
        verbose_name = _("huisregel")
        verbose_name_plural = _("huisregels")


class ModerationDecision(models.Model):
    """One decision. `excerpt` is the start of the text it is about; empty for what is closed, and after a wipe."""

    class Act(models.TextChoices):
        KEPT = "kept", _("blijft staan")
        HIDDEN = "hidden", _("verborgen")
        WIPED = "wiped", _("verborgen en gewist")
        SHOWN = "shown", _("weer zichtbaar")
        BLOCKED = "blocked", _("geblokkeerd")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey("community.ModerationItem", models.CASCADE, related_name="decisions")
    block = models.OneToOneField("community.Block", models.CASCADE, null=True, related_name="decision")
    act = models.CharField(_("besluit"), max_length=10, choices=Act)
    rule = models.ForeignKey(HouseRule, models.PROTECT, null=True, related_name="+", verbose_name=_("huisregel"))
    explanation = models.TextField(_("uitleg"), max_length=1000, blank=True, validators=[refuse_bsn])
    excerpt = models.CharField(max_length=240, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    email = models.EmailField(blank=True)  # of an author without an account
    language = models.CharField(max_length=5, default="nl")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    role = models.CharField(_("rol"), max_length=40)
    decided_at = models.DateTimeField(_("wanneer"), default=clock.now)

    class Meta:
        ordering = ["-decided_at", "-pk"]
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")

    def __str__(self):
        return f"{self.get_act_display()} {self.decided_at:%Y-%m-%d}"

    @property
    def address(self) -> str:
        """Where its author is told; empty when nobody knows."""
        return self.author.email if self.author else self.email

    @property
    def object_before(self):
        """The last moment to object."""
        return self.decided_at + OBJECT_WITHIN

    @property
    def may_be_objected_to(self) -> bool:
        """Whether it is not too late."""
        return clock.now() <= self.object_before

    @property
    def is_against_author(self) -> bool:
        """Whether there is anything to object to."""
        return self.act in (self.Act.HIDDEN, self.Act.WIPED, self.Act.BLOCKED)


class Appeal(models.Model):
    """What an author says against a decision: once, and decided by another moderator."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("wacht op een besluit")
        GRANTED = "granted", _("toegekend")
        REFUSED = "refused", _("afgewezen")

    decision = models.OneToOneField(ModerationDecision, models.CASCADE, related_name="appeal")
    text = models.TextField(_("je bezwaar"), max_length=2000, validators=[refuse_bsn])
    made_at = models.DateTimeField(default=clock.now)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    answer = models.TextField(_("antwoord"), max_length=1000, blank=True, validators=[refuse_bsn])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("bezwaar")
        verbose_name_plural = _("bezwaren")

    def __str__(self):
        return f"{self.pk} {self.get_status_display()}"
