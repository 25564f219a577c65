"""Blocks: nobody contributes while one holds, and each ends by itself."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms import clock
from community.actions.refusal import Refused
from community.models import Block, User
from community.notifications import moderation as notifications
from community.rules import moderation as rules

LONGEST = 365  # days


def refuse_blocked(*, user: User | None = None, email: str = "") -> None:
    """Raise `Refused` when this person, or whoever writes under this address, may not contribute now."""
    if block := rules.block_of(user, email):
        until = date_format(timezone.localtime(block.ends_at), "j F Y, H:i")
        raise Refused(
            _("Je kunt tot %(until)s niets plaatsen of versturen. In je mail staat waarom, en hoe je bezwaar maakt.")
            % {"until": until}
        )


def start(*, email: str, user: User | None, days: int) -> Block:
    """A block from now on, inside the decision that gives it."""
    days = min(max(days, 1), LONGEST)
    now = clock.now()
    return Block.objects.create(
        address=Block.address_of(email), user=user, starts_at=now, ends_at=now + timedelta(days=days)
    )


@transaction.atomic
def tell_ended() -> int:
    """Tell members whose block ran out; work for the clock. The block itself ended at its moment, without this."""
    over = list(Block.objects.over().select_for_update(of=("self",)).select_related("user"))
    for block in over:
        block.told_at = clock.now()
        block.save(update_fields=["told_at"])
        if block.user and not rules.block_of(block.user):
            notifications.block_ended(block)
    return len(over)
