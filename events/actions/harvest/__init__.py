"""From session to knowledge: the notes of the groups, the drafts made of them, and what became of each point."""

from events.actions.harvest.answers import answer
from events.actions.harvest.drafts import make_drafts, tie_page
from events.actions.harvest.notes import ask_for_notes, chase_notes, delete_item, hand_in, reopen, save_item

__all__ = [
    "answer",
    "ask_for_notes",
    "chase_notes",
    "delete_item",
    "hand_in",
    "make_drafts",
    "reopen",
    "save_item",
    "tie_page",
]
