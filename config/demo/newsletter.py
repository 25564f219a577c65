"""The newsletter of the demo: readers, an issue in the archive and one in the calendar."""

from datetime import timedelta

from cms import clock
from cms.models import Audience, Region
from community.actions import newsletter
from community.models import NewsletterIssue
from community.newsletter_sources import sources
from config.demo.content import read
from config.demo.moments import clock_at


def load() -> int:
    """Make them, unless they were made before; returns how many issues."""
    file = read("newsletter")
    if NewsletterIssue.objects.exists():
        return 0
    with clock_at(clock.now() - timedelta(days=30)):
        for row in file["readers"]:
            _reader(row)
    for row in file["issue"]:
        _issue(row)
    return len(file["issue"])


def _reader(row: dict) -> None:
    subscription = newsletter.ask(
        email=row["email"],
        regions=Region.objects.filter(slug__in=row.get("regions", [])),
        audiences=Audience.objects.filter(slug__in=row.get("audiences", [])),
    )
    newsletter.confirm(subscription=subscription)


def _issue(row: dict) -> None:
    moment = (clock.now() - timedelta(days=row["days_ago"])).replace(minute=0, second=0, microsecond=0)
    texts = {name: row[name].strip() for name in ("title", "introduction", "standing_title", "standing_text")}
    pieces = [f"{source.key}:{piece.key}" for source in sources() for piece in list(source.pieces())[: row["pieces"]]]
    issue = newsletter.compose(issue=NewsletterIssue(send_at=moment, **texts), pieces=pieces)
    if row["days_ago"] > 0:
        newsletter.make_ready(issue=issue)
        newsletter.send_due()
