"""All changes to plans. What a form was made from is checked: who saves second is told, and nothing is lost."""

import uuid

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cms import clock
from cms.form_ids import id_of
from cms.steps import Step
from community.actions.refusal import Refused, Stale
from community.models import Plan, PlanItem, Team

MOST_PLANS = 100
MOST_ITEMS = 100
EDITABLE = ("title", "due_on", "owner", "notes", "obstacles")


@transaction.atomic
def make_plan(*, team: Team, source, kind: str, title: str, steps: list[Step], key: uuid.UUID | None = None) -> Plan:
    """A plan with an item for every step of the page whose translation key is `source`. The same form (`key`) again
    gives the first."""
    team = Team.objects.select_for_update(no_key=True).get(pk=team.pk)  # the same form twice at once: the second waits
    public_id = id_of(key, "plan", team.pk)
    if plan := Plan.objects.filter(public_id=public_id).first():
        return plan
    if team.plans.count() >= MOST_PLANS:
        raise Refused(_("Dit team heeft al heel veel plannen. Verwijder er eerst een."))
    plan = Plan.objects.create(public_id=public_id, team=team, source=source, kind=kind, title=title)
    _add(plan, steps)
    return plan


@transaction.atomic
def add_new_steps(*, plan: Plan, steps: list[Step]) -> int:
    """Take over what the page has gained since; returns how many steps were added."""
    plan = _lock(plan)
    present = set(plan.items.values_list("key", flat=True))
    return _add(plan, [step for step in steps if step.key not in present])


@transaction.atomic
def add_own_item(*, plan: Plan, title: str) -> PlanItem:
    """A step of the team's own, at the end. The same words again, with nothing done to the first, give the first."""
    plan = _lock(plan)
    last = plan.items.last()
    if last and (last.key, last.title, last.version) == ("", title, 1):
        return last
    if plan.items.count() >= MOST_ITEMS:
        raise Refused(_("Dit plan heeft al heel veel stappen. Haal er eerst een weg."))
    return PlanItem.objects.create(plan=plan, title=title, position=_next(plan))


@transaction.atomic
def change_item(*, item: PlanItem, expected_version: int, done: bool, **values) -> PlanItem:
    """Write what a form gave. Raises `Stale` when somebody else changed the step since the form was made."""
    item = _lock_item(item, expected_version)
    for name in EDITABLE:
        if name in values:
            setattr(item, name, values[name])
    return _save(item, done)


@transaction.atomic
def tick(*, item: PlanItem, done: bool) -> PlanItem:
    """Mark a step done or not; the moment of the first tick stays."""
    item = PlanItem.objects.select_for_update().get(pk=item.pk)
    return item if item.is_done == done else _save(item, done)


@transaction.atomic
def remove_item(*, item: PlanItem) -> None:
    """Take a step out of the plan."""
    item.delete()


@transaction.atomic
def rename_plan(*, plan: Plan, title: str) -> Plan:
    """Give the plan another title."""
    plan.title = title
    plan.save(update_fields=["title"])
    return plan


@transaction.atomic
def delete_plan(*, plan: Plan) -> None:
    """Take the plan away."""
    plan.delete()


def _lock(plan: Plan) -> Plan:
    return Plan.objects.select_for_update().get(pk=plan.pk)


def _lock_item(item: PlanItem, expected_version: int) -> PlanItem:
    current = PlanItem.objects.select_for_update(of=("self",)).select_related("plan", "owner__user").get(pk=item.pk)
    if current.version != expected_version:
        raise Stale(current)
    return current


def _save(item: PlanItem, done: bool) -> PlanItem:
    item.done_at = (item.done_at or clock.now()) if done else None
    item.version += 1
    item.changed_at = clock.now()
    item.save()
    return item


def _next(plan: Plan) -> int:
    return (plan.items.aggregate(last=Max("position"))["last"] or 0) + 1


def _add(plan: Plan, steps: list[Step]) -> int:
    start = _next(plan)
    PlanItem.objects.bulk_create(
        PlanItem(
            plan=plan, position=start + place, key=step.key, title=step.title[:200], plain_title=step.plain_title[:200]
        )
        for place, step in enumerate(steps)
    )
    return len(steps)
