"""Mails about a question for advice."""

import uuid

from community import mail
from community.advice import Adviser


def question_for_adviser(
    adviser: Adviser, *, key: uuid.UUID, name: str, email: str, question: str, subject: str
) -> None:
    """The question; an answer goes straight to whoever asked."""
    context = {"adviser": adviser, "name": name, "email": email, "question": question, "subject": subject}
    mail.queue(
        key=f"advice_question:{key}",
        template="mail/community/advice_question",
        to_email=adviser.email,
        context=context,
        reply_to=email,
    )


def question_passed_on(adviser: Adviser, *, key: uuid.UUID, email: str, language: str) -> None:
    """The receipt, with the day before which an answer comes."""
    mail.queue(
        key=f"advice_receipt:{key}",
        template="mail/community/advice_receipt",
        to_email=email,
        language=language,
        context={"adviser": adviser},
    )
