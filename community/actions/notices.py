"""What happens to a notice: it hangs for sixty days, is extended or taken down, and people answer it."""

import uuid

from django.db import transaction

from cms import clock, page_cache
from community.actions.moderation import refuse_blocked
from community.models import Notice
from community.models.notices import REMINDED_BEFORE, SHOWN_FOR
from community.notifications import notices as notifications
from community.search import notices as search


def appeared(notice: Notice) -> None:
    """A notice hangs there from now on. Inside the caller's transaction."""
    notice.expires_at = clock.now() + SHOWN_FOR
    notice.remind_at = notice.expires_at - REMINDED_BEFORE
    notice.save(update_fields=["expires_at", "remind_at"])


@transaction.atomic
def extend(*, notice: Notice) -> None:
    """Another sixty days from now, also when it had come down."""
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    appeared(notice)
    search.refresh(notice)
    page_cache.forget()


@transaction.atomic
def take_down(*, notice: Notice) -> None:
    """It comes down now; its owner may hang it again."""
    Notice.objects.filter(pk=notice.pk).update(expires_at=clock.now(), remind_at=None)
    search.forget(notice)
    page_cache.forget()


@transaction.atomic
def answer(*, notice: Notice, key: uuid.UUID, name: str, email: str, message: str, language: str) -> None:
    """Pass a visitor's answer on, and tell the visitor so. The same `key` again sends nothing.

    Raises `Refused` for somebody who is blocked.
    """
    refuse_blocked(email=email)
    notifications.message(notice, key=key, name=name, email=email, message=message)
    notifications.receipt(notice, key=key, name=name, email=email, language=language)


def remind() -> int:
    """Tell owners, a week before, that their notice comes down; work for the clock. Returns how many."""
    due = Notice.objects.filter(remind_at__lte=clock.now()).values_list("pk", flat=True)
    search.forget_expired()
    page_cache.forget()  # what came down today is no longer shown
    return sum(_remind(pk) for pk in list(due))


@transaction.atomic
def _remind(pk: int) -> int:
    notice = Notice.objects.select_for_update().get(pk=pk)
    if not notice.remind_at or notice.remind_at > clock.now():
        return 0
    notifications.coming_down(notice)
    notice.remind_at = None
    notice.save(update_fields=["remind_at"])
    return 1
