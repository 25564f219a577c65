"""Writing in one's learning log, sharing an entry with a group, and taking that back."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from community.actions.refusal import Refused, Stale
from community.models import Circle, CircleMember, LogEntry, User


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
    return entry


@transaction.atomic
def share(*, entry: LogEntry, circle: Circle | None) -> None:
    """Let the members of a group read an entry; with None nobody any more. Raises `Refused` outside one's own groups."""
    if circle and not CircleMember.objects.filter(circle=circle, user=entry.user_id).exists():
        raise Refused(_("Je kunt alleen delen met een groep waar je in zit."))
    if circle and circle.is_open:
        raise Refused(_("Een open groep leest iedereen mee. Kies een besloten groep."))
    LogEntry.objects.filter(pk=entry.pk).update(shared_with=circle)


@transaction.atomic
def tear_out(*, entry: LogEntry) -> None:
    """Take an entry away for good."""
    entry.delete()
