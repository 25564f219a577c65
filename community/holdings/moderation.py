"""What moderation keeps of people: who reported what."""

from collections.abc import Iterator

from django.db.models import Q

from community.models import ModerationItem, Report
from community.personal_data import Holding, Person, register


def _mine(person: Person) -> Q:
    return Q(email__iexact=person.email) | (Q(user=person.user) if person.user else Q())


def _reports(person: Person) -> Iterator[dict]:
    for report in Report.objects.filter(_mine(person)):
        yield {
            "melding": report.number,
            "reden": report.get_reason_display(),
            "toelichting": report.details,
            "gemeld": report.created_at.isoformat(),
            "besloten": report.decided_at and report.decided_at.isoformat(),
        }


def _forget_reports(person: Person) -> int:
    """The report stays, because it is about somebody else; who made it and in which words goes."""
    if person.user:
        ModerationItem.objects.filter(author=person.user).update(author=None)
    return Report.objects.filter(_mine(person)).update(email="", user=None, details="")


def register_holdings() -> None:
    """Called when the app is ready."""
    models = ("community.ModerationItem", "community.Report")
    register(Holding("meldingen", models, _reports, _forget_reports))
