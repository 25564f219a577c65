"""Whose turn it is to facilitate."""

from collections.abc import Container

from django.db.models import F

from community.models import PeerGroup, PeerMember


def next_facilitator(group: PeerGroup, *, among: Container[int] | None = None, but: int | None = None):
    """The member (`PeerMember`) who facilitated longest ago or never, of the users in `among`, without user `but`."""
    waiting = group.members.select_related("user").order_by(
        F("facilitated_at").asc(nulls_first=True), "joined_at", "pk"
    )
    return next(
        (each for each in waiting if each.user_id != but and (among is None or each.user_id in among)),
        None,
    )


def has_turn(member: PeerMember, moment) -> None:
    """Note that this member facilitates: the turn goes on to the others."""
    PeerMember.objects.filter(pk=member.pk).update(facilitated_at=moment)
