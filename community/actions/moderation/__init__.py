"""What moderators and those who report do. Each is one transaction, safe to repeat; `Refused` says why not."""

from community.actions.moderation.appeals import decide_on_appeal, object_to
from community.actions.moderation.blocks import refuse_blocked, tell_ended
from community.actions.moderation.contributing import contributed
from community.actions.moderation.deciding import block, hide, keep, show_again, take, wipe
from community.actions.moderation.forgetting import forget_author, forget_words
from community.actions.moderation.reporting import report

__all__ = [
    "block",
    "contributed",
    "decide_on_appeal",
    "forget_author",
    "forget_words",
    "hide",
    "keep",
    "object_to",
    "refuse_blocked",
    "report",
    "show_again",
    "take",
    "tell_ended",
    "wipe",
]
