from events.models.admission import RANKS, Admission, AllocatedPlace, Allocation, Wish
from events.models.answers import Answered, Outcome
from events.models.attendance import Attendance, Door, Scan
from events.models.evaluation import Evaluation, EvaluationQuestion, EvaluationSheet, EvaluationUse
from events.models.harvest import GroupNote, HarvestedPage, NoteItem
from events.models.invitations import Invitation
from events.models.meetings import Breakout, Event, EventSeries, Kind, ProgrammeItem, Round
from events.models.pages import AgendaPage, EventPage, ReportPage, SeriesPage
from events.models.polls import Poll, PollBallot, PollPoint
from events.models.proofs import Accreditation, Proof, ProofTerms, Register, RegisterNumber
from events.models.proposals import CircleMeeting, SubjectProposal
from events.models.questions import (
    PROXY_DOMAIN,
    Answer,
    ParticipantDetails,
    ParticipantNeeds,
    Question,
    SignedUpFor,
    is_helped,
)
from events.models.registrations import LedgerEntry, Place, Registration
from events.models.reminders import PersonalFeed, Reminder
from events.models.series import SeriesFollower, SeriesHost
from events.models.speakers import Speaker, SpeakerMaterial
from events.models.training import (
    Cohort,
    Enrolment,
    Practice,
    Spending,
    Track,
    TrainingPlan,
    TrainingProgramme,
    Voucher,
)
from events.models.webhooks import TEST, Topic, Webhook, WebhookDelivery

__all__ = [
    "PROXY_DOMAIN",
    "RANKS",
    "TEST",
    "Accreditation",
    "Admission",
    "AgendaPage",
    "AllocatedPlace",
    "Allocation",
    "Answer",
    "Answered",
    "Attendance",
    "Breakout",
    "CircleMeeting",
    "Cohort",
    "Door",
    "Enrolment",
    "Evaluation",
    "EvaluationQuestion",
    "EvaluationSheet",
    "EvaluationUse",
    "Event",
    "EventPage",
    "EventSeries",
    "GroupNote",
    "HarvestedPage",
    "Invitation",
    "Kind",
    "LedgerEntry",
    "NoteItem",
    "Outcome",
    "ParticipantDetails",
    "ParticipantNeeds",
    "PersonalFeed",
    "Place",
    "Poll",
    "PollBallot",
    "PollPoint",
    "Practice",
    "ProgrammeItem",
    "Proof",
    "ProofTerms",
    "Question",
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
    "SignedUpFor",
    "Speaker",
    "SpeakerMaterial",
    "Spending",
    "SubjectProposal",
    "Topic",
    "Track",
    "TrainingPlan",
    "TrainingProgramme",
    "Voucher",
    "Webhook",
    "WebhookDelivery",
    "Wish",
    "is_helped",
]
