"""What comes out of an evaluation: counts, words in no order, and a file with its codebook. Nothing below five answers."""

import hashlib
import hmac
from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Enrolment, Evaluation, EvaluationQuestion, Registration
from events.models.evaluation import FEWEST

AGREEMENT = {
    1: gettext_lazy("Oneens"),
    2: gettext_lazy("Een beetje oneens"),
    3: gettext_lazy("Een beetje eens"),
    4: gettext_lazy("Eens"),
}
TEXT, AGREE = EvaluationQuestion.Kind.TEXT, EvaluationQuestion.Kind.AGREE
# The learning question comes first. Name in the file, kind, words.
STANDARD = (
    ("morgen_anders", TEXT, gettext_lazy("Wat ga je morgen anders doen?")),
    ("bruikbaar", AGREE, gettext_lazy("Ik leerde iets wat ik kan gebruiken.")),
    ("inbreng", AGREE, gettext_lazy("Ik kon vertellen wat ik zelf meemaak.")),
    ("tijd", AGREE, gettext_lazy("Er was genoeg tijd om van elkaar te leren.")),
    ("beter", TEXT, gettext_lazy("Wat kan de volgende keer beter?")),
)


def mark_of(person: Registration | Enrolment) -> str:
    """By what it is known that this person's link was used: a digest that names nobody."""
    secret = settings.SECRET_KEY.encode()
    return hmac.new(secret, b"events.evaluation:" + person.public_id.bytes, hashlib.sha256).hexdigest()


@dataclass
class Outcome:
    """One question with its answers; `hidden` when there are fewer than five."""

    question: EvaluationQuestion
    number: int
    counts: list[tuple[str, int]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def hidden(self) -> bool:
        return self.number < FEWEST


@dataclass
class Report:
    """All questions, or (below five sheets) only how many were filled in."""

    number: int
    outcomes: list[Outcome]

    @property
    def hidden(self) -> bool:
        return self.number < FEWEST


def report(evaluation: Evaluation) -> Report:
    """Aggregated, with small numbers hidden. 2 queries."""
    sheets = list(evaluation.sheets.values_list("answers", flat=True))
    outcomes = []
    for question in evaluation.questions.all():
        given = [sheet[question.name] for sheet in sheets if sheet.get(question.name) not in (None, "")]
        outcome = Outcome(question, len(given))
        if not outcome.hidden and question.kind == AGREE:
            counted = Counter(given)
            outcome.counts = [(str(words), counted[value]) for value, words in AGREEMENT.items()]
        elif not outcome.hidden:
            outcome.texts = sorted(given)
        outcomes.append(outcome)
    return Report(len(sheets), outcomes)


def table(evaluation: Evaluation) -> tuple[list[str], list[list[str]]]:
    """Header and rows for a spreadsheet; no rows below five sheets, and no column with fewer than five answers."""
    found = report(evaluation)
    shown = [] if found.hidden else [one.question for one in found.outcomes if not one.hidden]
    rows = [[str(sheet.answers.get(one.name, "")) for one in shown] for sheet in evaluation.sheets.all()]
    return [one.name for one in shown], rows if shown else []


def codebook(evaluation: Evaluation) -> tuple[list[str], list[list[str]]]:
    """What every column means."""
    values = ", ".join(f"{value} = {words}" for value, words in AGREEMENT.items())
    rows = [
        [one.name, one.text, one.get_kind_display(), values if one.kind == AGREE else _("tekst")]
        for one in evaluation.questions.all()
    ]
    return [_("Kolom"), _("Vraag"), _("Soort"), _("Waarden")], rows
