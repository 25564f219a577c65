"""Who may moderate, who may decide on an objection, and who may not contribute for now."""

from django.db.models import Q, QuerySet

from community.contributions import kinds
from community.models import Appeal, Block, ModerationDecision


def may_moderate(user) -> bool:
    """May see the queue and decide."""
    return user.is_active and user.has_perm("community.moderate")


def may_decide_on_appeal(user, appeal: Appeal) -> bool:
    """Any moderator but the one whose decision it is about, and never the author, known or not."""
    decision = appeal.decision
    if not may_moderate(user) or user.pk in (decision.by_id, decision.author_id):
        return False
    kind = None if decision.address else kinds().get(decision.item.kind)
    return not kind or kind.in_confidence(decision.item.key) != user


def decisions_about(user) -> QuerySet[ModerationDecision]:
    """What moderators decided about what this person wrote, also where nobody else may know who that was.

    The row of such a decision names nobody: only the author's own rows lead to it.
    """
    mine = Q(author=user)
    for kind in kinds().values():
        keys = kind.written_in_confidence(user).values_list(kind.lookup, flat=True)
        if keys := [str(key) for key in keys]:
            mine |= Q(author=None, email="", item__kind=kind.key, item__key__in=keys)
    return ModerationDecision.objects.filter(mine)


def block_of(user=None, email: str = "") -> Block | None:
    """The block that keeps this person or address from contributing now, the longest if there are more."""
    addresses = {address.lower() for address in (email, getattr(user, "email", "")) if address}
    blocks = [block for address in sorted(addresses) for block in Block.objects.active(address)]
    return max(blocks, key=lambda block: block.ends_at, default=None)


def role_of(user) -> str:
    """In which role somebody decides, as the log says it."""
    return "beheerder" if user.is_superuser else "moderator"
