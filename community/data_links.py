"""The link by which somebody without an account reaches what is kept of an address. It works for a day.

Nothing is stored for it, so the address travels in the link; sealed, because addresses of pages end up in logs.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from cms import clock

LIFETIME = 86_400  # seconds


def data_token(email: str) -> str:
    """A URL-safe token for one address; cannot be read, guessed or altered."""
    return _seal().encrypt_at_time(email.lower().encode(), _now()).decode().rstrip("=")  # it ends a word in a mail


def email_of(token: str) -> str | None:
    """Whose link it is; None for a forged one and for one of more than a day old."""
    try:
        return _seal().decrypt_at_time(f"{token}{'=' * (-len(token) % 4)}".encode(), LIFETIME, _now()).decode()
    except InvalidToken:
        return None


def _seal() -> Fernet:
    secret = hashlib.sha256(f"community.my_data {settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(secret))


def _now() -> int:
    return int(clock.now().timestamp())
