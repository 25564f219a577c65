"""Links for people without an account who help or take part on the day: signed for one purpose, and not for ever."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from cms import clock
from events.models import Door, Enrolment, GroupNote, Proof, Registration, TrainingProgramme

NOTE_LIFETIME = timedelta(days=183)
DOOR_AROUND = timedelta(days=1)
PROOF_LIFETIME = timedelta(days=6 * 365)  # registers ask back over five years; the number can be checked for longer
_note_signer = Signer(salt="events.note", sep=".")
_ticket_signer = Signer(salt="events.ticket", sep=".")
_proof_signer = Signer(salt="events.proof", sep=".")
_training_signer = Signer(salt="events.training", sep=".")


def note_token(note: GroupNote) -> str:
    """A URL-safe token that names the notes and cannot be guessed or altered."""
    return _note_signer.sign(note.public_id.hex)


def note_url(note: GroupNote, *, absolute: bool = True) -> str:
    """Where the notes of a group are kept: the whole address for mail, or the path in the language being read."""
    return address("group_note", note_token(note), language=note.language, absolute=absolute)


def note_for(token: str) -> GroupNote | None:
    """Whose notes this link opens; None for a forged or replaced one, and half a year after the meeting."""
    public_id = unsigned(_note_signer, token)
    found = GroupNote.objects.select_related("event", "breakout__round").filter(public_id=public_id).first()
    return None if found and clock.now() > found.event.ends_at + NOTE_LIFETIME else found


def address(name: str, *parts, language: str, absolute: bool = True) -> str:
    """The whole address of a page in this language (for mail), or its path in the language being read."""
    with translation.override(language if absolute else translation.get_language()):
        path = reverse(name, args=parts)
    return settings.BASE_URL + path if absolute else path


def unsigned(signer: Signer, token: str) -> uuid.UUID | None:
    """The id in a token; None for a forged one."""
    try:
        return uuid.UUID(signer.unsign(token))
    except (BadSignature, ValueError):
        return None


# --- tickets, doors and proofs ---------------------------------------------------------------------------------------
def ticket_token(registration: Registration) -> str:
    """What the QR code of a ticket holds: signed, so that nobody makes one up."""
    return _ticket_signer.sign(registration.public_id.hex)


def ticket_url(registration: Registration, *, absolute: bool = True) -> str:
    """The page with the QR code, which is also what the QR code says."""
    return address("ticket", ticket_token(registration), language=registration.language, absolute=absolute)


def ticket_for(token: str) -> Registration | None:
    """Whose ticket this is; None for a forged one, and half a year after the meeting."""
    found = Registration.objects.select_related("event").filter(public_id=unsigned(_ticket_signer, token)).first()
    return None if found and clock.now() > found.event.ends_at + NOTE_LIFETIME else found


def door_for(key: uuid.UUID) -> Door | None:
    """The door of this link: from a day before the meeting until a day after it, unless it was taken back."""
    door = Door.objects.select_related("event").filter(key=key, revoked_at=None).first()
    if door and door.event.starts_at - DOOR_AROUND <= clock.now() <= door.event.ends_at + DOOR_AROUND:
        return door
    return None


def proof_token(proof: Proof) -> str:
    """What the owner's link of a proof holds."""
    return _proof_signer.sign(proof.public_id.hex)


def proof_url(proof: Proof, *, language: str = "nl", absolute: bool = True) -> str:
    """The owner's page of a proof."""
    return address("my_proof", proof_token(proof), language=language, absolute=absolute)


def proof_for(token: str) -> Proof | None:
    """The proof of this link; None for a forged one, and six years after the meeting."""
    rows = Proof.objects.select_related("attendance__event", "attendance__registration")
    found = rows.filter(public_id=unsigned(_proof_signer, token)).first()
    return None if found and clock.now() > found.attendance.event.ends_at + PROOF_LIFETIME else found


# --- training --------------------------------------------------------------------------------------------------------
def enrolment_token(enrolment: Enrolment) -> str:
    """What the personal link of an enrolment holds."""
    return _training_signer.sign(enrolment.public_id.hex)


def enrolment_url(enrolment: Enrolment, *, absolute: bool = True) -> str:
    """The person's own page of a training."""
    return address("my_training", enrolment_token(enrolment), language=enrolment.language, absolute=absolute)


def enrolment_for(token: str) -> Enrolment | None:
    """Whose enrolment this link opens; None for a forged one, and once it was forgotten who it is."""
    found = Enrolment.objects.select_related("programme", "cohort", "practice", "sector").exclude(name="")
    return found.filter(public_id=unsigned(_training_signer, token)).first()


def training_url(programme: TrainingProgramme, *, absolute: bool = True) -> str:
    """The public page of a training."""
    return address("training", programme.public_id, language="nl", absolute=absolute)
