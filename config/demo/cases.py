"""A peer group of the demo: a case that runs over days, and one that is over and became a handvat."""

import uuid
from datetime import timedelta

from cms import clock
from cms.mirror import mirror
from community.actions.cases import discussions, entries, groups, outcome, phases, sessions, shared
from community.models import CaseDiscussion, DiscussionMethod, PeerGroup, User
from community.notifications import cases as notifications
from config.demo.content import read
from config.demo.knowledge import terms
from config.demo.moments import at, clock_at, today

AUDIENCES = {"audiences": ["professional"], "themes": ["gesprek"]}


def load() -> int:
    """Make the group with its cases, unless it was made before; returns how many. Nobody is mailed."""
    file = read("cases")
    if PeerGroup.objects.filter(name=file["group"]["name"]).exists():
        return 0
    with notifications.silently():
        group = _group(file["group"])
        for row in file["case"]:
            _case(group, row)
    for row in file["shared"]:
        _share(row)
    return 1 + len(file["case"]) + len(file["shared"])


def _share(row: dict) -> None:
    words = {name: row[name].strip() for name in shared.WORDS}
    case = shared.send(key=uuid.uuid4(), author=User.objects.get(email=row["author"]), **words)
    shared.approve(case=case, by=User.objects.get(email="redactie@example.org"), expected_version=1)


def _group(row: dict) -> PeerGroup:
    host, *others = (User.objects.get(email=email) for email in row["members"])
    with clock_at(clock.now() - timedelta(days=60)):
        group = groups.make_group(user=host, name=row["name"])
        for user in others:
            groups.join(user=user, invitation=group.invitations.create(email=user.email, invited_by=host))
        group = groups.change_group(
            group=group, expected_version=1, name=row["name"], agreement=row["agreement"].strip(), largest=8
        )
        for member in group.members.select_related("group"):
            groups.sign(member=member, seen=member.group.to_sign)
    sessions.plan_session(
        group=group, starts_at=at(today() + timedelta(days=16), "15:30"), minutes=90, place=row["place"]
    )
    return group


def _case(group: PeerGroup, row: dict) -> None:
    """Go through the phases a day or two apart, up to the last one that something was written in."""
    people = {member.user.email: member for member in group.members.select_related("user")}
    leader = people[row["facilitator"]]
    began = clock.now() - timedelta(days=row["began"])
    with clock_at(began):
        case = discussions.bring_in(
            key=uuid.uuid4(),
            group=group,
            owner=people[row["owner"]].user,
            method=DiscussionMethod.objects.get(key=row["method"]),
            mode=row["mode"],
            title=row["title"],
            question=row["question"],
            story=row["story"].strip(),
            facilitator=leader,
        )
        case = discussions.release(discussion=case, by=leader.user, expected_version=case.version)
    steps = max(entry["phase"] for entry in row["entry"])
    pause = timedelta(days=min(4, row["began"] / (steps + 1)))
    for number in range(steps + 1):
        with clock_at(began + pause * number):
            if number:
                case = phases.move(discussion=case, by=leader.user, expected_version=case.version)
            _write(case, number, [entry for entry in row["entry"] if entry["phase"] == number], people)
    if row.get("closed"):
        with clock_at(began + pause * (steps + 1)):
            _close(case, row, leader.user)


def _write(case: CaseDiscussion, number: int, rows: list[dict], people: dict) -> None:
    parts = {part.user_id: part for part in case.participants.all()}
    made = []
    for row in rows:
        part = parts[people[row["who"]].user_id]
        entry = entries.write(
            discussion=case,
            part=part,
            key=uuid.uuid4(),
            written_in=number,
            kind=row.get("kind") or case.phase.writers[part.role],
            parts=[("", row["text"])],
            is_anonymous=row.get("anonymous", False),
            answers=made[row["answers"] - 1] if "answers" in row else None,
        )
        made.append(entry)
        if row.get("usable"):
            entries.mark(entry=entry, is_usable=True)


def _close(case: CaseDiscussion, row: dict, leader: User) -> None:
    case = phases.move(discussion=case, by=leader, expected_version=case.version)
    day = today() + timedelta(days=row["look_back"])
    case = outcome.make_plan(discussion=case, expected_version=case.version, plan=row["plan"], look_back_on=day)
    words = {name: row["lesson"][name] for name in ("title", "why", "how")}
    lesson = outcome.tell_lesson(key=uuid.uuid4(), discussion=case, by=leader, names_group=True, **words)
    page = outcome.take_lesson(lesson=lesson, by=User.objects.get(email="redactie@example.org"))
    page.summary, page.slug = row["lesson"]["summary"], "vraag-wat-vandaag-fijn-zou-zijn"
    page.last_reviewed_on = today()
    for name, chosen in terms(AUDIENCES).items():
        setattr(page, name, chosen)
    page.live, page.has_unpublished_changes = True, False
    page.first_published_at = page.last_published_at = clock.now()
    page.save()
    mirror(page)
