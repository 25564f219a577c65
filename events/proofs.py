"""What stands on a proof, what its check page tells, and the list for a register. Reads only."""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format, localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms import pdf
from events import entries
from events.attendance import Hours
from events.models import Accreditation, Event, Proof, ProofTerms, RegisterNumber


def check_url(proof: Proof) -> str:
    """The address that tells anybody whether this proof holds."""
    return settings.BASE_URL + reverse("check_proof_number", args=[proof.number])


def find(typed: str) -> Proof | None:
    """The proof with this number, however it was typed: with hyphens, spaces, small letters or the whole address."""
    number = re.sub(r"[^0-9A-Za-z]", "", typed.strip().rstrip("/").rsplit("/", 1)[-1]).upper()
    return Proof.objects.select_related("attendance__event").filter(number=number).first() if number else None


def hours_text(minutes: int) -> str:
    """`1 uur en 50 minuten`."""
    hours, rest = divmod(minutes, 60)
    words = {"hours": hours, "minutes": rest}
    if not hours:
        return _("%(minutes)s minuten") % words
    return _("%(hours)s uur en %(minutes)s minuten") % words if rest else _("%(hours)s uur") % words


def document(proof: Proof) -> bytes:
    """The proof as a tagged PDF (PDF/UA-1), in the active language."""
    event = proof.attendance.event
    terms = ProofTerms.objects.get(event=event)
    address = check_url(proof)
    facts = [
        [_("Bijeenkomst"), event.title],
        [_("Datum"), date_format(entries.local(event.starts_at, event), "l j F Y")],
        [_("Waar"), event.venue or capfirst(event.get_mode_display())],
        [_("Aanwezig"), hours_text(proof.minutes)],
        *([[_("Wat je hier leerde"), terms.goals]] if terms.goals else []),
        *[[one.register.name, _points(one)] for one in _granted(proof)],
        [_("Gegeven op"), date_format(timezone.localtime(proof.issued_at), "j F Y")],
        [_("Nummer"), proof.grouped],
    ]
    data = {
        "title": _("Bewijs van deelname"),
        "name": proof.name,
        "was_there": _("was aanwezig; dat is bij de bijeenkomst zelf vastgesteld."),
        "facts": facts,
        "signer": f"{terms.signer_name}, {terms.signer_role}",
        "provider": f"{settings.SITE_NAME} · {settings.SITE_EMAIL}",
        "no_diploma": _("Dit is een bewijs dat je er was. Het is geen diploma."),
        "check": _("Controleer dit bewijs:"),
        "address": address,
        "qr": pdf.qr(address),
        "qr_alt": _("QR-code naar de controle van dit bewijs"),
    }
    return pdf.make("events/typst/proof.typ", data)


def _granted(proof: Proof) -> list[Accreditation]:
    rows = proof.attendance.event.accreditations.filter(status=Accreditation.Status.GRANTED).select_related("register")
    return [row for row in rows if proof.minutes >= row.minimum_minutes]


def _points(row: Accreditation) -> str:
    words = {"points": localize(row.points.normalize()), "number": row.id_number or "–"}
    return _("%(points)s punten, nummer %(number)s") % words


@dataclass
class RegisterList:
    """What goes to a register: the lines, and who is not on it and why."""

    rows: list[RegisterNumber] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    wrong: list[RegisterNumber] = field(default_factory=list)
    too_short: list[RegisterNumber] = field(default_factory=list)


def register_list(accreditation: Accreditation) -> RegisterList:
    """Only who asked for points, was there long enough and gave a whole number. 3 queries."""
    event: Event = accreditation.event
    hours, found = Hours.of(event), RegisterList()
    numbers = accreditation.numbers.filter(wiped_at=None).select_related("registration__attendance")
    register = accreditation.register
    for row in sorted(numbers, key=lambda row: (row.number, row.pk)):  # sealed in the database, so ordered here
        attendance = getattr(row.registration, "attendance", None)
        if attendance is None or hours.minutes(attendance) < accreditation.minimum_minutes:
            found.too_short.append(row)
        elif not register.fits(row.number):
            found.wrong.append(row)
        else:
            found.rows.append(row)
            found.lines.append(f"{register.prefix}{row.number}")
    return found


def in_language(proof: Proof):
    """A context in which the owner's language is spoken."""
    registration = proof.attendance.registration
    return translation.override(registration.language if registration else settings.LANGUAGE_CODE)
