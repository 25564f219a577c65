"""What we mail to people who help on the day and after it: note takers, and who gets a proof or a place in a training.

Every function queues one mail in the transaction of the change it tells of. Participants' own mails are in
`events/notifications/__init__.py`.
"""

from datetime import datetime

from django.conf import settings
from django.utils import translation

from community import mail
from events import entries
from events.models import GroupNote, Proof
from events.notifications import is_silent, recipient_of
from events.secret_links import note_url, proof_url


def note_asked(note: GroupNote) -> None:
    """They keep the notes of a group: where, and until when."""
    _to_note_taker("note_asked", note, f"{note.public_id.hex}")


def note_reminder(note: GroupNote, moment: datetime) -> None:
    """The moment to write down, or a reminder after it. `moment` names the mail."""
    late = note.event.ends_at <= moment
    _to_note_taker("note_reminder", note, f"{note.public_id.hex}:{int(moment.timestamp())}", late=late)


def note_received(note: GroupNote) -> None:
    """Thank you; what happens with it."""
    if note.taker_email:
        _to_note_taker("note_received", note, f"{note.pk}:{int(note.handed_in_at.timestamp())}")


def proof_ready(proof: Proof) -> None:
    """Their proof of attendance is there to download. Who walked in without an address hears nothing."""
    attendance = proof.attendance
    registration, event = attendance.registration, attendance.event
    to_email, to_name = recipient_of(registration) if registration else (attendance.email, attendance.name)
    if is_silent() or not to_email:
        return
    language = registration.language if registration else settings.LANGUAGE_CODE
    with translation.override(language):
        mail.queue(
            key=f"proof_ready:{proof.pk}",
            template="mail/events/proof_ready",
            to_email=to_email,
            to_name=to_name,
            language=language,
            context={
                "name": mail.display_name(to_name),
                "on_behalf_of": mail.display_name(proof.name) if to_email != attendance.person_email else "",
                "title": event.title,
                "when": entries.when(event),
                "again": proof.replaces_id is not None,
                "link": proof_url(proof, language=language),
            },
        )


def _to_note_taker(name: str, note: GroupNote, key: str, **context) -> None:
    event = note.event
    with translation.override(note.language):
        mail.queue(
            key=f"{name}:{key}",
            template=f"mail/events/{name}",
            to_email=note.taker_email,
            to_name=note.taker_name,
            language=note.language,
            context={
                **context,
                "name": mail.display_name(note.taker_name),
                "title": event.title,
                "subject": note.subject,
                "when": entries.when(event),
                "until": entries.day(entries.local(note.due_at, event)),
                "link": note_url(note),
            },
        )
