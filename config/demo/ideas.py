"""Ideas of the demo's action centre, with what was offered, answered and learnt."""

import uuid
from datetime import timedelta

from cms import clock
from cms.models import Dimension, PracticeExamplePage, Region, Theme
from community.actions import ideas, matches, posts
from community.models import Idea, SupportOffer, User
from config.demo.content import read
from config.demo.moments import clock_at


def load() -> int:
    """Put them up on the days they name, unless that was done before; returns how many."""
    file = read("ideas")
    if Idea.objects.exists():
        return 0
    now = clock.now()
    made = {}
    for row in sorted([*file["idea"], *file["offer"]], key=lambda row: -row["days_ago"]):
        with clock_at(now - timedelta(days=row["days_ago"])):
            made[row.get("slug", row["title"])] = _put_up(row)
    for row in file["idea"]:
        _what_followed(made[row["slug"]], row, now)
    for row in file["match"]:
        with clock_at(now - timedelta(days=row["days_ago"])):
            team = User.objects.get(email="regio-lindeveen@example.org")
            match = matches.connect(idea=made[row["idea"]], offer=made[row["offer"]], by=team)
            for side in row["yes"]:
                matches.reply(match=match, side=getattr(match, side), yes=True)
    return len(made)


def _put_up(row: dict):
    is_idea = "needs" in row
    fields = {name: row[name] for name in ("title", "text", "by", "name", "email")}
    if is_idea:
        fields |= {"needs": row["needs"], "effort": row["effort"]}
        fields["dimensions"] = _terms(Dimension, row["dimensions"])
        fields["themes"] = _terms(Theme, row.get("themes", []))
        fields["status"] = Idea.Status.RUNNING if row.get("running") else Idea.Status.OPEN
    else:
        fields["gives"] = row["gives"]
    post = posts.put_up(
        model=Idea if is_idea else SupportOffer,
        key=uuid.uuid4(),
        user=None,
        language="nl",
        region=Region.objects.get(slug=row["region"]),
        **fields,
    )
    return posts.confirm(post=post)


def _terms(model, slugs: list[str]) -> list:
    found = list(model.objects.filter(slug__in=slugs))
    if len(found) != len(slugs):
        raise ValueError(f"unknown among {slugs}")
    return found


def _what_followed(idea: Idea, row: dict, now) -> None:
    for answer in row.get("answers", []):
        with clock_at(now - timedelta(days=answer["days_ago"])):
            ideas.answer(
                idea=idea,
                key=uuid.uuid4(),
                did=answer.get("did", ""),
                did_not=answer.get("did_not", ""),
                from_team=answer.get("team", False),
            )
    for email in row.get("votes", []):
        ideas.vote(idea=idea, user=User.objects.get(email=email), on=True)
    if stopped := row.get("stopped"):
        with clock_at(now - timedelta(days=stopped["days_ago"])):
            ideas.stop(idea=idea, reason=stopped["reason"], lesson=stopped["lesson"])
    if done := row.get("done"):
        with clock_at(now - timedelta(days=done["days_ago"])):
            ideas.finish(idea=idea, lesson=done["lesson"])
    if slug := row.get("example"):
        ideas.link_example(idea=idea, example=PracticeExamplePage.objects.get(slug=slug, locale__language_code="nl"))
