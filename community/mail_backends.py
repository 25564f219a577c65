"""Mail as files, for the demo and for tests; and the door by which mail of packages comes into the outbox."""

import os
import time
import uuid
from email import policy
from email.parser import BytesHeaderParser
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import get_language


class EmlFileBackend(BaseEmailBackend):
    """Writes each message to its own file, whole or not at all; names sort by time."""

    def send_messages(self, email_messages):
        """Write the messages (`EmailMessage`); returns how many. Raises `OSError` when a file cannot be written."""
        folder = Path(settings.MAIL_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            _write(folder / f"{time.time_ns()}-{uuid.uuid4().hex[:8]}.eml", message.message().as_bytes(linesep="\r\n"))
        return len(email_messages)


def forget_files(address: str) -> int:
    """Throw away the files of mails to one address, where mail is kept as files; returns how many."""
    mails = [path for path in Path(settings.MAIL_DIR).glob("*.eml") if _is_to(path, address)]
    for path in mails:
        path.unlink(missing_ok=True)
    return len(mails)


def _is_to(path: Path, address: str) -> bool:
    with path.open("rb") as file:
        to = BytesHeaderParser(policy=policy.default).parse(file)["To"]
    return bool(to) and any(each.addr_spec.lower() == address.lower() for each in to.addresses)


class OutboxBackend(BaseEmailBackend):
    """What Django knows as "sending": whatever a package mails (Wagtail: reviews, comments) goes through the outbox.

    So nothing leaves but by the one sender, and nothing is lost when the server is away. Attachments and HTML are
    left out: our own mails, which have them, are queued directly.
    """

    def send_messages(self, email_messages):
        """Queue the messages, each recipient apart; returns how many messages."""
        from community import mail  # the mail module imports Django's mail, which imports the backend

        with transaction.atomic():
            for message in email_messages:
                for address in message.recipients():
                    mail.queue(
                        key=f"package:{uuid.uuid4()}",
                        template="mail/community/note",
                        to_email=address,
                        language=get_language() or settings.LANGUAGE_CODE,
                        context={"subject": message.subject, "body": message.body},
                    )
        return len(email_messages)


def _write(target: Path, content: bytes) -> None:
    """Under another name first, and on the disk before it is called mail: what was acknowledged is stored."""
    draft = target.with_suffix(".part")
    try:
        draft.touch(mode=0o600, exist_ok=False)
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(target)
    finally:
        draft.unlink(missing_ok=True)
