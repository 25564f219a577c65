"""The organiser's own questions: adding, changing and taking them away."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.actions.organise.conflict import refuse_stale
from events.actions.refusal import Refused
from events.models import Event, Question

MOST = 20


@transaction.atomic
def save_question(*, event: Event, question: Question | None = None, version: str = "", actor, **values) -> Question:
    """Add or change a question. Raises `Conflict`, or `Refused` for a condition that cannot come true."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    if question is None:
        if made := event.questions.filter(**values).first():
            return made  # the form was sent twice
        if event.questions.count() >= MOST:
            raise Refused(_("Meer dan %(most)s vragen kan niet. Minder is vaak beter.") % {"most": MOST})
        last = event.questions.aggregate(last=Max("sort_order"))["last"] or 0
        question = Question(event=event, sort_order=last + 1)
    else:
        question = event.questions.get(pk=question.pk)
        refuse_stale(question, version)
    for name, value in values.items():
        setattr(question, name, value)
    _check_condition(event, question)
    question.save()
    log(instance=event, action="events.change", user=actor, data={"part": question.label})
    return question


@transaction.atomic
def delete_question(*, question: Question, actor) -> None:
    """Take a question away, with the answers to it and the questions that hang on it. Harmless when done already."""
    deleted, _rows = Question.objects.filter(pk=question.pk).delete()
    if deleted:
        log(instance=question.event, action="events.change", user=actor, data={"part": question.label})


def _check_condition(event: Event, question: Question) -> None:
    if question.is_choice and len(question.choices) < 2:
        raise Refused(_("Geef ten minste twee antwoorden om uit te kiezen, elk op een eigen regel."), field="options")
    condition = question.depends_on
    if condition is None:
        question.depends_value = ""
    elif condition.event_id != event.pk or condition.sort_order >= question.sort_order:
        raise Refused(_("Een vraag kan alleen afhangen van een vraag die ervoor staat."), field="depends_on")
    elif condition.is_choice and question.depends_value not in condition.choices:
        choices = ", ".join(condition.choices)
        raise Refused(
            _("Dit antwoord is er niet. Kies uit: %(choices)s.") % {"choices": choices}, field="depends_value"
        )
