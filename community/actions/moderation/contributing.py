"""The moment a contribution is made: whether its author may, and whether a moderator should look."""

from datetime import timedelta

from django.db import transaction

from cms import clock
from community import privacy
from community.actions.moderation.blocks import refuse_blocked
from community.contributions import Contribution, find
from community.models import ModerationItem, User

Rank = ModerationItem.Rank
NEW_FOR = timedelta(days=30)  # how long an account is new
FIRST = 3  # so many contributions of a new account are looked at
LONGEST = 20_000  # characters that are looked through


@transaction.atomic
def contributed(*, kind: str, key, user: User | None = None) -> ModerationItem | None:
    """Say that `user` (None: somebody without an account) made or changed a contribution.

    Call it in the transaction that writes the contribution. Puts it in the moderators' queue when it may hold personal
    data or is one of the first of a new account; returns the item, None when nobody needs to look. Raises `Refused`
    for somebody who is blocked, which undoes that transaction.
    """
    refuse_blocked(user=user)
    contribution = find(kind, str(key))
    if contribution is None:
        return None
    telling = _telling(contribution)
    is_first = not telling and _is_new(user)
    if not telling and not is_first:
        return None
    return to_queue(
        kind=kind,
        key=str(key),
        author=user,
        rank=Rank.PERSONAL if telling - {"name"} else Rank.NAME if telling else Rank.FIRST,
        telling=telling,
        is_first=is_first or _is_new(user),
    )


def to_queue(*, kind: str, key: str, rank: int, author: User | None = None, telling=(), is_first=False):
    """The item of a contribution, opened again if it was decided; its rank only ever rises while it is open."""
    item, created = ModerationItem.objects.get_or_create(
        kind=kind,
        key=key,
        defaults={"rank": rank, "author": author, "telling": sorted(telling), "is_first": is_first},
    )
    if created:
        return item
    item = ModerationItem.objects.select_for_update().get(pk=item.pk)
    if item.status == ModerationItem.Status.OPEN:
        item.rank = min(item.rank, rank)
    else:
        item.status, item.rank, item.assignee = ModerationItem.Status.OPEN, rank, None
        item.opened_at = clock.now()
    item.telling = sorted({*item.telling, *telling})
    item.author = item.author or author
    item.save()
    return item


def _telling(contribution: Contribution) -> set[str]:
    """The kinds of findings that may lead to a person; of closed things nothing is known here. A title that is the
    writer's own name tells nothing new."""
    title = "" if contribution.is_about_author else contribution.title
    text = f"{title}\n{contribution.text}"[:LONGEST]
    found = privacy.findings(text)
    about = {"name" for finding in found if privacy.is_about_somebody(finding, text)}
    return about | {finding.kind for finding in found} & privacy.TELLING


def _is_new(user: User | None) -> bool:
    if user is None or user.date_joined < clock.now() - NEW_FOR:
        return False
    return ModerationItem.objects.filter(author=user, is_first=True).count() < FIRST
