"""What a plan shows: its steps beside what the page they came from says about them now."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import clock
from cms.models import open_to_all
from cms.steps import Obstacle, Step
from community.ical import Day
from community.models import Plan, PlanItem


@dataclass(slots=True)
class Row:
    """An item, the step it came from (None when it is the team's own or gone), and what lies on this team's track."""

    item: PlanItem
    step: Step | None
    obstacles: list[Obstacle]
    is_late: bool


def source_page(source):
    """The public page with this translation key that can be planned, in the reader's language; None without one."""
    pages = open_to_all(Page.objects.live().filter(translation_key=source, locale__language_code=get_language()))
    page = pages.first()
    specific = page.specific if page else None
    return specific if hasattr(specific, "plan_kind") else None


def rows(plan: Plan, steps: list[Step]) -> list[Row]:
    """The items in their order; `steps` are those of the page now."""
    steps = {step.key: step for step in steps}
    today = timezone.localdate(clock.now())
    found = []
    for item in plan.items.select_related("owner__user"):
        step = steps.get(item.key) if item.key else None
        marked = [obstacle for obstacle in step.obstacles if obstacle.key in item.obstacles] if step else []
        found.append(Row(item, step, marked, bool(item.due_on and item.due_on < today and not item.is_done)))
    return found


def calendar_days(plan: Plan) -> list[Day]:
    """Every step with a date, as a day in a calendar; the id of a step stays the same for ever."""
    address = settings.BASE_URL + reverse("plan", args=[plan.public_id])
    return [
        Day(
            uid=f"plan-{item.public_id}@{settings.UID_HOST}",
            sequence=item.version,
            stamp=item.changed_at,
            on=item.due_on,
            title=_("Gedaan: %(step)s") % {"step": item.title} if item.is_done else item.title,
            text="\n".join(part for part in (item.plain_title, plan.title, str(item.owner or ""), item.notes) if part),
            url=address,
        )
        for item in plan.items.exclude(due_on=None).select_related("owner__user")
    ]


def pdf_data(plan: Plan, steps: list[Step]) -> dict:
    """What `community/typst/plan.typ` shows."""
    shown = rows(plan, steps)
    done = sum(row.item.is_done for row in shown)
    return {
        "title": plan.title,
        "subtitle": plan.team.name,
        "progress": _("%(done)s van %(total)s gedaan") % {"done": done, "total": len(shown)},
        "printed": _("Stand op %(day)s") % {"day": date_format(timezone.localdate(clock.now()), "j F Y")},
        "steps": [
            {
                "title": row.item.title,
                "plain": row.item.plain_title,
                "done": row.item.is_done,
                "status": _("Gedaan") if row.item.is_done else _("Nog te doen"),
                "facts": [
                    {"label": label, "value": value}
                    for label, value in (
                        (_("Datum"), date_format(row.item.due_on, "j F Y") if row.item.due_on else _("nog geen datum")),
                        (_("Wie"), str(row.item.owner or _("nog niemand"))),
                    )
                ],
                "notes": row.item.notes.splitlines(),
                "obstacles": [
                    {
                        "title": obstacle.title,
                        "signal": obstacle.signal,
                        "examples": [
                            {"title": example.title, "url": example.full_url or ""} for example in obstacle.examples
                        ],
                    }
                    for obstacle in row.obstacles
                ],
            }
            for row in shown
        ],
        "words": {
            "obstacle": _("Wat tegenzit"),
            "others": _("Wat anderen deden"),
            "notes": _("Aantekeningen"),
        },
    }


def team_data(team) -> dict:
    """Everything that is kept about a team, for its members to take along."""
    return {
        "name": team.name,
        "made": team.created_at,
        "members": [
            {"name": member.user.get_full_name(), "email": member.user.email, "owner": member.is_owner}
            for member in team.members.select_related("user")
        ],
        "invited": [invitation.email for invitation in team.invitations.all()],
        "maps": [
            {
                "goal": course.goal,
                "points": [
                    {
                        "kind": node.kind,
                        "text": node.text,
                        "grounds": node.grounds,
                        "number": node.pk,
                        "below": node.parent_id,
                    }
                    for node in course.nodes.all()
                ],
                "changes": [
                    {"at": change.at, "kind": change.kind, "before": change.before, "after": change.after}
                    for change in course.changes.all()
                ],
            }
            for course in team.maps.all()
        ],
        # Answers to the check of the conditions stay with who gave them.
        "sheets": [
            {
                "sheet": line.sheet,
                "kind": line.wish or line.rung,
                "text": line.text,
                "who": line.who,
                "date": line.due_on,
                "promise": line.promise,
            }
            for line in team.sheet_lines.all()
        ],
        "plans": [
            {
                "title": plan.title,
                "kind": plan.kind,
                "look_back": plan.review_on,
                "made": plan.created_at,
                "steps": [
                    {
                        "title": item.title,
                        "date": item.due_on,
                        "owner": str(item.owner or ""),
                        "done": item.done_at,
                        "notes": item.notes,
                        "changed": item.changed_at,
                    }
                    for item in plan.items.select_related("owner__user")
                ],
            }
            for plan in team.plans.prefetch_related("items")
        ],
    }
