from community.models.advice import AdviceContact
from community.models.ambassadors import AmbassadorProfile, Consent, ConsentField
from community.models.area_roles import AreaRole
from community.models.audit_log import AppendOnly, AuditActor, AuditEntry, AuditMonth
from community.models.barriers import Barrier, BarrierSupport, Delivery, Signature, Statement
from community.models.buddies import BuddyBlock, BuddyMatch, BuddyProfile, BuddyReflection, How, Moment
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
from community.models.correspondence import Correspondence
from community.models.erasure import ErasedAddress
from community.models.experiences import Experience
from community.models.following import Digest, Follow
from community.models.hideable import Hideable
from community.models.ideas import Effort, Idea, IdeaAnswer, IdeaHint, IdeaVote, Match, Need, SupportOffer
from community.models.learning_log import LogEntry
from community.models.maps import BELOW, ChangeMap, MapChange, MapNode
from community.models.members import MemberProfile, SeenBy
from community.models.moderation import Appeal, Block, HouseRule, ModerationDecision, ModerationItem, Report
from community.models.newsletter import NewsletterConsent, NewsletterIssue, NewsletterItem, Subscription
from community.models.notices import Notice
from community.models.orders import MaterialOrder, MaterialStock
from community.models.outbox import OutgoingMail
from community.models.plans import Plan, PlanItem
from community.models.policies import PolicyDocument
from community.models.posted import Posted
from community.models.shared_examples import SharedExample
from community.models.team_sheets import ConditionsCheck, SheetLine
from community.models.teams import Team, TeamInvitation, TeamMember
from community.models.user import User

__all__ = [
    "AGREEMENT",
    "BELOW",
    "AdviceContact",
    "AmbassadorProfile",
    "Appeal",
    "AppendOnly",
    "AreaRole",
    "AuditActor",
    "AuditEntry",
    "AuditMonth",
    "Barrier",
    "BarrierSupport",
    "Block",
    "BuddyBlock",
    "BuddyMatch",
    "BuddyProfile",
    "BuddyReflection",
    "CaseDiscussion",
    "CaseEntry",
    "CaseLesson",
    "CaseLogEntry",
    "CaseParticipant",
    "ChangeMap",
    "Circle",
    "CircleInvitation",
    "CircleMember",
    "ConditionsCheck",
    "Consent",
    "ConsentField",
    "Conversation",
    "Coordinator",
    "Correspondence",
    "Delivery",
    "Digest",
    "DiscussionMethod",
    "Effort",
    "ErasedAddress",
    "Experience",
    "Follow",
    "Hideable",
    "HouseRule",
    "How",
    "Idea",
    "IdeaAnswer",
    "IdeaHint",
    "IdeaVote",
    "JoinRequest",
    "LogEntry",
    "MapChange",
    "MapNode",
    "Match",
    "MaterialOrder",
    "MaterialStock",
    "MemberProfile",
    "Mention",
    "MethodPhase",
    "ModerationDecision",
    "ModerationItem",
    "Moment",
    "Need",
    "NewsletterConsent",
    "NewsletterIssue",
    "NewsletterItem",
    "Notice",
    "OutgoingMail",
    "PeerGroup",
    "PeerInvitation",
    "PeerMember",
    "PeerSession",
    "Plan",
    "PlanItem",
    "PolicyDocument",
    "Post",
    "Posted",
    "Reaction",
    "Report",
    "SeenBy",
    "SharedCase",
    "SharedExample",
    "SheetLine",
    "Signature",
    "Statement",
    "Subscription",
    "Summary",
    "SupportOffer",
    "Team",
    "TeamInvitation",
    "TeamMember",
    "User",
]
