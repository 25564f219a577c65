"""What people thought of a meeting or a training, without knowing who. Nothing here leads from an answer to a person.

A `EvaluationSheet` has a random key and only a day, and a `EvaluationUse` is no more than a digest: neither the order
nor the moment in which they were made tells which belong together.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from events.models.meetings import Event
from events.models.training import TrainingProgramme

FEWEST = 5  # below this many answers nothing is shown


class Evaluation(models.Model):
    """The questions after one meeting or training: the standard set, and at most a few of the organiser's own."""

    event = models.OneToOneField(Event, models.CASCADE, null=True, blank=True, related_name="evaluation")
    programme = models.OneToOneField(
        TrainingProgramme, models.CASCADE, null=True, blank=True, related_name="evaluation"
    )
    closes_at = models.DateTimeField(_("invullen kan tot"))
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(event__isnull=True, programme__isnull=False)
                | models.Q(event__isnull=False, programme__isnull=True),
                name="evaluation_of_one_thing",
            )
        ]

    def __str__(self):
        return str(self.subject)

    @property
    def subject(self) -> Event | TrainingProgramme:
        """What it is about."""
        return self.event or self.programme

    @property
    def is_open(self) -> bool:
        """May be filled in; of a training, each person from the first day of their group on (see `rules`)."""
        return clock.now() < self.closes_at and (self.event is None or self.event.is_over)


class EvaluationQuestion(models.Model):
    """One question. There is no kind for scores of somebody's life: those are never an outcome of a meeting."""

    class Kind(models.TextChoices):
        TEXT = "text", _("open vraag")
        AGREE = "agree", _("eens of oneens")

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="questions")
    name = models.SlugField(max_length=30)  # the column in the file
    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    text = models.CharField(_("vraag"), max_length=200, validators=[refuse_bsn])
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("vraag")
        verbose_name_plural = _("vragen")
        constraints = [models.UniqueConstraint(fields=["evaluation", "name"], name="question_once_by_name")]

    def __str__(self):
        return self.text


class EvaluationSheet(models.Model):
    """One filled-in form of somebody."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="sheets")
    answers = models.JSONField(default=dict)  # by the name of the question: a text, or 1 (oneens) to 4 (eens)

    class Meta:
        ordering = ["key"]
        verbose_name = _("ingevulde evaluatie")
        verbose_name_plural = _("ingevulde evaluaties")

    def __str__(self):
        return str(self.key)


class EvaluationUse(models.Model):
    """That a link was used, and no more than that."""

    mark = models.CharField(max_length=64, primary_key=True)
    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="uses")

    class Meta:
        verbose_name = _("gebruikte link")
        verbose_name_plural = _("gebruikte links")

    def __str__(self):
        return self.mark[:8]
