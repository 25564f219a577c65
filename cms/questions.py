"""Questions with a few answers to choose from, asked by a plain form whose answers stand in the address."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.functional import Promise

SHOWN = "toon"
"""The name of the button: it tells a form that was sent empty from one that was not sent."""

LONG = 9  # answers that still fit a small screen


@dataclass(slots=True)
class Answer:
    value: str
    label: str | Promise
    explanation: str | Promise = ""
    chosen: bool = False


@dataclass(slots=True)
class Question:
    """`name` is the name in the address; at most one of the answers is chosen."""

    name: str
    label: str | Promise
    answers: list[Answer] = field(default_factory=list)

    @property
    def is_long(self) -> bool:
        """Whether the answers are better folded in a list than spread out."""
        return len(self.answers) > LONG

    @property
    def chosen(self) -> Answer | None:
        return next((answer for answer in self.answers if answer.chosen), None)


@dataclass(slots=True)
class Sheet:
    """What was asked and answered. `unknown`: an answer that does not exist was left out."""

    questions: list[Question]
    sent: bool
    unknown: bool

    @property
    def answers(self) -> dict[str, str]:
        """The chosen values by the name of their question."""
        return {question.name: question.chosen.value for question in self.questions if question.chosen}


def ask(questions: Iterable[Question], asked: QueryDict) -> Sheet:
    """The questions with the answers that the address gives; never raises. Marks the chosen answers on the way."""
    questions = list(questions)
    unknown = False
    for question in questions:
        given = asked.get(question.name, "")
        for answer in question.answers:
            answer.chosen = bool(given) and answer.value == given
        unknown = unknown or bool(given and not question.chosen)
    return Sheet(questions, SHOWN in asked or any(question.chosen for question in questions), unknown)
