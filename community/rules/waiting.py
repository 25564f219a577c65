"""What waits for somebody's answer or work, on the page after logging in."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Value

from community.rules.buddies import proposed_to
from community.rules.cases import phases_ending_for


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal of a buddy (`kind` "buddy"), or a discussion whose phase ends on a day ("case", with its group)."""

    kind: str
    public_id: str
    group: str
    due_at: datetime


def waiting_for(user) -> list[Waiting]:
    """What waits for this person, the first to end on top. One query."""
    names = ("what", "public_id", "where", "due")
    proposals = proposed_to(user).annotate(what=Value("buddy"), where=Value(""), due=F("expires_at"))
    phases = phases_ending_for(user).annotate(what=Value("case"), where=F("group__name"), due=F("phase_due_at"))
    rows = [found.order_by().values_list(*names) for found in (proposals, phases)]
    return [Waiting(*row) for row in rows[0].union(rows[1], all=True).order_by("due")]
