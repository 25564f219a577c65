"""Saying what was done with a point: "jullie zeiden, wij deden", or "wij deden het niet, omdat"."""

from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock, memory
from events.actions.refusal import Refused
from events.models import Answered
from events.models.answers import NEEDS_REASON


@transaction.atomic
def answer(*, point: Answered, outcome: str, text: str = "") -> Answered:
    """Give a point its last answer, for everybody to read. Raises `Refused` for a "no" or a stop without a reason."""
    point = type(point).objects.select_for_update().get(pk=point.pk)
    if outcome in NEEDS_REASON and not text.strip():
        raise Refused(_("Schrijf erbij waarom. Ook van wat niet lukte, leren anderen."), field="answer")
    if (point.outcome, point.answer) != (outcome, text.strip()):
        point.outcome, point.answer, point.answered_at = outcome, text.strip(), clock.now()
        point.save(update_fields=["outcome", "answer", "answered_at"])
        memory.renew()
    return point
