"""Reports: by members and by visitors without an account."""

import uuid

from django.db import transaction

from community.actions.moderation.contributing import to_queue
from community.contributions import Contribution
from community.models import ModerationItem, Report, User
from community.notifications import moderation as notifications

Rank, Reason = ModerationItem.Rank, Report.Reason


@transaction.atomic
def report(
    *,
    contribution: Contribution,
    kind: str,
    item_key: str,
    key: uuid.UUID,
    reason: str,
    details: str = "",
    email: str,
    user: User | None = None,
    language: str = "nl",
) -> Report:
    """Ask moderators to look at a contribution, and send the reporter a receipt.

    The same form again (`key`), or the same reason from the same address while it waits, gives the report there is.
    """
    if known := Report.objects.filter(key=key).first():
        return known
    email = email.lower()
    rank = Rank.PERSONAL if reason == Reason.PERSONAL else Rank.REPORTED
    item = to_queue(kind=kind, key=item_key, rank=rank, author=contribution.author)
    waiting = Report.objects.filter(item=item, email=email, reason=reason, decided_at=None)
    if same := waiting.first():
        return same
    made = Report.objects.create(
        item=item, key=key, reason=reason, details=details.strip(), email=email, user=user, language=language
    )
    notifications.report_received(made)
    return made
