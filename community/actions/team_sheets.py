"""What a team writes on its sheets, and how its members see the conditions."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from community.actions.refusal import Refused
from community.models import ConditionsCheck, SheetLine, Team, User

MOST_LINES = 200


@transaction.atomic
def add_line(*, team: Team, key: uuid.UUID, sheet: str, text: str, **fields) -> SheetLine:
    """A line on a sheet; the same `key` again adds nothing. Raises `Refused` for a sheet that is full."""
    if known := SheetLine.objects.filter(team=team, key=key).first():
        return known
    if team.sheet_lines.filter(sheet=sheet).count() >= MOST_LINES:
        raise Refused(_("Dit werkblad is vol. Haal eerst weg wat klaar is."))
    return SheetLine.objects.create(team=team, key=key, sheet=sheet, text=text, **fields)


@transaction.atomic
def change_line(*, line: SheetLine, state: str, **fields) -> None:
    """Write a line anew. Raises `Refused` when a colleague changed it since it had this `state`, or took it away."""
    now = SheetLine.objects.select_for_update().filter(pk=line.pk).first()
    if now is None:
        raise Refused(_("Een teamgenoot haalde deze regel net weg. Zet hem er op het werkblad opnieuw bij."))
    if now.state != state:
        told = _(
            "Een teamgenoot wijzigde deze regel net. Er staat nu: “%(text)s”. Bewaar nog eens om die te vervangen."
        )
        raise Refused(told % {"text": now.text})
    for name, value in fields.items():
        setattr(now, name, value)
    now.save(update_fields=[*fields])


@transaction.atomic
def remove_line(*, line: SheetLine) -> None:
    """Take a line away; harmless when a colleague was first."""
    SheetLine.objects.filter(pk=line.pk).delete()


@transaction.atomic
def check_conditions(*, team: Team, user: User, answers: dict) -> ConditionsCheck:
    """Keep how somebody sees the conditions now; what they said before is forgotten."""
    check, _created = ConditionsCheck.objects.update_or_create(
        team=team,
        user=user,
        defaults={name: answers[name] for name in ConditionsCheck.ASPECTS} | {"changed_at": clock.now()},
    )
    return check
