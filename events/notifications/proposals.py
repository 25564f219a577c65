"""What we mail when somebody proposes a meeting."""

import uuid

from django.conf import settings

from community import mail


def meeting_proposed(*, key: uuid.UUID, idea: str, name: str, email: str) -> None:
    """To the address that people can answer to; an answer goes straight to whoever had the idea."""
    mail.queue(
        key=f"meeting_proposed:{key}",
        template="mail/events/meeting_proposed",
        to_email=settings.SITE_EMAIL,
        context={"idea": idea, "name": name, "email": email, "title": settings.SITE_NAME},
        reply_to=email,
    )


def proposal_received(*, key: uuid.UUID, idea: str, name: str, email: str, language: str) -> None:
    """The receipt."""
    mail.queue(
        key=f"proposal_received:{key}",
        template="mail/events/proposal_received",
        to_email=email,
        to_name=name,
        language=language,
        context={"name": mail.display_name(name), "title": settings.SITE_NAME},
    )
