"""Writing in one's learning log, sharing an entry with a group or a buddy, and taking that back."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from community.actions import moderation
from community.actions.refusal import Refused, Stale
from community.models import BuddyMatch, Circle, CircleMember, LogEntry, User

KIND = "leerlog"  # in the register of contributions


@transaction.atomic
def note(*, user: User, key: uuid.UUID, prompt: str, text: str) -> LogEntry:
    """A new entry, for its writer alone. The same `key` again adds nothing."""
    entry, _created = LogEntry.objects.get_or_create(user=user, key=key, defaults={"prompt": prompt, "text": text})
    return entry


@transaction.atomic
def rewrite(*, entry: LogEntry, prompt: str, text: str, expected_version: int) -> LogEntry:
    """Change an entry. Raises `Stale` when another window saved meanwhile."""
    entry = LogEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.version != expected_version:
        raise Stale(entry)
    entry.prompt, entry.text, entry.version = prompt, text, entry.version + 1
    entry.save()
    if entry.is_shared:
        moderation.contributed(kind=KIND, key=entry.public_id, user=entry.user)
    return entry


@transaction.atomic
def share(*, entry: LogEntry, circle: Circle | None = None, buddy: BuddyMatch | None = None) -> None:
    """Let the members of one group, or one buddy, read an entry; without either nobody any more.

    Raises `Refused` for a group one is not in or that everybody reads, for a buddy of somebody else or of before, and
    for somebody who is blocked.
    """
    if circle and not CircleMember.objects.filter(circle=circle, user=entry.user_id).exists():
        raise Refused(_("Je kunt alleen delen met een groep waar je in zit."))
    if circle and circle.is_open:
        raise Refused(_("Een open groep leest iedereen mee. Kies een besloten groep."))
    if buddy and not BuddyMatch.objects.of(entry.user).filter(pk=buddy.pk, state=BuddyMatch.State.RUNNING).exists():
        raise Refused(_("Je kunt alleen delen met je maatje van nu."))
    LogEntry.objects.filter(pk=entry.pk).update(shared_with=circle, shared_with_buddy=None if circle else buddy)
    if circle or buddy:
        moderation.contributed(kind=KIND, key=entry.public_id, user=entry.user)


@transaction.atomic
def tear_out(*, entry: LogEntry) -> None:
    """Take an entry away for good."""
    moderation.forget_words(kind=KIND, key=entry.public_id)
    entry.delete()
