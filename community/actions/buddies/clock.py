"""What happens to buddies by the clock: expiring, checking in, ending, proposing, and a word to whoever waits."""

from django.db import transaction

from cms import clock
from community.actions.buddies.matches import close, locked, plan_check
from community.actions.buddies.profiles import heard
from community.actions.buddies.proposing import propose
from community.models import BuddyMatch, BuddyProfile
from community.notifications import buddies as notifications

State = BuddyMatch.State


def keep() -> dict[str, int]:
    """Do all that is due; returns how many of each."""
    now = clock.now()
    running = BuddyMatch.objects.filter(state=State.RUNNING)
    return {
        "expired": _each(BuddyMatch.objects.filter(state=State.PROPOSED, expires_at__lte=now), _expire),
        "ended": _each(running.filter(ends_at__lte=now), _end),
        "checked": _each(running.filter(next_check_at__lte=now), _check),
        "proposed": propose(),
        "comforted": _each(BuddyProfile.objects.waiting().filter(hear_by__lte=now), _comfort),
    }


def _each(rows, act) -> int:
    return sum(act(row) for row in list(rows))


@transaction.atomic
def _expire(match: BuddyMatch) -> int:
    match = locked(match)
    if match.state != State.PROPOSED or match.expires_at > clock.now():
        return 0
    close(match, State.EXPIRED, told=[match.offer, match.ask])
    return 1


@transaction.atomic
def _end(match: BuddyMatch) -> int:
    match = locked(match)
    if match.state != State.RUNNING:
        return 0
    close(match, State.ENDED, told=[match.offer, match.ask])
    return 1


@transaction.atomic
def _check(match: BuddyMatch) -> int:
    match = locked(match)
    if match.state != State.RUNNING or not match.next_check_at or match.next_check_at > clock.now():
        return 0
    notifications.check_in(match)
    match.checks += 1
    plan_check(match)
    match.save(update_fields=["checks", "next_check_at"])
    return 1


@transaction.atomic
def _comfort(profile: BuddyProfile) -> int:
    profile = BuddyProfile.objects.select_for_update().get(pk=profile.pk)
    if profile.hear_by > clock.now():
        return 0
    notifications.still_looking(profile)
    heard(profile)
    return 1
