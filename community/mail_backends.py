"""Mail as files: one `.eml` per message in `settings.MAIL_DIR`, for the demo and for tests."""

import os
import time
import uuid
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class EmlFileBackend(BaseEmailBackend):
    """Writes each message to its own file, whole or not at all; names sort by time."""

    def send_messages(self, email_messages):
        """Write the messages (`EmailMessage`); returns how many. Raises `OSError` when a file cannot be written."""
        folder = Path(settings.MAIL_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            _write(folder / f"{time.time_ns()}-{uuid.uuid4().hex[:8]}.eml", message.message().as_bytes(linesep="\r\n"))
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
