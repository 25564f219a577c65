from community.models.cases.discussions import CaseDiscussion, CaseEntry, CaseLogEntry, CaseParticipant
from community.models.cases.groups import AGREEMENT, PeerGroup, PeerInvitation, PeerMember, PeerSession
from community.models.cases.lessons import CaseLesson
from community.models.cases.methods import DiscussionMethod, MethodPhase
from community.models.cases.shared import SharedCase

__all__ = [
    "AGREEMENT",
    "CaseDiscussion",
    "CaseEntry",
    "CaseLesson",
    "CaseLogEntry",
    "CaseParticipant",
    "DiscussionMethod",
    "MethodPhase",
    "PeerGroup",
    "PeerInvitation",
    "PeerMember",
    "PeerSession",
    "SharedCase",
]
