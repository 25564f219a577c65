"""Keeping the notes of a group: naming the note taker, saving points, handing in, and chasing who is late."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock, memory
from events.actions.refusal import Refused
from events.models import Breakout, Event, GroupNote, NoteItem
from events.notifications import day as letters


@transaction.atomic
def ask_for_notes(
    *, event: Event, breakout: Breakout | None, name: str, email: str, language: str = "nl", actor=None
) -> GroupNote:
    """Name who keeps the notes of this break-out (or of the whole meeting), and send them the link.

    The same person again sends nothing new. Another person gets a link of their own; the old one stops working, and
    what was already noted stays. Raises `Refused` for a break-out that does not go on.
    """
    if event.is_cancelled or (breakout and breakout.is_cancelled):
        raise Refused(_("Deze groep gaat niet door. Er valt niets op te schrijven."))
    email = email.strip().lower()
    note, created = GroupNote.objects.get_or_create(event=event, breakout=breakout)
    note = _locked(note)
    if note.taker_email == email and note.taker_name == name:
        return note
    if not created and note.taker_email != email:
        note.public_id = uuid.uuid4()
    note.taker_name, note.taker_email, note.language = name, email, language
    if not note.is_handed_in:
        note.remind_at = note.next_reminder(clock.now())
    note.save()
    letters.note_asked(note)
    return note


@transaction.atomic
def save_item(
    *, note: GroupNote, item: NoteItem | None = None, version: str = "", key: uuid.UUID, **values
) -> NoteItem:
    """Keep one point. The same `key` again returns the point it made. Raises `Refused` when the notes are handed in,
    and when somebody else changed the point since `version`.
    """
    note = _open(note)
    if item is None:
        made, _created = NoteItem.objects.get_or_create(key=key, defaults={"note": note, **values})
        _drafting(note)
        return made
    item = NoteItem.objects.select_for_update().get(pk=item.pk)
    if str(item.version) != str(version):
        raise Refused(
            _("Iemand anders heeft dit punt intussen gewijzigd. Jouw tekst staat hieronder; bewaar nog eens.")
        )
    for name, value in values.items():
        setattr(item, name, value)
    item.version += 1
    item.save()
    return item


@transaction.atomic
def delete_item(*, note: GroupNote, item: NoteItem) -> None:
    """Take a point out of the notes. Harmless when it is gone already."""
    _open(note)
    NoteItem.objects.filter(pk=item.pk, note=note).delete()


@transaction.atomic
def hand_in(*, note: GroupNote) -> GroupNote:
    """The notes are done. Raises `Refused` when there is nothing in them; harmless when called twice."""
    note = _locked(note)
    if note.is_handed_in:
        return note
    if not note.items.exists():
        raise Refused(_("Er staat nog niets. Bewaar eerst één punt; dan kun je inleveren."))
    note.status, note.handed_in_at, note.remind_at = GroupNote.Status.HANDED_IN, clock.now(), None
    note.save(update_fields=["status", "handed_in_at", "remind_at"])
    _readers_see_another_yield()
    letters.note_received(note)
    return note


@transaction.atomic
def reopen(*, note: GroupNote) -> GroupNote:
    """Go on writing in notes that were handed in. What was already put in a draft stays there as it is."""
    note = _locked(note)
    if note.is_handed_in:
        note.status, note.handed_in_at = GroupNote.Status.DRAFT, None
        note.remind_at = note.next_reminder(clock.now())
        note.save(update_fields=["status", "handed_in_at", "remind_at"])
        _readers_see_another_yield()
    return note


def chase_notes() -> int:
    """Remind who has notes to write and the moment has come; returns how many were reminded."""
    due = GroupNote.objects.filter(remind_at__lte=clock.now()).exclude(status=GroupNote.Status.HANDED_IN)
    return sum(_remind(pk) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _remind(pk: int) -> int:
    note = GroupNote.objects.select_for_update(of=("self",)).select_related("event", "breakout__round").get(pk=pk)
    now = clock.now()
    if note.remind_at is None or note.remind_at > now or note.is_handed_in:
        return 0
    begins_at = note.breakout.round.starts_at if note.breakout else note.event.starts_at
    off = note.event.is_cancelled or (note.breakout and note.breakout.is_cancelled) or not note.taker_email
    moved_on = begins_at > now  # the meeting was put off since the moment was reckoned
    moment, note.remind_at = note.remind_at, None if off else note.next_reminder(now)
    note.save(update_fields=["remind_at"])
    if off or moved_on:
        return 0
    letters.note_reminder(note, moment)
    return 1


def _readers_see_another_yield() -> None:
    memory.renew()


def _locked(note: GroupNote) -> GroupNote:
    found = GroupNote.objects.select_for_update(of=("self",)).select_related("event", "breakout__round")
    return found.get(pk=note.pk)


def _open(note: GroupNote) -> GroupNote:
    note = _locked(note)
    if note.is_handed_in:
        raise Refused(_("Deze notitie is al ingeleverd. Heropen haar om verder te schrijven."))
    return note


def _drafting(note: GroupNote) -> None:
    if note.status == GroupNote.Status.ASKED:
        GroupNote.objects.filter(pk=note.pk).update(status=GroupNote.Status.DRAFT)
