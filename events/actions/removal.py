"""Letting go of a person who wants to be forgotten."""

from community.actions.unnaming import full, leave_out_of, single
from events import rules
from events.actions import change
from events.models import LedgerEntry, NoteItem, ParticipantDetails, ParticipantNeeds, Registration

FORGOTTEN = "verwijderd.invalid"  # RFC 2606: never anybody's domain


def remove_registrations(*, email: str) -> int:
    """Cancel what is still to come (the next in line moves up), and keep only that somebody came, not who.

    Returns how many registrations there were. Safe to repeat.
    """
    found = list(Registration.objects.filter(email__iexact=email).select_related("event"))
    for registration in found:
        if rules.may_change(registration):
            change.cancel(registration=registration)
        _leave_notes(registration)
        Registration.objects.filter(pk=registration.pk).update(
            name="", user=None, sector=None, email=f"{registration.public_id.hex}@{FORGOTTEN}"
        )
        LedgerEntry.objects.filter(registration=registration).update(reason="")
        registration.wishes.all().delete()
        registration.answers.all().delete()
        ParticipantDetails.objects.filter(registration=registration).delete()
        ParticipantNeeds.objects.filter(registration=registration).delete()
    return len(found)


def _leave_notes(registration: Registration) -> None:
    """Put "…" for the name, also for one word of it, in what groups wrote down at the meeting."""
    names, event = {registration.name}, registration.event
    others = set(event.registrations.exclude(pk=registration.pk).values_list("name", flat=True))
    notes = NoteItem.objects.filter(note__event=event)
    leave_out_of(notes, ("title", "text", "by", "answer"), full(names), single(names, others=others))
