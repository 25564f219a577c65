"""From proposal to the last day: two yeses, stopping without a reason, never again, and looking back."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cms import clock
from community.actions.refusal import Refused
from community.models import BuddyBlock, BuddyMatch, BuddyProfile, BuddyReflection, LogEntry, User
from community.models.buddies import CHECK_WEEKS, HEARS_WITHIN
from community.notifications import buddies as notifications

State = BuddyMatch.State


def locked(match: BuddyMatch) -> BuddyMatch:
    """The match as it stands now, held for this transaction."""
    return BuddyMatch.objects.select_for_update().with_people().get(pk=match.pk)


@transaction.atomic
def reply(*, match: BuddyMatch, user: User, yes: bool) -> BuddyMatch:
    """One side's yes or no. With the second yes it starts, and both get the other's name and address.

    Harmless when said before. Raises `Refused` when the proposal is over.
    """
    match = locked(match)
    if match.state == State.RUNNING and yes:
        return match
    if match.state != State.PROPOSED:
        raise Refused(_("Dit voorstel is voorbij. Het volgende komt vanzelf."))
    if not yes:
        return close(match, State.DECLINED, told=[match.other(user)])
    field = "offer_yes_at" if match.mine(user) == match.offer else "ask_yes_at"
    if not getattr(match, field):
        setattr(match, field, clock.now())
    if match.offer_yes_at and match.ask_yes_at:
        match.state, match.started_at = State.RUNNING, clock.now()
        match.ends_at = match.started_at + timedelta(weeks=min(match.offer.weeks, match.ask.weeks))
        plan_check(match)
        notifications.started(match)
    match.save()
    return match


@transaction.atomic
def stop(*, match: BuddyMatch, user: User) -> BuddyMatch:
    """End it, without a reason. The other gets a friendly word; who it was is not kept."""
    match = locked(match)
    if match.state == State.RUNNING:
        close(match, State.STOPPED, told=[match.other(user)])
    elif match.state == State.PROPOSED:
        close(match, State.DECLINED, told=[match.other(user)])
    return match


@transaction.atomic
def block(*, match: BuddyMatch, user: User) -> None:
    """Stop, and never be proposed to each other again. The other does not hear of the block."""
    match = stop(match=match, user=user)
    BuddyBlock.objects.get_or_create(user=user, blocked=match.other(user).user)


@transaction.atomic
def reflect(*, match: BuddyMatch, user: User, text: str) -> None:
    """Keep one's own looking back; an empty text forgets it."""
    if text.strip():
        BuddyReflection.objects.update_or_create(
            match=match, user=user, defaults={"text": text.strip(), "changed_at": clock.now()}
        )
    else:
        BuddyReflection.objects.filter(match=match, user=user).delete()


@transaction.atomic
def leave(*, user: User) -> int:
    """What must happen before an account goes: everybody else is told, then all of it goes. Returns how many rows."""
    blocks = BuddyBlock.objects.filter(Q(user=user) | Q(blocked=user)).delete()[0]
    reflections = BuddyReflection.objects.filter(user=user).delete()[0]
    return blocks + reflections + sum(map(take_away, user.buddy_profiles.all()))


def take_away(profile: BuddyProfile) -> int:
    """End all of a profile and forget it, with its times together. Returns how many rows.

    What each kept of those for themselves moves to their own learning log: it is not for the other to throw away.
    """
    end_all(profile)
    kept = BuddyReflection.objects.filter(Q(match__offer=profile) | Q(match__ask=profile))
    LogEntry.objects.bulk_create(
        LogEntry(user_id=each.user_id, prompt=LogEntry.Prompt.FREE, text=each.text, created_at=each.changed_at)
        for each in kept
    )
    return profile.delete()[0]


def end_all(profile: BuddyProfile, *, running: bool = True) -> None:
    """End what this person is in on this side; the others are told."""
    states = BuddyMatch.BUSY if running else (State.PROPOSED,)
    found = BuddyMatch.objects.filter(Q(offer=profile) | Q(ask=profile), state__in=states)
    for match in map(locked, found):
        if match.state not in states:  # answered at this very moment
            continue
        state = State.STOPPED if match.state == State.RUNNING else State.DECLINED
        close(match, state, told=[match.other(profile.user)])


def close(match: BuddyMatch, state: str, *, told: list[BuddyProfile]) -> BuddyMatch:
    """End it in this state and tell these; from now on both wait again, and neither reads the other's learning log."""
    match.state, match.closed_at, match.next_check_at = state, clock.now(), None
    match.save()
    LogEntry.objects.filter(shared_with_buddy=match).update(shared_with_buddy=None)
    notifications.over(match, told)
    hear_by = clock.now() + HEARS_WITHIN
    for profile in (match.offer, match.ask):
        BuddyProfile.objects.filter(pk=profile.pk).update(waiting_since=clock.now(), hear_by=hear_by)
    return match


def plan_check(match: BuddyMatch) -> None:
    """When we ask next how it goes: after week 1, 4 and 8, before it ends."""
    ahead = [match.started_at + timedelta(weeks=week) for week in CHECK_WEEKS[match.checks :]]
    match.next_check_at = next((moment for moment in ahead if moment < match.ends_at), None)
