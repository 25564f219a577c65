"""Plans: the steps of a guide or collection, made a team's own with dates, names and notes.

A plan keeps its own words for every step, so it stays whole when an editor changes or removes the page.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock, steps
from cms.identifiers import refuse_bsn
from community.models.teams import Team, TeamMember


class Plan(models.Model):
    """A team's own journey along a guide, or its checklist of a collection."""

    class Kind(models.TextChoices):
        ITINERARY = steps.ITINERARY, _("reisplan")
        CHECKLIST = steps.CHECKLIST, _("checklist")
        PROCESS = "process", _("werkproces")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, models.CASCADE, related_name="plans")
    source = models.UUIDField(editable=False)  # the translation_key of the page it was made from
    kind = models.CharField(max_length=10, choices=Kind, editable=False)
    title = models.CharField(_("titel"), max_length=160, validators=[refuse_bsn])
    owner = models.ForeignKey(
        TeamMember, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("wie houdt dit bij")
    )
    review_on = models.DateField(_("wanneer kijken jullie terug"), null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("plan")
        verbose_name_plural = _("plannen")

    def __str__(self):
        return self.title


class PlanItem(models.Model):
    """One step of a plan. `key` names the step on the page; it is empty for what the team added itself."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(default=0)
    key = models.CharField(max_length=40, blank=True, editable=False)
    title = models.CharField(_("stap"), max_length=200, validators=[refuse_bsn])
    plain_title = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(_("datum"), null=True, blank=True)
    owner = models.ForeignKey(
        TeamMember, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("wie trekt dit")
    )
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    notes = models.TextField(_("aantekeningen"), max_length=4000, blank=True, validators=[refuse_bsn])
    obstacles = models.JSONField(default=list, blank=True)  # the keys of what lies on this team's track
    version = models.PositiveIntegerField(default=1, editable=False)  # raised by every change; refuses a stale form
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("stap van een plan")
        verbose_name_plural = _("stappen van een plan")

    def __str__(self):
        return self.title

    @property
    def is_done(self) -> bool:
        return self.done_at is not None
