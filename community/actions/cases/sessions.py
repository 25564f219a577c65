"""When a group meets: planning, moving and cancelling a session, each told to all members with a calendar entry."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from community.actions.cases.roles import has_turn, next_facilitator
from community.actions.refusal import Refused, Stale
from community.models import PeerGroup, PeerMember, PeerSession
from community.notifications import cases as notifications

MOST_SESSIONS = 100  # to come


@transaction.atomic
def plan_session(
    *, group: PeerGroup, starts_at: datetime, minutes: int, place: str, facilitator: PeerMember | None = None
) -> PeerSession:
    """A session; without a `facilitator` the one whose turn it is. Planning the same moment twice makes one."""
    group = PeerGroup.objects.select_for_update().get(pk=group.pk)
    if present := group.sessions.filter(starts_at=starts_at, is_cancelled=False).first():
        return present
    if group.sessions.filter(starts_at__gte=clock.now()).count() >= MOST_SESSIONS:
        raise Refused(_("Er staan al heel veel bijeenkomsten gepland."))
    facilitator = facilitator or next_facilitator(group)
    session = PeerSession.objects.create(
        group=group, starts_at=starts_at, minutes=minutes, place=place, facilitator=facilitator
    )
    if facilitator:
        has_turn(facilitator, starts_at)
    notifications.session_changed(session)
    return session


@transaction.atomic
def change_session(*, session: PeerSession, expected_sequence: int, **values) -> PeerSession:
    """Another moment, place or facilitator. Raises `Stale` when somebody changed it since the form was made."""
    session = _lock(session, expected_sequence)
    for name in ("starts_at", "minutes", "place", "facilitator"):
        setattr(session, name, values[name])
    return _save(session)


@transaction.atomic
def cancel_session(*, session: PeerSession) -> PeerSession:
    """It does not take place. Safe to repeat."""
    session = _lock(session)
    if session.is_cancelled:
        return session
    session.is_cancelled = True
    return _save(session)


def _lock(session: PeerSession, expected_sequence: int | None = None) -> PeerSession:
    current = (
        PeerSession.objects.select_for_update(of=("self",)).select_related("group", "facilitator").get(pk=session.pk)
    )
    if expected_sequence is not None and current.sequence != expected_sequence:
        raise Stale(current)
    return current


def _save(session: PeerSession) -> PeerSession:
    session.sequence += 1
    session.changed_at = clock.now()
    session.save()
    notifications.session_changed(session)
    return session
