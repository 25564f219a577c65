"""The personal link of one side of a correspondence: signed, and useless for the other side.

It ends with the correspondence itself, which is forgotten a year after the last letter.
"""

import uuid

from django.core.signing import BadSignature, Signer

from community.links import url_of
from community.models import Correspondence

_signer = Signer(salt="community.letters", sep=".")


def letters_token(letters: Correspondence, side: str) -> str:
    """Names a correspondence and a side; cannot be guessed or altered."""
    return _signer.sign(f"{side}-{letters.public_id.hex}")


def letters_url(letters: Correspondence, side: str) -> str:
    """The page where this side answers or stops, for mail: the whole address in their language."""
    language = letters.language if side == Correspondence.Side.VISITOR else letters.profile.language
    return url_of("letters", language, letters_token(letters, side))


def letters_for(token: str) -> tuple[Correspondence, str] | None:
    """The correspondence of this link, and whose link it is; None for a forged one, or where nothing is kept."""
    try:
        side, _dash, number = _signer.unsign(token).partition("-")
        letters = Correspondence.objects.select_related("profile").filter(public_id=uuid.UUID(number)).first()
    except (BadSignature, ValueError):
        return None
    return (letters, side) if letters else None
