"""What organisers do with a meeting. Every act is one transaction under the meeting's lock, and is logged."""

from events.actions.organise.breakouts import (
    cancel_breakout,
    delete_breakout,
    hoping_for,
    save_breakout,
)
from events.actions.organise.conflict import Conflict, version_of
from events.actions.organise.editions import copy_event
from events.actions.organise.hosts import appoint_host, dismiss_host
from events.actions.organise.meetings import cancel_event, change_event, create_event, next_edition
from events.actions.organise.pages import create_series, publish_page
from events.actions.organise.participants import record_export, sign_up_by_organiser
from events.actions.organise.programme import (
    delete_item,
    delete_round,
    save_item,
    save_round,
)
from events.actions.organise.runs import create_run, publish_drafts
from events.actions.organise.undoing import put_back

__all__ = [
    "Conflict",
    "appoint_host",
    "cancel_breakout",
    "cancel_event",
    "change_event",
    "copy_event",
    "create_event",
    "create_run",
    "create_series",
    "delete_breakout",
    "delete_item",
    "delete_round",
    "dismiss_host",
    "hoping_for",
    "next_edition",
    "publish_drafts",
    "publish_page",
    "put_back",
    "record_export",
    "save_breakout",
    "save_item",
    "save_round",
    "sign_up_by_organiser",
    "version_of",
]
