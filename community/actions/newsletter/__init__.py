"""All changes to the newsletter: who gets it, what is in it, and its way out. Each is one transaction, safe to repeat."""

from community.actions.newsletter.issues import compose, make_ready, send_due, take_back
from community.actions.newsletter.subscribing import ask, confirm, end, forget_unconfirmed

__all__ = ["ask", "compose", "confirm", "end", "forget_unconfirmed", "make_ready", "send_due", "take_back"]
