from community.models.moderation.blocks import Block
from community.models.moderation.decisions import Appeal, HouseRule, ModerationDecision
from community.models.moderation.queue import ModerationItem, Report

__all__ = ["Appeal", "Block", "HouseRule", "ModerationDecision", "ModerationItem", "Report"]
