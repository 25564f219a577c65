"""Giving out proofs of attendance, taking one back, and the numbers for professional registers."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms import clock, memory
from events.actions.organise.conflict import refuse_stale
from events.actions.refusal import Refused
from events.attendance import Hours
from events.models import Accreditation, Attendance, Event, Proof, ProofTerms, Register, RegisterNumber, Registration
from events.notifications import day as letters
from events.proofs import register_list

WIPED_AFTER = timedelta(days=90)  # after the meeting, whatever was or was not done with the numbers


@transaction.atomic
def save_terms(*, event: Event, actor, **values) -> ProofTerms:
    """Say who gets a proof and what it says. Proofs given out before keep what they say."""
    terms, _created = ProofTerms.objects.update_or_create(event=event, defaults=values)
    log(instance=event, action="events.change", user=actor, data={"terms": values["minimum_minutes"]})
    return terms


@transaction.atomic
def release(*, event: Event, actor) -> int:
    """Give everybody who was there long enough a proof, by mail where there is an address; returns how many.

    Again after more minutes were filled in: only who has none yet gets one. Raises `Refused` before the end, and
    without terms.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    terms = ProofTerms.objects.filter(event=event).first()
    if terms is None:
        raise Refused(_("Vul eerst in wie een bewijs krijgt en wie ondertekent."))
    if not event.is_over or event.is_cancelled:
        raise Refused(_("Bewijzen kunnen pas weg als de bijeenkomst is geweest."))
    hours, given = Hours.of(event), 0
    for attendance in event.attendances.filter(proofs=None).select_related("registration"):
        minutes = hours.minutes(attendance)
        if minutes >= terms.minimum_minutes and attendance.person_name:
            attendance.event = event
            letters.proof_ready(
                Proof.objects.create(attendance=attendance, name=attendance.person_name, minutes=minutes)
            )
            given += 1
    terms.released_at = terms.released_at or clock.now()
    terms.save(update_fields=["released_at"])
    log(instance=event, action="events.proofs", user=actor, data={"given": given})
    return given


@transaction.atomic
def revoke(*, proof: Proof, reason: str, actor) -> Proof:
    """The proof does not hold any longer; the check page says so. Harmless when called twice."""
    proof = Proof.objects.select_for_update().get(pk=proof.pk)
    if proof.is_valid:
        proof.revoked_at, proof.revoked_because = clock.now(), reason
        proof.save(update_fields=["revoked_at", "revoked_because"])
        log(instance=proof.attendance.event, action="events.proof_revoked", user=actor, data={"proof": proof.pk})
    return proof


@transaction.atomic
def reissue(*, proof: Proof, actor=None, name: str = "") -> Proof:
    """A new proof in place of this one, with the minutes and the name as they are now (or `name`).

    Raises `Refused` when the person was not there long enough.
    """
    revoke(proof=proof, reason=proof.revoked_because or _("vervangen door een nieuw bewijs"), actor=actor)
    attendance: Attendance = proof.attendance
    newer = attendance.proofs.filter(revoked_at=None).first()
    if newer:
        return newer
    minutes = Hours.of(attendance.event).minutes(attendance)
    if minutes < attendance.event.proof_terms.minimum_minutes:
        raise Refused(_("Deze persoon was er niet lang genoeg voor een bewijs."))
    made = Proof.objects.create(
        attendance=attendance,
        name=name or proof.name,
        minutes=minutes,
        replaces=proof,
        name_corrected=proof.name_corrected or bool(name),
    )
    letters.proof_ready(made)
    return made


@transaction.atomic
def correct_name(*, proof: Proof, name: str) -> Proof:
    """The person spells their name right, once; the proof with the old spelling no longer holds."""
    proof = Proof.objects.select_for_update().get(pk=proof.pk)
    if proof.name_corrected or not proof.is_valid:
        raise Refused(_("Je naam is al een keer verbeterd. Vraag de organisatie om hulp."), field="name")
    return proof if proof.name == name else reissue(proof=proof, name=name)


# --- professional registers ------------------------------------------------------------------------------------------
@transaction.atomic
def save_accreditation(
    *, event: Event, accreditation: Accreditation | None = None, version: str = "", register: Register, actor, **values
) -> Accreditation:
    """Add or change what a register gives for this meeting. Raises `Conflict` when somebody else changed it."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    others = event.accreditations.exclude(pk=accreditation.pk) if accreditation else event.accreditations
    if others.filter(register=register).exists():
        raise Refused(_("Dit register staat er al bij."), field="register")
    if accreditation is None:
        made = Accreditation.objects.create(event=event, register=register, **values)
        _told(event, register, actor)
        return made
    row = Accreditation.objects.select_for_update().get(pk=accreditation.pk)
    refuse_stale(row, version)
    for name, value in {"register": register, **values}.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    _told(event, register, actor)
    return row


def _told(event: Event, register: Register, actor) -> None:
    """The page of the meeting says what registers give."""
    memory.renew()
    log(instance=event, action="events.change", user=actor, data={"register": register.name})


@transaction.atomic
def ask_for_points(*, registration: Registration, accreditation: Accreditation, number: str) -> None:
    """Keep the number of somebody who wants these points; an empty number takes it back.

    Another number than the one that was exported counts as not exported.
    """
    if accreditation.event_id != registration.event_id:
        raise Refused(_("Dit register hoort niet bij deze bijeenkomst."))
    accreditation = _lock(accreditation)
    row = RegisterNumber.objects.filter(registration=registration, accreditation=accreditation).first()
    if row and row.wiped_at:
        raise Refused(_("De punten zijn al doorgegeven. Je nummer is gewist."))
    if row and row.number == number:
        return
    row = row or RegisterNumber(registration=registration, accreditation=accreditation)
    row.number, row.exported_at = number, None
    if number:
        row.save()
    elif row.pk:
        row.delete()


@transaction.atomic
def record_register_export(*, accreditation: Accreditation, rows: list[RegisterNumber], actor) -> None:
    """Write down who took the numbers of a register out, and how many."""
    RegisterNumber.objects.filter(pk__in=[row.pk for row in rows]).update(exported_at=clock.now())
    data = {"register": accreditation.register.name, "rows": len(rows)}
    log(instance=accreditation.event, action="events.export", user=actor, data=data)


@transaction.atomic
def confirm_passed_on(*, accreditation: Accreditation, actor) -> int:
    """The points were passed on: forget the numbers.

    Raises `Refused` before everything on the list was exported: whoever is wiped without it loses their points.
    """
    accreditation = _lock(accreditation)
    if not accreditation.numbers.exclude(exported_at=None).exists():
        raise Refused(_("Exporteer eerst de lijst. Daarna kun je zeggen dat hij is ingevoerd."))
    if any(row.exported_at is None for row in register_list(accreditation).rows):
        raise Refused(_("Er zijn nummers bij gekomen of verbeterd. Exporteer de lijst opnieuw en geef ze door."))
    log(instance=accreditation.event, action="events.numbers_wiped", user=actor)
    return _wipe(accreditation.numbers.all())


def _lock(accreditation: Accreditation) -> Accreditation:
    """Numbers come in and are wiped one after the other."""
    found = Accreditation.objects.select_for_update(of=("self",)).select_related("event", "register")
    return found.get(pk=accreditation.pk)


def wipe_numbers() -> int:
    """Forget the numbers of meetings that are long past; returns how many."""
    return _wipe(RegisterNumber.objects.filter(registration__event__ends_at__lte=clock.now() - WIPED_AFTER))


def _wipe(rows) -> int:
    return rows.filter(wiped_at=None).update(number="", wiped_at=clock.now())
