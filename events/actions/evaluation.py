"""Opening an evaluation, and filling one in without leaving a name."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from cms import clock
from events.actions.refusal import Refused
from events.evaluation import STANDARD, mark_of
from events.models import (
    Enrolment,
    Evaluation,
    EvaluationQuestion,
    EvaluationSheet,
    EvaluationUse,
    Event,
    Registration,
    Reminder,
    TrainingProgramme,
)
from events.models.reminders import AFTERWARDS
from events.notifications import training as letters

OPEN_FOR = timedelta(days=21)  # after the meeting
TRAINING_OPEN_FOR = timedelta(days=365)  # groups begin and end one after another
MOST_OWN = 4


@transaction.atomic
def open_evaluation(
    *,
    event: Event | None = None,
    programme: TrainingProgramme | None = None,
    own: list[tuple[str, str]] = (),
    actor=None,
) -> Evaluation:
    """The standard questions, and at most four of the organiser's own: (kind, text). Once per meeting or training."""
    closes_at = event.ends_at + OPEN_FOR if event else clock.now() + TRAINING_OPEN_FOR
    evaluation, created = Evaluation.objects.get_or_create(
        event=event, programme=programme, defaults={"closes_at": closes_at}
    )
    if not created:
        return evaluation
    if len(own) > MOST_OWN:
        raise Refused(_("Stel hoogstens vier eigen vragen: anders vult niemand het in."))
    with translation.override("nl"):
        questions = [(name, kind, str(text)) for name, kind, text in STANDARD]
    questions += [(f"eigen_{number}", kind, text) for number, (kind, text) in enumerate(own, start=1)]
    EvaluationQuestion.objects.bulk_create(
        EvaluationQuestion(evaluation=evaluation, name=name, kind=kind, text=text, sort_order=number)
        for number, (name, kind, text) in enumerate(questions)
    )
    if programme:
        for enrolment in programme.enrolments.exclude(finished_on=None).exclude(name=""):
            letters.evaluation_opened(enrolment)
    if event and evaluation.is_open:  # the morning after may have gone by
        fields = {"due_at": clock.now(), "sent_at": None}
        Reminder.objects.update_or_create(event=event, days_before=AFTERWARDS, defaults=fields)
    return evaluation


@transaction.atomic
def fill_in(*, evaluation: Evaluation, person: Registration | Enrolment, answers: dict) -> None:
    """Keep the answers and that the link was used, with nothing between the two. Raises `Refused` the second time, and
    for somebody of another meeting, or who has not finished the training."""
    if not evaluation.is_open or not _may_tell(person, evaluation):
        raise Refused(_("Deze evaluatie is gesloten."))
    names = set(evaluation.questions.values_list("name", flat=True))
    try:
        with transaction.atomic():
            EvaluationUse.objects.create(mark=mark_of(person), evaluation=evaluation)
    except IntegrityError:
        raise Refused(_("Je hebt dit al ingevuld. Dank je wel.")) from None
    kept = {name: value for name, value in answers.items() if name in names and value not in (None, "")}
    if kept:
        EvaluationSheet.objects.create(evaluation=evaluation, answers=kept)


def _may_tell(person: Registration | Enrolment, evaluation: Evaluation) -> bool:
    if isinstance(person, Enrolment):
        return person.programme_id == evaluation.programme_id and person.finished_on is not None
    return person.event_id == evaluation.event_id
