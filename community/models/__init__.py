from community.models.ambassadors import AmbassadorProfile, Consent, ConsentField
from community.models.audit_log import AppendOnly, AuditActor, AuditEntry, AuditMonth
from community.models.cases import (
    AGREEMENT,
    CaseDiscussion,
    CaseEntry,
    CaseLesson,
    CaseLogEntry,
    CaseParticipant,
    DiscussionMethod,
    MethodPhase,
    PeerGroup,
    PeerInvitation,
    PeerMember,
    PeerSession,
    SharedCase,
)
from community.models.circles import Circle, CircleInvitation, CircleMember, JoinRequest
from community.models.conversations import Conversation, Mention, Post, Reaction, Summary
from community.models.coordinators import Coordinator
from community.models.erasure import ErasedAddress
from community.models.experiences import Experience
from community.models.following import Digest, Follow
from community.models.hideable import Hideable
from community.models.learning_log import LogEntry
from community.models.maps import BELOW, ChangeMap, MapChange, MapNode
from community.models.members import MemberProfile, SeenBy
from community.models.moderation import (
    Appeal,
    Block,
    HouseRule,
    ModerationDecision,
    ModerationItem,
    Report,
)
from community.models.orders import MaterialOrder, MaterialStock
from community.models.outbox import OutgoingMail
from community.models.plans import Plan, PlanItem
from community.models.teams import Team, TeamInvitation, TeamMember
from community.models.user import User

__all__ = [
    "AGREEMENT",
    "BELOW",
    "AmbassadorProfile",
    "Appeal",
    "AppendOnly",
    "AuditActor",
    "AuditEntry",
    "AuditMonth",
    "Block",
    "CaseDiscussion",
    "CaseEntry",
    "CaseLesson",
    "CaseLogEntry",
    "CaseParticipant",
    "ChangeMap",
    "Circle",
    "CircleInvitation",
    "CircleMember",
    "Consent",
    "ConsentField",
    "Conversation",
    "Coordinator",
    "Digest",
    "DiscussionMethod",
    "ErasedAddress",
    "Experience",
    "Follow",
    "Hideable",
    "HouseRule",
    "JoinRequest",
    "LogEntry",
    "MapChange",
    "MapNode",
    "MaterialOrder",
    "MaterialStock",
    "MemberProfile",
    "Mention",
    "MethodPhase",
    "ModerationDecision",
    "ModerationItem",
    "OutgoingMail",
    "PeerGroup",
    "PeerInvitation",
    "PeerMember",
    "PeerSession",
    "Plan",
    "PlanItem",
    "Post",
    "Reaction",
    "Report",
    "SeenBy",
    "SharedCase",
    "Summary",
    "Team",
    "TeamInvitation",
    "TeamMember",
    "User",
]
