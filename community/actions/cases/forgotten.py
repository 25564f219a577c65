"""Cases that nobody goes on with: a warning, and some time later the end, so that no text stays for ever."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from cms import clock
from community.actions.cases.discussions import lock, stop, who_know
from community.actions.cases.wiping import OPEN_FOR, WARNED_FOR
from community.models import CaseDiscussion, CaseEntry, CaseLogEntry, PeerSession
from community.notifications import cases as notifications

Act, State = CaseLogEntry.Act, CaseDiscussion.State


def end_forgotten() -> int:
    """Warn of cases in which nothing happened for `OPEN_FOR`, and stop those that were warned of `WARNED_FOR` ago.

    Any step takes the warning away. For the clock; returns how many were warned of or stopped.
    """
    quiet = _quiet(clock.now() - OPEN_FOR)
    _open().exclude(wipe_at=None).exclude(pk__in=quiet).update(wipe_at=None)
    ended = sum(_end(pk) for pk in list(quiet.filter(wipe_at__lte=clock.now()).values_list("pk", flat=True)))
    return ended + sum(_warn(pk) for pk in list(quiet.filter(wipe_at=None).values_list("pk", flat=True)))


@transaction.atomic
def _warn(pk: int) -> int:
    discussion = lock(CaseDiscussion(pk=pk))
    if discussion.wipe_at or not _is_quiet(discussion):
        return 0
    discussion.wipe_at = clock.now() + WARNED_FOR
    discussion.save(update_fields=["wipe_at"])
    notifications.case_idle(discussion, who_know(discussion))
    return 1


@transaction.atomic
def _end(pk: int) -> int:
    discussion = lock(CaseDiscussion(pk=pk))
    if not _is_quiet(discussion):
        return 0
    stop(discussion=discussion, by=None, expected_version=discussion.version)
    return 1


def _is_quiet(discussion: CaseDiscussion) -> bool:
    return _quiet(clock.now() - OPEN_FOR).filter(pk=discussion.pk).exists()


def _quiet(since: datetime) -> QuerySet[CaseDiscussion]:
    """The open cases in which nobody did anything after this moment, with no deadline or session after it either."""
    steps = CaseLogEntry.objects.filter(at__gt=since).exclude(act__in=(Act.READ, Act.BROKE_GLASS))
    written = CaseEntry.objects.filter(Q(created_at__gt=since) | Q(changed_at__gt=since))
    sessions = PeerSession.objects.filter(starts_at__gt=since, is_cancelled=False)
    cases = _open().filter(created_at__lte=since).exclude(phase_due_at__gt=since).exclude(session__in=sessions)
    return cases.exclude(pk__in=steps.values("discussion")).exclude(pk__in=written.values("discussion"))


def _open() -> QuerySet[CaseDiscussion]:
    return CaseDiscussion.objects.filter(state__in=(State.PROPOSED, State.RUNNING))
