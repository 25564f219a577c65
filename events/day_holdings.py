"""What is kept of people who help on the day or come to it, for the register."""

import uuid
from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms import clock
from community.personal_data import Holding, Person, declare_fixed, declare_free, during, register
from events.actions.forgetting import SCANS_KEPT, TRAINED_KEPT, WALK_INS_KEPT
from events.actions.proofs import WIPED_AFTER
from events.actions.training import forget_enrolments
from events.models import Attendance, Enrolment, GroupNote, Practice, Proof, RegisterNumber


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


def _attended(person: Person) -> Iterator[dict]:
    for row in _attendances(person).select_related("event", "registration").prefetch_related("proofs"):
        yield {
            "bijeenkomst": row.event.title,
            "naam": row.person_name,
            "binnen": row.came_at and row.came_at.isoformat(),
            "weg": row.left_at and row.left_at.isoformat(),
            "minuten": row.minutes_given,
            "bewijzen": [{"nummer": proof.grouped, "naam": proof.name} for proof in row.proofs.all()],
        }
    for number in RegisterNumber.objects.filter(registration__email__iexact=person.email).exclude(number=""):
        yield {"registernummer": number.number, "voor": str(number.accreditation)}


def _forget_attendance(person: Person) -> int:
    """That somebody was there stays, for the count; who it was does not, and a proof without a name proves nothing."""
    rows = list(_attendances(person).values_list("pk", flat=True))
    Proof.objects.filter(attendance__in=rows, revoked_at=None).update(revoked_at=clock.now())
    Proof.objects.filter(attendance__in=rows).update(name="", revoked_because="")
    Attendance.objects.filter(pk__in=rows).update(name="", email="")
    RegisterNumber.objects.filter(registration__email__iexact=person.email).delete()
    return len(rows)


def _attendances(person: Person):
    return Attendance.objects.filter(Q(registration__email__iexact=person.email) | Q(email__iexact=person.email))


def _trained(person: Person) -> Iterator[dict]:
    for row in Enrolment.objects.filter(email__iexact=person.email).select_related("programme", "cohort", "practice"):
        yield {
            "training": row.programme.title,
            "groep": row.cohort.title if row.cohort else "",
            "naam": row.name,
            "praktijk": row.practice.name,
            "ambassadeur": row.is_ambassador,
            "voucher": [{"code": one.code, "gebruikt": one.used} for one in row.vouchers.all()],
        }
    for practice in Practice.objects.filter(email__iexact=person.email):
        yield {"contactpersoon van": practice.name}


def _forget_training(person: Person) -> int:
    """The place in the group goes to who waits; that a voucher was used by who confirmed stays counted."""
    Practice.objects.filter(email__iexact=person.email).update(email="")
    return forget_enrolments(email=person.email)


def register_holdings() -> None:
    """Called when the app is ready."""
    register(Holding("oogst", ("events.GroupNote", "events.NoteItem"), _notes, _forget_note_taker))
    for model, *names in (
        ("Attendance", "name"),
        ("Enrolment", "name"),
        ("GroupNote", "taker_name"),
        ("Proof", "name"),
        ("ProofTerms", "signer_name"),
    ):
        declare_fixed(f"events.{model}", *names)
    kept = ("events.Attendance", "events.Scan", "events.Proof", "events.RegisterNumber")
    # Before the sign-ups: those know the address, and forget it.
    told = (
        during(_("Wanneer iemand bij de deur binnenkwam en wegging: tot %(time)s erna."), SCANS_KEPT),
        during(_("De naam van wie zonder aanmelding binnenliep: tot %(time)s erna."), WALK_INS_KEPT),
        during(_("Een registernummer: tot %(time)s na de bijeenkomst."), WIPED_AFTER),
    )
    register(Holding("aanwezigheid", kept, _attended, _forget_attendance, turn=-10, kept=told))
    told = (
        during(_("Wie een training volgde: tot %(time)s na het einde, voor de subsidie."), TRAINED_KEPT),
        _("Een inschrijving voor een training die niemand bevestigt: een dag."),
    )
    register(Holding("trainingen", ("events.Enrolment", "events.Practice"), _trained, _forget_training, kept=told))
    # Answers and ballots carry no name and no link to one; nobody can find their own again.
    declare_free(*(f"events.Evaluation{part}" for part in ("", "Question", "Sheet", "Use")))
    declare_free("events.Poll", "events.PollPoint", "events.PollBallot")
    training = ("TrainingPlan", "Spending", "TrainingProgramme", "Cohort", "Voucher")
    declare_free(*(f"events.{name}" for name in training))
    declare_free("events.Door", "events.ProofTerms", "events.Register", "events.Accreditation")
    declare_free("events.ReportPage", "events.HarvestedPage")
