"""Polls at a meeting: for everybody in the room, without an account. What people say gets an answer."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from events.models.answers import Answered
from events.models.meetings import Event


class Poll(models.Model):
    """One question with points to choose from; people may add a point, which the organiser lets in."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="polls")
    question = models.CharField(_("vraag"), max_length=200, validators=[refuse_bsn])
    most = models.PositiveSmallIntegerField(_("hoogstens zoveel punten kiezen"), default=1)
    may_add = models.BooleanField(_("mensen mogen zelf een punt toevoegen"), default=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("peiling")
        verbose_name_plural = _("peilingen")

    def __str__(self):
        return self.question

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class PollPoint(Answered):
    """Something to choose, and later what was done with it."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="points")
    text = models.CharField(_("punt"), max_length=160, validators=[refuse_bsn])
    is_shown = models.BooleanField(_("te kiezen"), default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta(Answered.Meta):
        ordering = ["pk"]
        verbose_name = _("punt van een peiling")
        verbose_name_plural = _("punten van een peiling")

    def __str__(self):
        return self.text


class PollBallot(models.Model):
    """What one form chose. The number is of the form, not of a person."""

    key = models.UUIDField(primary_key=True)
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="ballots")
    points = models.ManyToManyField(PollPoint, related_name="ballots")

    class Meta:
        verbose_name = _("ingevulde peiling")
        verbose_name_plural = _("ingevulde peilingen")

    def __str__(self):
        return str(self.key)
