"""Addresses for an answer by mail: one for each side of a correspondence, and useless for the other side.

They exist where `REPLIES_ADDRESS` names a mailbox that leads to `read_replies`. What stands before the @ is 64
characters at most and may lose its capitals on the way, so it is base32 of the number and ten bytes of seal.
"""

import base64
import binascii
import hmac
import uuid

from django.conf import settings

from community.models import Correspondence

SEAL = 10  # bytes
_SIDES = {side.value[0]: side.value for side in Correspondence.Side}


def reply_address(letters: Correspondence, side: str) -> str:
    """Where this side answers by mail; empty where answers by mail are not taken in."""
    box, _at, domain = settings.REPLIES_ADDRESS.rpartition("@")
    if not box:
        return ""
    sealed = letters.public_id.bytes + _seal(letters.public_id, side)
    return f"{box}+{side[0]}{base64.b32encode(sealed).decode().rstrip('=').lower()}@{domain}"


def letters_at(address: str) -> tuple[Correspondence, str] | None:
    """The correspondence behind such an address, and whose it is; None for any other address and a forged one."""
    box, _at, domain = settings.REPLIES_ADDRESS.lower().rpartition("@")
    here, _at, there = address.lower().rpartition("@")
    name, _plus, token = here.partition("+")
    side = _SIDES.get(token[:1])
    if not box or not side or (name, there) != (box, domain):
        return None
    try:
        sealed = base64.b32decode(f"{token[1:]}{'=' * (-len(token[1:]) % 8)}", casefold=True)
        public_id = uuid.UUID(bytes=sealed[:16])
    except (binascii.Error, ValueError):
        return None
    if not hmac.compare_digest(sealed[16:], _seal(public_id, side)):
        return None
    letters = Correspondence.objects.select_related("profile").filter(public_id=public_id).first()
    return (letters, side) if letters else None


def _seal(public_id: uuid.UUID, side: str) -> bytes:
    said = f"community.reply {side} {public_id.hex}".encode()
    return hmac.digest(settings.SECRET_KEY.encode(), said, "sha256")[:SEAL]
