"""Following things, choosing how often to hear of them, and telling everybody whose overview is due."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from cms import clock
from community import following
from community.actions.refusal import Refused
from community.models import Digest, Follow, User
from community.notifications import digests as tell
from community.overview import Gazette

MOST_FOLLOWED = 200
BATCH = 200  # people per transaction: short enough for whoever wants to write meanwhile
OLDEST = timedelta(days=31)  # what is older is not told any more


@transaction.atomic
def follow(*, user: User, kind: str, target: str) -> Follow:
    """Hear of something from now on. The first time, the weekly overview begins. Harmless when followed already.

    Raises `Refused` for what this person may not know of, and for who follows very much.
    """
    if not following.followable(user, kind, target):
        raise Refused(_("Dit kun je niet volgen."))
    if Follow.objects.filter(user=user).count() >= MOST_FOLLOWED:
        raise Refused(_("Je volgt al heel veel. Laat eerst iets los."))
    found, _created = Follow.objects.get_or_create(user=user, kind=kind, target=target)
    now = clock.now()
    Digest.objects.get_or_create(
        user=user, defaults={"told_until": now, "due_at": Digest.next_due(Digest.Rhythm.WEEKLY, now)}
    )
    return found


@transaction.atomic
def unfollow(*, user: User, kind: str, target: str) -> None:
    """Hear no more of it."""
    Follow.objects.filter(user=user, kind=kind, target=target).delete()


@transaction.atomic
def set_rhythm(*, user: User, rhythm: str) -> Digest:
    """How often to hear: weekly, daily or never. Who starts again is told of what happens from then on."""
    now = clock.now()
    digest, _created = Digest.objects.select_for_update().get_or_create(user=user, defaults={"told_until": now})
    if digest.rhythm == Digest.Rhythm.NEVER != rhythm:
        digest.told_until = now
    digest.rhythm, digest.due_at = rhythm, Digest.next_due(rhythm, now)
    digest.save()
    return digest


def send_due() -> int:
    """Queue an overview for everybody whose moment has come; returns how many mails. Work for the clock.

    Who has no news gets no mail. Batch by batch, a transaction each: an interrupted run goes on where it was.
    """
    now, sent = clock.now(), 0
    due = Digest.objects.filter(due_at__lte=now)
    oldest = due.order_by("told_until").values_list("told_until", flat=True).first()
    if oldest is None:
        return 0
    gazette = Gazette(since=max(oldest, now - OLDEST), until=now)
    while (number := _send_batch(gazette, now)) is not None:
        sent += number
    return sent


@transaction.atomic
def _send_batch(gazette: Gazette, now: datetime) -> int | None:
    rows = Digest.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))  # on SQLite the transaction itself is the lock
    digests = list(rows.select_related("user")[:BATCH])
    if not digests:
        return None
    parts = gazette.parts([digest for digest in digests if digest.user.is_active])
    tell.overviews([(digest, parts[digest.user_id]) for digest in digests if digest.user_id in parts])
    for digest in digests:
        digest.told_until, digest.due_at = now, Digest.next_due(digest.rhythm, now)
    Digest.objects.bulk_update(digests, ["told_until", "due_at"])
    return len(parts)


@transaction.atomic
def forget_follower(*, user: User) -> int:
    """What must happen before an account goes."""
    return Follow.objects.filter(user=user).delete()[0] + Digest.objects.filter(user=user).delete()[0]
