"""What is kept of people who help on the day or come to it, for the register."""

import uuid
from collections.abc import Iterator

from community.personal_data import Holding, Person, declare_free, register
from events.models import GroupNote


def _notes(person: Person) -> Iterator[dict]:
    for note in GroupNote.objects.filter(taker_email__iexact=person.email).select_related("event", "breakout"):
        yield {
            "bijeenkomst": note.event.title,
            "groep": note.subject,
            "naam": note.taker_name,
            "status": note.get_status_display(),
            "punten": [{"soort": item.get_kind_display(), "punt": str(item)} for item in note.items.all()],
        }


def _forget_note_taker(person: Person) -> int:
    """What the group found stays; who wrote it down is forgotten, and the link stops working."""
    mine = list(GroupNote.objects.filter(taker_email__iexact=person.email))
    for note in mine:
        note.taker_name = note.taker_email = ""
        note.public_id, note.remind_at = uuid.uuid4(), None
        note.save(update_fields=["taker_name", "taker_email", "public_id", "remind_at"])
    return len(mine)


def register_holdings() -> None:
    """Called when the app is ready."""
    register(Holding("oogst", ("events.GroupNote", "events.NoteItem"), _notes, _forget_note_taker))
    declare_free("events.ReportPage", "events.HarvestedPage")
