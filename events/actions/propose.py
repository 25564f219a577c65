"""Proposing a meeting: the idea goes to the organisers by mail; nothing else is kept of it."""

import uuid

from django.db import transaction

from events.notifications import proposals as notifications


@transaction.atomic
def propose(*, key: uuid.UUID, idea: str, name: str, email: str, language: str) -> None:
    """Pass the idea on, once per `key`, and tell whoever had it that it arrived."""
    notifications.meeting_proposed(key=key, idea=idea, name=name, email=email)
    notifications.proposal_received(key=key, idea=idea, name=name, email=email, language=language)
