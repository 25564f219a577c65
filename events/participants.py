"""Who comes to a meeting, as its organisers see it. Reads only; a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import takewhile

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.models import OutgoingMail
from events.entries import event_uid
from events.models import Event, LedgerEntry, Place, Registration, Round, is_helped


@dataclass
class Spot:
    """A place in the meeting or a break-out: a seat, or a `position` in the queue."""

    place: Place
    position: int | None = None

    @property
    def is_seat(self) -> bool:
        return self.place.is_seat

    @property
    def title(self) -> str:
        """The break-out's title; empty for the meeting itself."""
        return self.place.breakout.title if self.place.breakout else ""

    def __str__(self):
        if self.place.is_offer:
            return _("plaats aangeboden, wacht op antwoord")
        if self.is_seat:
            return self.title or _("plaats")
        words = {"title": self.title, "position": self.position}
        return (_("%(title)s (wachtlijst %(position)s)") if self.title else _("wachtlijst %(position)s")) % words


@dataclass
class Participant:
    """One registration with its place, its spots per round, and the last mail about this meeting."""

    registration: Registration
    place: Spot | None = None
    rounds: list[tuple[Round, list[Spot]]] = field(default_factory=list)
    mail: OutgoingMail | None = None
    mail_failed: bool = False
    """Whether any mail about this meeting could not be delivered to them, even if a later one left."""


def participants(event: Event, registrations: Iterable[Registration]) -> list[Participant]:
    """The given registrations of this meeting (with their `helper` fetched), in the given order. 4 queries more."""
    registrations = list(registrations)
    rounds = list(event.rounds.all())
    positions = _positions(event)
    spots: dict[int, list[Spot]] = {}
    places = Place.objects.filter(registration__in=[registration.pk for registration in registrations])
    for place in places.select_related("breakout").order_by("queue_number", "pk"):
        spots.setdefault(place.registration_id, []).append(Spot(place, positions.get(place.pk)))
    mails, failed = _mails(event, {_address_of(registration) for registration in registrations})
    found = []
    for registration in registrations:
        mine = spots.get(registration.pk, [])
        found.append(
            Participant(
                registration=registration,
                place=next((spot for spot in mine if spot.place.breakout_id is None), None),
                rounds=[(round_, [spot for spot in mine if spot.place.round_id == round_.pk]) for round_ in rounds],
                mail=mails.get(_address_of(registration)),
                mail_failed=_address_of(registration) in failed,
            )
        )
    return found


ABOUT_A_PLACE = {LedgerEntry.Kind.QUEUED, LedgerEntry.Kind.SEATED, LedgerEntry.Kind.OFFERED, LedgerEntry.Kind.LEFT}
_WHY = {
    "offer_expired": gettext_lazy("geen antwoord op het aanbod"),
    "capacity": gettext_lazy("minder plaatsen"),
    "reply": gettext_lazy("met een antwoord uit de agenda"),
    "together": gettext_lazy("samen met een collega"),
    "allocated": gettext_lazy("bij het verdelen van de groepen"),
    "changed": gettext_lazy("anders gekozen"),
    "swapped": gettext_lazy("geruild voor een andere break-out"),
    "cancelled": gettext_lazy("bij de afmelding"),
    "expired": gettext_lazy("de tijd om te bevestigen was om"),
    "breakout_cancelled": gettext_lazy("de break-out gaat niet door"),
}


AT_ONCE = timedelta(seconds=2)  # the rows of one sign-up are written within this time


def history(registration: Registration) -> list[tuple[LedgerEntry, str]]:
    """What happened, latest first, each with the reason in words (or as the organiser wrote it). 1 query.

    Everybody joins a queue first; of who got that place at once, only the place is told.
    """
    told, next_of = [], {}  # break-out id or None → what happened there next
    for entry in registration.ledger.select_related("breakout__round", "actor").order_by("-pk"):
        after = next_of.get(entry.breakout_id)
        if entry.kind in ABOUT_A_PLACE:
            next_of[entry.breakout_id] = entry
        at_once = after and after.kind == LedgerEntry.Kind.SEATED and after.at - entry.at < AT_ONCE
        if entry.kind != LedgerEntry.Kind.QUEUED or not at_once:
            told.append((entry, str(_WHY.get(entry.reason, entry.reason))))
    return told


