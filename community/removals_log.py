"""Who was removed, told outside the database: one that is put back knows nothing of the removals since.

A line for each in the file `removals.log`, in the folder `settings.CASE_KEYS` that no back-up of the database holds:
the keyed hash of an address, and the moment. Lines are added, never changed.
"""

import contextlib
import os
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings


def add(removed: str, moment: datetime) -> None:
    """Write down that the address with this hash was removed, before anything else happens to the machine."""
    path = _path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as file:
        file.write(f"{removed} {moment.isoformat()}\n")
        file.flush()
        os.fsync(file.fileno())


def read() -> dict[str, datetime]:
    """The moment of the last removal by hash. A line that was spoilt is passed over."""
    found: dict[str, datetime] = {}
    with contextlib.suppress(FileNotFoundError):
        for line in _path().read_text(errors="replace").splitlines():
            with contextlib.suppress(ValueError):
                removed, told = line.split()
                moment = datetime.fromisoformat(told).astimezone(UTC)
                found[removed] = max(moment, found.get(removed, moment))
    return found


def _path() -> Path:
    return Path(settings.CASE_KEYS) / "removals.log"
