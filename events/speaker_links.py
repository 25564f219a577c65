"""The personal link of a speaker: signed for this one purpose, useless a year after the meeting."""

import uuid
from datetime import timedelta

from django.core.signing import BadSignature, Signer

from cms import clock
from events.models import Speaker
from events.secret_links import address

LIFETIME = timedelta(days=365)
_signer = Signer(salt="events.speaker", sep=".")


def speaker_token(speaker: Speaker) -> str:
    """A URL-safe token that names the speaker and cannot be guessed or altered."""
    return _signer.sign(speaker.public_id.hex)


def speaker_url(speaker: Speaker, *, absolute: bool = True) -> str:
    """Their own page: the whole address in their language for mail, or the path in the language being read."""
    return address("speaker", speaker_token(speaker), language=speaker.language, absolute=absolute)


def speaker_for(token: str) -> Speaker | None:
    """Whose link this is; None for a forged or expired one."""
    try:
        public_id = uuid.UUID(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None
    found = Speaker.objects.select_related("event", "breakout__round", "item").filter(public_id=public_id).first()
    return None if found is None or clock.now() > found.event.ends_at + LIFETIME else found
