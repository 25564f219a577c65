"""Experiences with a handvat: told by anybody, shown when a moderator agrees."""

import uuid

from django.db import transaction

from cms import memory
from community.actions.moderation import contributed, refuse_blocked
from community.models import Experience


@transaction.atomic
def tell(
    *, key: uuid.UUID, handvat, worked: bool, situation: str, sector=None, language: str = "nl", by=None
) -> Experience:
    """Keep what somebody says of a handvat (a HandvatPage), for a moderator to read. The same `key` again adds nothing.

    `by` is asked whether they may contribute (`Refused`) and is not kept.
    """
    refuse_blocked(user=by)
    experience, created = Experience.objects.get_or_create(
        key=key,
        defaults={
            "handvat": handvat.translation_key,
            "title": handvat.title,
            "worked": worked,
            "situation": situation.strip(),
            "sector": sector,
            "language": language,
        },
    )
    if created:
        contributed(kind="ervaring", key=experience.key)
    return experience


def approve(*, experience: Experience) -> None:
    """Show it on the page of the handvat."""
    _decide(experience, Experience.Status.APPROVED)


def reject(*, experience: Experience) -> None:
    """Do not show it, or no longer."""
    _decide(experience, Experience.Status.REJECTED)


@transaction.atomic
def _decide(experience: Experience, status: str) -> None:
    experience = Experience.objects.select_for_update().get(pk=experience.pk)
    if experience.status != status:
        experience.status = status
        experience.save(update_fields=["status"])
        memory.renew()
