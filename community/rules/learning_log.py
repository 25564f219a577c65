"""Who may read a learning log: who wrote it, and of a shared entry that group or that buddy. Staff never."""

from django.db.models import F, Q

from community.models import BuddyMatch, Circle, LogEntry
from community.rules.buddies import matches_of


def log_of(user):
    """One's own entries."""
    return LogEntry.objects.filter(user=user)


def shared_in(circle: Circle):
    """What members share with a group they are still in; the caller has asked whether the reader is in it."""
    shared = LogEntry.objects.filter(shared_with=circle, user__circle_memberships__circle=circle)
    return shared.exclude(shared_with__access=Circle.Access.OPEN)


def buddies_of(user):
    """With whom this person goes along now: who may be given an entry to read."""
    return matches_of(user).filter(state=BuddyMatch.State.RUNNING)


def shared_by_buddy(match: BuddyMatch, user):
    """What the other one of this pair shares with this person, as long as they are buddies."""
    shared = LogEntry.objects.filter(shared_with_buddy__in=buddies_of(user).filter(pk=match.pk))
    return shared.exclude(user=user)


def shared_with(user):
    """All that this person may read of the logs of others."""
    groups = Circle.objects.of(user).exclude(access=Circle.Access.OPEN)
    in_group = Q(shared_with__in=groups, user__circle_memberships__circle=F("shared_with"))
    found = LogEntry.objects.filter(in_group | Q(shared_with_buddy__in=buddies_of(user)))
    return (found.exclude(user=user) if user.is_authenticated else found.none()).distinct()
