"""Teams of the demo, each with a plan that is under way."""

import uuid
from datetime import timedelta

from cms.models import CollectionPage, ImplementationGuidePage, Organisation
from community.actions import maps, plans, team_sheets
from community.actions.processes import begin_process
from community.actions.teams import join, link_organisation, make_team
from community.models import ConditionsCheck, Team, User
from community.processes import PROCESSES
from config.demo.content import read
from config.demo.moments import today

MODELS = {"CollectionPage": CollectionPage, "ImplementationGuidePage": ImplementationGuidePage}


def load() -> int:
    """Make the teams, unless they were made before; returns how many."""
    rows = read("teams")["team"]
    if Team.objects.filter(name=rows[0]["name"]).exists():
        return 0
    for row in rows:
        owner, *others = (User.objects.get(email=email) for email in row["members"])
        team = make_team(user=owner, name=row["name"])
        for user in others:
            join(user=user, invitation=team.invitations.create(email=user.email, invited_by=owner))
        if slug := row.get("organisation"):
            link_organisation(team=team, organisation=Organisation.objects.get(slug=slug))
        for plan in row["plan"]:
            _plan(team, plan)
        for course in row.get("map", []):
            _map(team, course, owner)
        _sheets(team, row)
    return len(rows)


def _sheets(team: Team, row: dict) -> None:
    """What it does already and needs, what followed from talks, how its members see the conditions, and a process."""
    for line in row.get("line", []):
        team_sheets.add_line(team=team, key=uuid.uuid4(), **line)
    for member, answers in zip(team.members.select_related("user"), row.get("conditions", []), strict=False):
        given = dict(zip(ConditionsCheck.ASPECTS, answers, strict=True))
        team_sheets.check_conditions(team=team, user=member.user, answers=given)
    if key := row.get("process"):
        owner, day = team.members.first(), today() + timedelta(days=30)
        plan = begin_process(team=team, process=PROCESSES[key], owner=owner, review_on=day)
        plans.tick(item=plan.items.first(), done=True)


def _plan(team: Team, row: dict) -> None:
    page = MODELS[row["model"]].objects.get(slug=row["slug"], locale__language_code="nl")
    steps = page.steps()
    plan = plans.make_plan(team=team, source=page.translation_key, kind=page.plan_kind, title=row["title"], steps=steps)
    members = {member.user.email: member for member in team.members.select_related("user")}
    items = list(plan.items.all())
    for filled in row["item"]:
        place = filled["step"] - 1
        plans.change_item(
            item=items[place],
            expected_version=1,
            done=filled.get("done", False),
            due_on=today() + timedelta(days=filled["due"]),
            owner=members[filled["owner"]],
            notes=filled.get("notes", ""),
            obstacles=[steps[place].obstacles[number - 1].key for number in filled.get("obstacles", [])],
        )


def _map(team: Team, row: dict, by: User) -> None:
    course = maps.make_map(team=team, goal=row["goal"])
    for each in row["step"]:
        step = maps.add_node(
            map=course, parent=None, kind="step", text=each["text"], grounds=each.get("grounds", ""), by=by
        )
        for kind in ("short", "long"):
            for text in each[kind]:
                effect = maps.add_node(map=course, parent=step, kind=kind, text=text, by=by)
        maps.add_node(map=course, parent=effect, kind="sign", text=each["sign"], by=by)
