"""A team's checklists of work processes: made, given to somebody to keep, and remembered until all is ticked."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from cms.models.regions import today
from community.actions.plans import make_plan
from community.models import Plan, PlanItem, Team, TeamMember
from community.notifications import processes as notifications
from community.processes import Process

AGAIN = 7  # days between two reminders


@transaction.atomic
def begin_process(*, team: Team, process: Process, owner: TeamMember | None, review_on: date | None) -> Plan:
    """The checklist of a process for this team; one there is already is given the new owner and date.

    Raises `Refused` for a team with very many plans.
    """
    plan = team.plans.filter(source=process.source).first() or make_plan(
        team=team, source=process.source, kind=Plan.Kind.PROCESS, title=str(process.name), steps=process.steps()
    )
    return keep_process(plan=plan, owner=owner, review_on=review_on)


@transaction.atomic
def keep_process(*, plan: Plan, owner: TeamMember | None, review_on: date | None) -> Plan:
    """Say who keeps it, and when the team looks back."""
    plan.owner, plan.review_on = owner, review_on
    plan.save(update_fields=["owner", "review_on"])
    return plan


@transaction.atomic
def remind_of_reviews() -> int:
    """From the day of looking back until every step is ticked: a mail a week to who keeps it, or to the whole team.

    Work for the clock; returns how many mails that made.
    """
    day, sent = today(), 0
    open_item = PlanItem.objects.filter(plan=OuterRef("pk"), done_at=None)
    due = Plan.objects.filter(Exists(open_item), kind=Plan.Kind.PROCESS, review_on__lte=day)
    for plan in due.select_related("team", "owner__user"):
        week = (day - plan.review_on).days // AGAIN
        members = [plan.owner] if plan.owner else plan.team.members.select_related("user")
        sent += sum(notifications.review_due(plan, member.user, week) for member in members if member.user.is_active)
    return sent
