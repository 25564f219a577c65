"""What this app keeps of people, for the register."""

from collections.abc import Iterator

from community.personal_data import Holding, Person, declare_free, register
from events.actions.removal import remove_registrations
from events.models import Registration


def _registrations(person: Person) -> Iterator[dict]:
    rows = Registration.objects.filter(email__iexact=person.email).select_related("event")
    for registration in rows.prefetch_related("ledger"):
        yield {
            "bijeenkomst": registration.event.title,
            "begint": registration.event.starts_at.isoformat(),
            "naam": registration.name,
            "e-mail": registration.email,
            "status": registration.get_status_display(),
            "wat er gebeurde": [
                {"wat": entry.get_kind_display(), "wanneer": entry.at.isoformat(), "waarom": entry.reason}
                for entry in registration.ledger.all()
            ],
        }


def register_holdings() -> None:
    """Called when the app is ready."""
    models = ("events.Registration", "events.Place", "events.LedgerEntry")
    register(Holding("aanmeldingen", models, _registrations, lambda person: remove_registrations(email=person.email)))
    programme = ("EventSeries", "Event", "ProgrammeItem", "Round", "Breakout")
    declare_free(*(f"events.{name}" for name in (*programme, "AgendaPage", "EventPage", "SeriesPage")))
