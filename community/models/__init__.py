from community.models.ambassadors import AmbassadorProfile, Consent, ConsentField
from community.models.audit_log import AppendOnly, AuditActor, AuditEntry, AuditMonth
from community.models.coordinators import Coordinator
from community.models.erasure import ErasedAddress
from community.models.experiences import Experience
from community.models.hideable import Hideable
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
from community.models.outbox import OutgoingMail
from community.models.plans import Plan, PlanItem
from community.models.teams import Team, TeamInvitation, TeamMember
from community.models.user import User

__all__ = [
    "BELOW",
    "AmbassadorProfile",
    "Appeal",
    "AppendOnly",
    "AuditActor",
    "AuditEntry",
    "AuditMonth",
    "Block",
    "ChangeMap",
    "Consent",
    "ConsentField",
    "Coordinator",
    "ErasedAddress",
    "Experience",
    "Hideable",
    "HouseRule",
    "MapChange",
    "MapNode",
    "MemberProfile",
    "ModerationDecision",
    "ModerationItem",
    "OutgoingMail",
    "Plan",
    "PlanItem",
    "Report",
    "SeenBy",
    "Team",
    "TeamInvitation",
    "TeamMember",
    "User",
]
