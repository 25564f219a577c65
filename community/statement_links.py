"""Signed links around barriers and statements: one's support, and an organisation's signature."""

import uuid
from datetime import timedelta

from django.core.signing import BadSignature, Signer

from community.dated_links import DatedSigner
from community.models import Barrier, Signature

_support = DatedSigner(salt="community.barrier_support", lifetime=timedelta(days=30))
_signature = Signer(salt="community.signature", sep=".")


def support_token(barrier: Barrier, person: str) -> str:
    """Names a barrier and a person's hash; nothing is kept until the link is used."""
    return _support.sign(f"{barrier.public_id.hex}-{person}")


def support_for(token: str, *, ended: bool = False) -> tuple[Barrier, str] | None:
    """The barrier and the hash in a link; None for a forged one, for one that is too old (unless `ended`: only to ask
    for another), and where the barrier is gone."""
    try:
        number, _dash, person = _support.unsign(token, ended=ended).partition("-")
        barrier = Barrier.objects.public().filter(public_id=uuid.UUID(number)).first()
    except (BadSignature, ValueError):
        return None
    return (barrier, person) if barrier else None


def signature_token(signature: Signature) -> str:
    """Names a signature, for the organisation's own contact; what it does ends when the statement closes."""
    return _signature.sign(signature.public_id.hex)


def signature_for(token: str) -> Signature | None:
    """The signature of a link; None for a forged one, or where it is gone."""
    try:
        public_id = uuid.UUID(_signature.unsign(token))
    except (BadSignature, ValueError):
        return None
    return Signature.objects.select_related("statement", "organisation").filter(public_id=public_id).first()
