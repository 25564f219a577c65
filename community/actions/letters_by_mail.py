"""An answer from somebody's own mail program, passed on as the letter it is. Neither sees the other's address."""

import logging
import re
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from cms.identifiers import refuse_bsn
from community.actions.letters import answer
from community.actions.refusal import Refused
from community.incoming import read
from community.limits import within_limit
from community.models import Correspondence
from community.notifications.letters import came_back
from community.reply_addresses import letters_at

logger = logging.getLogger(__name__)
FAMILY = uuid.UUID("0b6f2c3e-41d7-4f0d-9a0c-54c1c1d7c7f2")
LONGEST = 4000
HOUR = 3600


def take_in_letter(raw: bytes) -> str:
    """Pass on one mail that came to an address of ours; returns a word for what became of it, and "" for a mail that
    is not for a correspondence at all.

    Only its new words go on, without the writer's own address. What cannot go on comes back to them with the reason,
    except from a machine or a flood. The same mail again sends nothing. Words are logged nowhere.
    """
    incoming = read(raw)
    found = next(filter(None, map(letters_at, incoming.recipients)), None) if incoming else None
    if not found:
        return ""
    letters, side = found
    word = "automatic" if incoming.is_automatic else _pass_on(letters, side, incoming.words, incoming.number)
    logger.info("letter by mail: %s", word)
    return word


def _pass_on(letters: Correspondence, side: str, words: str, number: str) -> str:
    key = uuid.uuid5(FAMILY, f"{letters.public_id} {side} {number}")
    if not within_limit("letters", f"{letters.public_id}{side}", amount=20, seconds=HOUR):
        return "too many"
    language = letters.profile.language if side == Correspondence.Side.AMBASSADOR else letters.language
    with translation.override(language), transaction.atomic():
        try:
            answer(letters=letters, by=side, key=key, message=_checked(words, letters.address_of(side)))
        except Refused as refused:
            came_back(letters, to=side, key=key, reason=str(refused))
            return "came back"
    return "passed on"


def _checked(words: str, own_address: str) -> str:
    """The words without the writer's address. Raises `Refused` for nothing, for too much, and for what may not stand."""
    words = re.sub(re.escape(own_address), "…", words, flags=re.IGNORECASE)
    if not words:
        raise Refused(_("We vonden geen tekst boven de regel in je mail."))
    if len(words) > LONGEST:
        raise Refused(_("Je bericht is te lang om door te geven."))
    try:
        refuse_bsn(words)
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages)) from wrong
    return words
