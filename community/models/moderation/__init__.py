from community.models.moderation.queue import ModerationItem, Report

__all__ = ["ModerationItem", "Report"]
