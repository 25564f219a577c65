"""What was done with what people brought in: every point gets an answer, a "no" as well as a "yes"."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn


class Outcome(models.TextChoices):
    OPEN = "open", _("nog geen antwoord")
    DOING = "doing", _("mee bezig")
    DONE = "done", _("gedaan")
    NOT_DONE = "not_done", _("doen we niet")
    STOPPED = "stopped", _("gestopt")


NEEDS_REASON = (Outcome.NOT_DONE, Outcome.STOPPED)


class Answered(models.Model):
    """A point with its last answer: "jullie zeiden, wij deden" or "wij deden het niet, omdat"."""

    outcome = models.CharField(_("wat is ermee gedaan"), max_length=10, choices=Outcome, default=Outcome.OPEN)
    answer = models.TextField(_("antwoord"), max_length=1000, blank=True, validators=[refuse_bsn])
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome__in=NEEDS_REASON) | ~Q(answer=""), name="%(class)s_no_has_a_reason"
            )
        ]

    @property
    def is_answered(self) -> bool:
        return self.outcome != Outcome.OPEN
