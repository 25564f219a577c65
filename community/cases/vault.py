"""The vault: a key per case, kept apart from the database, so that throwing a key away wipes the text everywhere.

Keys are files in the folder `settings.CASE_KEYS`, readable by the owner alone. The database and its back-ups hold
sealed texts only; what was sealed with a key that is gone stays unreadable, in the oldest back-up too. AES-256-GCM
(NIST SP 800-38D) with a fresh nonce per text; what a text is about is sealed along, so that it cannot be moved to
another place.
"""

import contextlib
import os
import secrets
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12  # bytes


class KeyGone(Exception):
    """The key was thrown away (or the text was tampered with): nobody can read this any more."""


def make_key(name: UUID) -> None:
    """Make a key of this name. Harmless where there is one."""
    path = _path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{secrets.token_hex(6)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(AESGCM.generate_key(bit_length=256))
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):  # another process was first: its key counts
        os.link(draft, path)
    draft.unlink()


def seal(name: UUID, text: str, *, about: UUID) -> bytes:
    """The text under lock; `about` names the thing it belongs to. Raises `KeyGone` without a key."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(_key(name)).encrypt(nonce, text.encode(), about.bytes)


def unseal(name: UUID, sealed: bytes | memoryview | None, *, about: UUID) -> str:
    """The text again; "" for nothing. Raises `KeyGone`."""
    if not sealed:
        return ""
    sealed = bytes(sealed)
    try:
        return AESGCM(_key(name)).decrypt(sealed[:NONCE], sealed[NONCE:], about.bytes).decode()
    except InvalidTag as error:
        raise KeyGone from error


def throw_away(name: UUID) -> bool:
    """Overwrite and remove a key; whether there was one. All that it sealed is unreadable from now on."""
    path = _path(name)
    try:
        with path.open("r+b") as file:
            file.write(b"\0" * path.stat().st_size)
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return False
    path.unlink(missing_ok=True)
    return True


def names(*, older_than: timedelta = timedelta(0)) -> Iterator[UUID]:
    """The names of all keys, or of those that were made at least so long ago (by the clock of the files)."""
    for path in Path(settings.CASE_KEYS).glob("*.key"):
        with contextlib.suppress(ValueError, FileNotFoundError):
            if time.time() - path.stat().st_mtime >= older_than.total_seconds():
                yield UUID(path.stem)


def _path(name: UUID) -> Path:
    return Path(settings.CASE_KEYS) / f"{UUID(str(name))}.key"


def _key(name: UUID) -> bytes:
    try:
        key = _path(name).read_bytes()
    except FileNotFoundError as error:
        raise KeyGone from error
    if len(key) != 32:
        raise KeyGone
    return key
