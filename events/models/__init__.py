from events.models.meetings import Breakout, Event, EventSeries, Kind, ProgrammeItem, Round
from events.models.pages import AgendaPage, EventPage, SeriesPage
from events.models.registrations import LedgerEntry, Place, Registration
from events.models.series import SeriesFollower, SeriesHost

__all__ = [
    "AgendaPage",
    "Breakout",
    "Event",
    "EventPage",
    "EventSeries",
    "Kind",
    "LedgerEntry",
    "Place",
    "ProgrammeItem",
    "Registration",
    "Round",
    "SeriesFollower",
    "SeriesHost",
    "SeriesPage",
]
