"""Who may read a learning log: who wrote it, and of a shared entry the members of that group. Staff never."""

from community.models import Circle, LogEntry


def log_of(user):
    """One's own entries."""
    return LogEntry.objects.filter(user=user)


def shared_in(circle: Circle):
    """What members share with a group they are still in; the caller has asked whether the reader is in it."""
    shared = LogEntry.objects.filter(shared_with=circle, user__circle_memberships__circle=circle)
    return shared.exclude(shared_with__access=Circle.Access.OPEN)
