"""Cases for the library: sent by a member, checked by somebody else, and only then to be read."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from community.actions.refusal import Refused, Stale
from community.models import SharedCase, User

Status = SharedCase.Status
WORDS = ("title", "situation", "question", "talk")


@transaction.atomic
def send(*, key: uuid.UUID, author: User, **words) -> SharedCase:
    """Hand a case in for a second reader. The same `key` again adds nothing."""
    case, _created = SharedCase.objects.get_or_create(key=key, defaults={"author": author, **words})
    return case


@transaction.atomic
def send_again(*, case: SharedCase, expected_version: int, **words) -> SharedCase:
    """Other words; it waits for a second reader again, also when it stood in the library. Raises `Stale`."""
    case = SharedCase.objects.select_for_update().get(pk=case.pk)
    if case.version != expected_version:
        raise Stale(case)
    for name in WORDS:
        setattr(case, name, words[name])
    case.status, case.reason, case.checked_by, case.checked_at = Status.SENT, "", None, None
    case.version += 1
    case.save()
    return case


@transaction.atomic
def approve(*, case: SharedCase, by: User, expected_version: int) -> SharedCase:
    """Put it in the library, by somebody else than who wrote it. Raises `Refused` and `Stale`."""
    case = _checked(case, by, expected_version)
    case.status, case.reason = Status.APPROVED, ""
    case.save()
    return case


@transaction.atomic
def give_back(*, case: SharedCase, by: User, expected_version: int, reason: str) -> SharedCase:
    """Back to its author, with what has to change."""
    case = _checked(case, by, expected_version)
    case.status, case.reason = Status.RETURNED, reason
    case.save()
    return case


@transaction.atomic
def take_away(*, case: SharedCase) -> None:
    """Out of the library, for good."""
    SharedCase.objects.filter(pk=case.pk).delete()


def _checked(case: SharedCase, by: User, expected_version: int) -> SharedCase:
    case = SharedCase.objects.select_for_update().get(pk=case.pk)
    if case.version != expected_version:
        raise Stale(case)
    if case.author_id == by.pk:
        raise Refused(_("Een casus wordt door een ander nagekeken dan wie hem schreef."))
    case.checked_by, case.checked_at = by, clock.now()
    return case
