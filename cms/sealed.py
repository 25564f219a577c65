"""Text that stands encrypted in the database: a copy of it, or somebody who reads along in it, learns nothing."""

import base64
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

MARK = "s1:"  # which way of sealing
NONCE = 12  # bytes


class SealedField(models.TextField):
    """Kept under AES-256-GCM with a key that follows from `SECRET_KEY` (NIST SP 800-38D; RFC 5869). It can be stored and
    read, not searched or ordered by. An empty text stays empty; what was sealed under a lost key reads as empty."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        if not value:
            return value
        nonce = secrets.token_bytes(NONCE)
        sealed = nonce + _key(settings.SECRET_KEY).encrypt(nonce, value.encode(), None)
        return MARK + base64.b64encode(sealed).decode()

    def from_db_value(self, value, expression, connection):
        """The text itself."""
        if not value or not value.startswith(MARK):
            return value
        sealed = base64.b64decode(value.removeprefix(MARK))
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            try:
                return _key(secret).decrypt(sealed[:NONCE], sealed[NONCE:], None).decode()
            except InvalidTag:
                continue
        return ""


@lru_cache(maxsize=8)
def _key(secret: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"cms.sealed").derive(secret.encode())
    return AESGCM(derived)
