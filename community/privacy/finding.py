"""What the search hands back."""

from dataclasses import dataclass

STOP, ASK = "stop", "ask"
STOPS = ("bsn", "iban", "phone", "email", "postcode_number", "birth_date")
QUESTIONS = ("name", "place", "institution", "exact_age", "exact_date", "handle", "plate", "combination")
KINDS = STOPS + QUESTIONS
TELLING = {*STOPS, "name", "plate", "combination"}  # what may lead to a person wherever others read it


@dataclass(frozen=True, slots=True)
class Finding:
    """One telling piece of a text.

    `start` (inclusive) and `end` (exclusive) are offsets in the text as it was given; `advice` is a Dutch sentence
    with wording that says the same without leading to a person.
    """

    kind: str
    start: int
    end: int
    level: str
    advice: str


def is_about_somebody(finding: Finding, text: str) -> bool:
    """Whether this finding in `text` is somebody's name or house: a name, or a street with its number."""
    piece = text[finding.start : finding.end]
    return finding.kind == "name" or (finding.kind == "place" and any(sign.isdigit() for sign in piece))
