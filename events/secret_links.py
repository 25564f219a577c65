"""Links for people without an account who help or take part on the day: signed for one purpose, and not for ever."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from cms import clock
from events.models import GroupNote

NOTE_LIFETIME = timedelta(days=183)
_note_signer = Signer(salt="events.note", sep=".")


def note_token(note: GroupNote) -> str:
    """A URL-safe token that names the notes and cannot be guessed or altered."""
    return _note_signer.sign(note.public_id.hex)


def note_url(note: GroupNote, *, absolute: bool = True) -> str:
    """Where the notes of a group are kept: the whole address for mail, or the path in the language being read."""
    return address("group_note", note_token(note), language=note.language, absolute=absolute)


def note_for(token: str) -> GroupNote | None:
    """Whose notes this link opens; None for a forged or replaced one, and half a year after the meeting."""
    public_id = unsigned(_note_signer, token)
    found = GroupNote.objects.select_related("event", "breakout__round").filter(public_id=public_id).first()
    return None if found and clock.now() > found.event.ends_at + NOTE_LIFETIME else found


def address(name: str, *parts, language: str, absolute: bool = True) -> str:
    """The whole address of a page in this language (for mail), or its path in the language being read."""
    with translation.override(language if absolute else translation.get_language()):
        path = reverse(name, args=parts)
    return settings.BASE_URL + path if absolute else path


def unsigned(signer: Signer, token: str) -> uuid.UUID | None:
    """The id in a token; None for a forged one."""
    try:
        return uuid.UUID(signer.unsign(token))
    except (BadSignature, ValueError):
        return None
