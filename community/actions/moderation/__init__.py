"""What moderators and those who report do. Each is one transaction, safe to repeat; `Refused` says why not."""

from community.actions.moderation.contributing import contributed
from community.actions.moderation.reporting import report

__all__ = ["contributed", "report"]
