"""All changes to the newsletter: who gets it, what is in it, and its way out. Each is one transaction, safe to repeat."""

from community.actions.newsletter.issues import compose, make_ready, readers_of, send_due, send_proof, take_back
from community.actions.newsletter.subscribing import ask, choose, confirm, end, forget_unconfirmed

__all__ = [
    "ask",
    "choose",
    "compose",
    "confirm",
    "end",
    "forget_unconfirmed",
    "make_ready",
    "readers_of",
    "send_due",
    "send_proof",
    "take_back",
]
