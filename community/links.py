"""Whole addresses of our own pages, for mail, and links that open one thing for whoever holds them."""

import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from community.models import ModerationDecision, Subscription

_decisions = Signer(salt="community.decision", sep=".")


def url_of(name: str, language: str, *args) -> str:
    """The address of a page in a language, host and all."""
    with translation.override(language):
        return settings.BASE_URL + reverse(name, args=args)


def decision_token(decision: ModerationDecision) -> str:
    """Names a decision towards its author; cannot be guessed or altered."""
    return _decisions.sign(decision.public_id.hex)


def decision_for(token: str) -> ModerationDecision | None:
    """Which decision this link is about; None for a forged one."""
    try:
        public_id = uuid.UUID(_decisions.unsign(token))
    except (BadSignature, ValueError):
        return None
    found = ModerationDecision.objects.select_related("rule", "block", "appeal", "item", "author")
    return found.filter(public_id=public_id).first()


def subscription_token(subscription: Subscription, purpose: str) -> str:
    """Names a subscription for one purpose ("confirm", "choose" or "stop"); useless for the others."""
    return Signer(salt=f"community.newsletter.{purpose}", sep=".").sign(subscription.public_id.hex)


def subscription_for(token: str, purpose: str) -> Subscription | None:
    """Whose link this is; None for a forged one, one for another purpose, and when nothing is kept any more."""
    try:
        public_id = uuid.UUID(Signer(salt=f"community.newsletter.{purpose}", sep=".").unsign(token))
    except (BadSignature, ValueError):
        return None
    return Subscription.objects.filter(public_id=public_id).first()
