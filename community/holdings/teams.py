"""What teams keep of people: who is in them, what each pulls, and how each sees the conditions."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from community.actions.teams import forget_member
from community.models import ConditionsCheck, PlanItem, TeamInvitation, TeamMember
from community.models.teams import INVITED_FOR
from community.personal_data import Holding, Person, during, register


def _teams(person: Person) -> Iterator[dict]:
    for member in TeamMember.objects.filter(user=person.user).select_related("team") if person.user else ():
        yield {
            "team": member.team.name,
            "lid sinds": member.joined_at.isoformat(),
            "beheert het team": member.is_owner,
            "trekt": [
                {
                    "plan": item.plan.title,
                    "stap": item.title,
                    "datum": item.due_on and item.due_on.isoformat(),
                    "aantekeningen": item.notes,
                }
                for item in PlanItem.objects.filter(owner=member).select_related("plan")
            ],
        }
    for check in ConditionsCheck.objects.filter(user=person.user).select_related("team") if person.user else ():
        yield {"voorwaarden in": check.team.name} | {name: getattr(check, name) for name in ConditionsCheck.ASPECTS}
    for invitation in TeamInvitation.objects.filter(email__iexact=person.email).select_related("team"):
        yield {"uitgenodigd voor": invitation.team.name, "op": invitation.sent_at.isoformat()}


def _leave_teams(person: Person) -> int:
    return forget_member(email=person.email, user=person.user)


def register_holdings() -> None:
    """Called when the app is ready. What a team made goes with its last member; until then it is the others' as well."""
    names = (
        "Team",
        "TeamMember",
        "TeamInvitation",
        "Plan",
        "PlanItem",
        "ChangeMap",
        "MapNode",
        "MapChange",
        "SheetLine",
        "ConditionsCheck",
    )
    told = during(_("Een uitnodiging voor een team of groep: %(time)s."), INVITED_FOR)
    register(Holding("teams", tuple(f"community.{name}" for name in names), _teams, _leave_teams, kept=(told,)))
