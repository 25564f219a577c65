"""Asking for advice."""

import uuid

from django.db import transaction

from community.actions.moderation import refuse_blocked
from community.advice import Adviser
from community.notifications import advice as notifications


@transaction.atomic
def ask_advice(
    *, adviser: Adviser, key: uuid.UUID, name: str, email: str, question: str, subject: str, language: str, user=None
) -> None:
    """Pass the question on, and tell the visitor by when an answer comes. The same `key` again sends nothing.

    The receipt does not repeat the question, because the address may be somebody else's. Raises `Refused` for somebody
    who may not contribute now.
    """
    refuse_blocked(user=user, email=email)
    notifications.question_for_adviser(adviser, key=key, name=name, email=email, question=question, subject=subject)
    notifications.question_passed_on(adviser, key=key, email=email, language=language)