def went_on_alone(registration: Registration) -> bool:
    """Whether they signed up with a colleague who does not come any more. 1 query, none beside a colleague."""
    if registration.partner_id:
        return False
    kinds = (LedgerEntry.Kind.SIGNED_UP, LedgerEntry.Kind.QUEUED)
    reasons = list(registration.ledger.filter(kind__in=kinds).order_by("-pk").values_list("kind", "reason"))
    since = [reason for kind, reason in takewhile(lambda row: row[0] == LedgerEntry.Kind.QUEUED, reasons)]
    return "together" in since


def mails_about(registration: Registration) -> list[OutgoingMail]:
    """The mails about this meeting to this person, newest first; where somebody signed them up, those to that helper.

    A helper may have signed up more people: the key of a mail names the registration or its entry in the ledger.
    """
    thread, address = event_uid(registration.event), _address_of(registration)
    mails = OutgoingMail.objects.filter(thread=thread, to_email=address).order_by("-pk")
    if address == registration.email:
        return list(mails)
    entries = set(registration.ledger.values_list("pk", flat=True))
    return [mail for mail in mails if _is_about(mail, registration, entries)]


def _is_about(mail: OutgoingMail, registration: Registration, entries: set[int]) -> bool:
    _name, number, *rest = mail.key.split(":")
    return number.isdecimal() and (int(number) == registration.pk if rest else int(number) in entries)


def _address_of(registration: Registration) -> str:
    """Where their mail goes: to themselves, or to who signed them up."""
    if not is_helped(registration):
        return registration.email
    helper = getattr(registration, "helper", None)
    return helper.email if helper else registration.email


def not_reached(event: Event):
    """The registrations of this meeting whose mail about it could not be delivered."""
    failed = OutgoingMail.objects.failed().filter(thread=event_uid(event)).values("to_email")
    return event.registrations.filter(Q(email__in=failed) | Q(helper__email__in=failed))


def table(event: Event, people: Iterable[Participant]) -> tuple[list[str], list[list[str]]]:
    """Header and rows of the list for a spreadsheet, in the active language and time zone."""
    header = [_("Naam"), _("E-mailadres"), _("Status"), _("Plaats")]
    header += [round_.title for round_ in event.rounds.all()]
    header += [_("Aangemeld op"), _("Taal")]
    rows = []
    for person in people:
        registration = person.registration
        rows.append(
            [
                registration.name,
                "" if is_helped(registration) else registration.email,
                registration.get_status_display(),
                str(person.place or ""),
                *(", ".join(map(str, spots)) for _round, spots in person.rounds),
                f"{timezone.localtime(registration.created_at):%d-%m-%Y %H:%M}",
                registration.language,
            ]
        )
    return header, rows


def _positions(event: Event) -> dict[int, int]:
    """Place id → 1 for the first in its queue, and so on."""
    counts: dict[int | None, int] = {}
    positions = {}
    for pk, breakout_id in Place.objects.filter(event=event).waiting().values_list("pk", "breakout_id"):
        positions[pk] = counts[breakout_id] = counts.get(breakout_id, 0) + 1
    return positions


def _mails(event: Event, emails: set[str]) -> tuple[dict[str, OutgoingMail], set[str]]:
    """The last mail about this meeting to each address, and the addresses that any of them did not reach."""
    mails = OutgoingMail.objects.filter(thread=event_uid(event), to_email__in=emails).order_by("pk")
    mails = list(mails.only("to_email", "status"))
    failed = {mail.to_email for mail in mails if mail.status == OutgoingMail.Status.FAILED}
    return {mail.to_email: mail for mail in mails}, failed
