"""Which questions a person is asked, given what they answered so far: rows and words in, rows out."""

from collections.abc import Iterable, Mapping

from events.models import Question


def asked(questions: Iterable[Question], answers: Mapping[int, Iterable[str]]) -> list[Question]:
    """Those of the questions (in their order) whose condition holds; `answers` are words by question id.

    A question hangs on an answer to one that is itself asked: what was typed under a condition that no longer holds
    counts no more. Only an earlier question can be a condition, so nothing goes round in circles.
    """
    shown: dict[int, Question] = {}
    for question in questions:
        condition = question.depends_on_id
        if condition is None or (condition in shown and question.depends_value in answers.get(condition, ())):
            shown[question.pk] = question
    return list(shown.values())
