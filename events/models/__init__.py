from events.models.admission import RANKS, Admission, AllocatedPlace, Allocation, Wish
from events.models.answers import Answered, Outcome
from events.models.attendance import Attendance, Door, Scan
from events.models.harvest import GroupNote, HarvestedPage, NoteItem
from events.models.meetings import Breakout, Event, EventSeries, Kind, ProgrammeItem, Round
from events.models.pages import AgendaPage, EventPage, ReportPage, SeriesPage
from events.models.proofs import Accreditation, Proof, ProofTerms, Register, RegisterNumber
from events.models.proposals import CircleMeeting, SubjectProposal
from events.models.registrations import LedgerEntry, Place, Registration
from events.models.reminders import PersonalFeed, Reminder
from events.models.series import SeriesFollower, SeriesHost

__all__ = [
    "RANKS",
    "Accreditation",
    "Admission",
    "AgendaPage",
    "AllocatedPlace",
    "Allocation",
    "Answered",
    "Attendance",
    "Breakout",
    "CircleMeeting",
    "Door",
    "Event",
    "EventPage",
    "EventSeries",
    "GroupNote",
    "HarvestedPage",
    "Kind",
    "LedgerEntry",
    "NoteItem",
    "Outcome",
    "PersonalFeed",
    "Place",
    "ProgrammeItem",
    "Proof",
    "ProofTerms",
    "Register",
    "RegisterNumber",
    "Registration",
    "Reminder",
    "ReportPage",
    "Round",
    "Scan",
    "SeriesFollower",
    "SeriesHost",
    "SeriesPage",
    "SubjectProposal",
    "Wish",
]
