"""What buddies do, and what happens to them by the clock. Each is one transaction, safe to repeat."""

from community.actions.buddies.clock import keep
from community.actions.buddies.matches import block, leave, reflect, reply, stop
from community.actions.buddies.profiles import drop, pause, resume, save
from community.actions.buddies.proposing import propose

__all__ = ["block", "drop", "keep", "leave", "pause", "propose", "reflect", "reply", "resume", "save", "stop"]
