"""What the sheets of a team show: its lines in columns, the conditions as counts, and the export without identifiers."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community import privacy
from community.models import ConditionsCheck, SheetLine, Team

FEWEST = 4  # people; below that nothing is counted out
IDENTIFIERS = {*privacy.STOPS, "name", "handle", "plate"}


@dataclass(frozen=True, slots=True)
class Aspect:
    """One condition: its words, and how many chose each label (label, number)."""

    label: str
    counts: list[tuple[str, int]]


def conditions(team: Team) -> tuple[list[Aspect], int]:
    """The counts per condition, and how many people must still answer before there are any. One query."""
    checks = list(team.checks.filter(user__team_memberships__team=team))
    missing = max(FEWEST - len(checks), 0)
    if missing:
        return [], missing
    lights = ConditionsCheck.Light
    return [
        Aspect(
            ConditionsCheck._meta.get_field(name).verbose_name,
            [(light.label, sum(getattr(check, name) == light for check in checks)) for light in lights],
        )
        for name in ConditionsCheck.ASPECTS
    ], 0


def ladder(team: Team) -> list[tuple[str, list[SheetLine]]]:
    """How residents take part: every rung in words, the one where they decide most on top, with its lines. One query."""
    lines = list(team.sheet_lines.filter(sheet=SheetLine.Sheet.RESIDENTS))
    return [(rung.label, [line for line in lines if line.rung == rung]) for rung in reversed(SheetLine.Rung)]


def export_rows(team: Team) -> list[list[str]]:
    """The follow-up sheet as rows for a table: what was wished for, what happens, who by role, and when.

    Without the team, its members, an id or the moment of writing, and without what looks like a name: a table is passed
    on to people who know nothing of the talk.
    """
    return [
        [
            line.get_wish_display(),
            without_identifiers(line.text),
            without_identifiers(line.who),
            date_format(line.due_on, "Y-m-d") if line.due_on else "",
        ]
        for line in team.sheet_lines.filter(sheet=SheetLine.Sheet.NEXT)
    ]


def without_identifiers(text: str) -> str:
    """The text with "…" for what by itself leads to somebody, as far as the rules of the privacy helper find it."""
    done = len(text)
    for finding in reversed(privacy.findings(text)):
        if finding.kind in IDENTIFIERS:
            text = f"{text[: finding.start]}…{text[min(finding.end, done) :]}"
            done = finding.start
    return text


def export_head() -> list[str]:
    """The names of those columns."""
    return [_("soort behoefte"), _("volgende stap"), _("wie"), _("wanneer")]
