"""Experiences, and what waits for the demo's moderators: a report, possible personal data, and an objection."""

import uuid
from datetime import timedelta

from cms import clock
from cms.models import HandvatPage, Sector
from community import contributions
from community.actions import moderation
from community.actions.experiences import approve, tell
from community.actions.moderation.contributing import to_queue
from community.models import Experience, HouseRule, ModerationItem, User
from config.demo.content import read
from config.demo.moments import clock_at


def load() -> int:
    """Make them, unless they were made before; returns how many."""
    file = read("moderation")
    if Experience.objects.exists():
        return 0
    for row in file["experience"]:
        with _days_ago(row):
            told = _experience(row)
        if "report" in row:
            with _days_ago(row["report"]):
                _report("ervaring", str(told.key), row["report"])
    for row in file["profile"]:
        with _days_ago(row):
            _objection(row)
    return len(file["experience"]) + len(file["profile"])


def _days_ago(row: dict):
    return clock_at(clock.now() - timedelta(days=row["days_ago"]))


def _experience(row: dict) -> Experience:
    handvat = HandvatPage.objects.filter(number=row["handvat"], locale__language_code="nl").order_by("pk").first()
    told = tell(
        key=uuid.uuid4(),
        handvat=handvat,
        worked=row["worked"],
        situation=row["situation"],
        sector=Sector.objects.filter(slug=row.get("sector", "")).first(),
    )
    if not row.get("waiting"):
        approve(experience=told)
    return told


def _report(kind: str, key: str, row: dict) -> None:
    found = contributions.find(kind, key)
    moderation.report(
        contribution=found,
        kind=kind,
        item_key=key,
        key=uuid.uuid4(),
        reason=row["reason"],
        details=row["details"],
        email=row["email"],
    )


def _objection(row: dict) -> None:
    item = to_queue(kind="ambassadeur", key=row["slug"], rank=ModerationItem.Rank.REPORTED)
    by = User.objects.get(email=row["decided_by"])
    rule = HouseRule.objects.get(slug=row["rule"])
    decision = moderation.hide(item=item, by=by, rule=rule, explanation=row["explanation"])
    moderation.object_to(decision=decision, text=row["objection"])
