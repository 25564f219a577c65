"""The personal link to what somebody put up: signed for this one purpose. The same link edits, answers and closes.

It works for a year; every mail about it brings a fresh one, and a page behind the old one sends another.
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature
from django.urls import reverse
from django.utils import translation

from community.dated_links import DatedSigner
from community.models import Idea, Notice, Posted, SupportOffer

KINDS = {"idee": Idea, "aanbod": SupportOffer, "prikbord": Notice}
_signer = DatedSigner(salt="community.posted", lifetime=timedelta(days=365))


def kind_of(post: Posted) -> str:
    """The word for it in the link."""
    return next(kind for kind, model in KINDS.items() if isinstance(post, model))


def post_token(post: Posted) -> str:
    """A URL-safe token that names the post and cannot be guessed or altered."""
    return _signer.sign(f"{kind_of(post)}-{post.public_id.hex}")


def post_url(post: Posted, *, absolute: bool = True) -> str:
    """The owner's page: the whole address in their language (for mail), or the path in the language being read."""
    with translation.override(post.language if absolute else translation.get_language()):
        path = reverse("own_post", args=[post_token(post)])
    return settings.BASE_URL + path if absolute else path


def post_for(token: str, *, ended: bool = False) -> Posted | None:
    """What this link is about; None for a forged one, for one that is too old (unless `ended`: only to send its owner
    another), and where nothing is left."""
    try:
        kind, _dash, number = _signer.unsign(token, ended=ended).partition("-")
        return KINDS[kind].objects.select_related("region").filter(public_id=uuid.UUID(number)).first()
    except (BadSignature, ValueError, KeyError):
        return None
