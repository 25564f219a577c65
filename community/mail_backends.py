"""Mail as files: one `.eml` per message in `settings.MAIL_DIR`, for the demo and for tests."""

import time
import uuid

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class EmlFileBackend(BaseEmailBackend):
    """Writes each message to its own file, whole or not at all; names sort by time."""

    def send_messages(self, email_messages):
        """Write the messages (`EmailMessage`); returns how many."""
        for message in email_messages:
            target = settings.MAIL_DIR / f"{time.time_ns()}-{uuid.uuid4().hex[:8]}.eml"
            draft = target.with_suffix(".part")
            draft.write_bytes(message.message().as_bytes(linesep="\r\n"))
            draft.rename(target)
        return len(email_messages)
