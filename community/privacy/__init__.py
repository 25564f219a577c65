"""Looks in a case text for what can lead to a person: rules in plain Python, no network, no model, no storage.

`findings(text)` gives what must go (`stop`) and what to think about (`ask`), each with wording that keeps the
meaning. It never says that a text is anonymous: `looked_for()` is the sentence that goes with every outcome.
"""

from community.privacy.finding import ASK, KINDS, STOP, STOPS, TELLING, Finding, is_about_somebody
from community.privacy.search import findings
from community.privacy.validation import refuse_stops
from community.privacy.wording import looked_for

__all__ = [
    "ASK",
    "KINDS",
    "STOP",
    "STOPS",
    "TELLING",
    "Finding",
    "findings",
    "is_about_somebody",
    "looked_for",
    "refuse_stops",
]
