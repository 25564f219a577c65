"""Buddies, notices, barriers, a statement and plans of the demo, in several states."""

import uuid
from datetime import date, timedelta

from cms import clock
from cms.models import Organisation, Region, Sector, Theme
from community.actions import barriers, buddies, posts, statements
from community.models import Barrier, BuddyMatch, BuddyProfile, How, Idea, Notice, PolicyDocument, User
from config.demo.content import read
from config.demo.moments import clock_at, today


def load() -> int:
    """Make them in the order of their days, unless that was done before; returns how many."""
    if Barrier.objects.exists() or BuddyProfile.objects.exists():
        return 0
    file = read("support")
    for row in file["barrier"]:
        _barrier(row)
    for row in file["notice"]:
        _notice(row)
    for row in file["statement"]:
        _statement(row)
    for row in file["policy"]:
        _policy(row)
    for row in sorted(file["buddy"], key=lambda row: -row["days_ago"]):
        _buddy(row)
    return sum(len(rows) for rows in file.values())


def _days_ago(days: int):
    return clock_at(clock.now() - timedelta(days=days))


def _region(row: dict) -> Region | None:
    return Region.objects.get(slug=row["region"]) if "region" in row else None


def _barrier(row: dict) -> None:
    with _days_ago(row["days_ago"]):
        barrier = barriers.tell(
            key=uuid.uuid4(),
            rule=row["rule"],
            effect=row["effect"],
            sector=Sector.objects.get(slug=row["sector"]),
            region=_region(row),
        )
        if row.get("waiting"):
            return
        barriers.decide(barrier=barrier, shown=True)
        for number in range(row["supporters"]):
            barriers.support(barrier=barrier, person=barriers.person_hash(barrier, f"{number}@example.com"))


def _notice(row: dict) -> None:
    with _days_ago(row["days_ago"]):
        post = posts.put_up(
            model=Notice,
            key=uuid.uuid4(),
            user=None,
            language="nl",
            region=_region(row),
            sectors=list(Sector.objects.filter(slug__in=row["sectors"])),
            **{name: row[name] for name in ("kind", "title", "text", "name", "email")},
        )
        posts.confirm(post=post)


def _statement(row: dict) -> None:
    with _days_ago(row["days_ago"]):
        statement = statements.write(
            title=row["title"],
            text=row["text"].strip(),
            closes_at=clock.now() + timedelta(days=row["days_ago"] + row["closes_in"]),
            barriers=list(Barrier.objects.filter(rule__in=row["barriers"])),
        )
        statements.open_for_signing(statement=statement)
        for signed in row["signed"]:
            partner = Organisation.objects.get(slug=signed["organisation"])
            by = User.objects.get(email=signed["by"])
            signature = statements.sign(statement=statement, organisation=partner, by=by)
            if signed["confirmed"]:
                statements.confirm(signature=signature)
    for delivered in row["delivered"]:
        day = today() - timedelta(days=delivered["days_ago"])
        statements.deliver(
            statement=statement, delivered_to=delivered["to"], delivered_on=day, answer=delivered["answer"]
        )


def _policy(row: dict) -> None:
    first, last = (today().year + years for years in row["years"])
    policy = PolicyDocument.objects.create(
        **{name: row[name] for name in ("slug", "title", "summary", "level")},
        region=_region(row),
        starts_on=date(first, 1, 1),
        ends_on=date(last, 12, 31),
        comes_from=PolicyDocument.objects.filter(slug=row.get("comes_from", "")).first(),
    )
    policy.themes.set(Theme.objects.filter(slug__in=row["themes"]))
    policy.parties.set(Organisation.objects.filter(slug__in=row.get("parties", [])))
    policy.projects.set(Idea.objects.filter(title__in=row.get("projects", [])))


def _buddy(row: dict) -> None:
    user = User.objects.get(email=row["account"])
    data = {
        "about": row["about"],
        "moments": row["moments"],
        "how": row.get("how", How.EITHER),
        "weeks": row["weeks"],
        "capacity": row.get("capacity", 1),
        "themes": list(Theme.objects.filter(slug__in=row["themes"])),
        "sectors": list(Sector.objects.filter(slug__in=row["sectors"])),
        "regions": list(Region.objects.filter(slug__in=row["regions"])),
    }
    with _days_ago(row["days_ago"]):
        buddies.save(user=user, side=row["side"], language="nl", data=data)
        buddies.keep()
    if "yes" in row:
        with _days_ago(row["yes"]):
            match = BuddyMatch.objects.get(ask__user=user, state=BuddyMatch.State.PROPOSED)
            for side in (match.ask, match.offer):
                buddies.reply(match=match, user=side.user, yes=True)
    for days in (7, 28):
        if row.get("yes", 0) > days:
            with _days_ago(row["yes"] - days - 1):
                buddies.keep()
