"""When a phase starts and by when it should be done; reminders on the clock. A deadline never moves a phase."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Count

from cms import clock
from community.cases.method import FACILITATOR, LIVE, OWNER, kind_to_write
from community.models import CaseDiscussion, CaseEntry, CaseParticipant
from community.models.cases.groups import SMALLEST
from community.notifications import cases as notifications

State = CaseDiscussion.State
AFTER_PLAN = timedelta(weeks=7)  # between six and eight
LOOK_DAYS = 3  # for the facilitator, who reads a case first


def start_phase(discussion: CaseDiscussion, number: int, days: int | None = None) -> None:
    """Set the running phase with its deadline: the end of the day, `days` from now (else as the method says)."""
    discussion.phase_number = number
    discussion.phase_started_at = clock.now()
    discussion.phase_due_at = discussion.reminded_for = discussion.wipe_at = None
    if discussion.pace != LIVE:
        days = discussion.phase.days if days is None else days
        discussion.phase_due_at = _end_of_day(days or 0)


def look_by(discussion: CaseDiscussion) -> None:
    """Set by when the facilitator should have looked at a case that waits."""
    discussion.phase_due_at, discussion.reminded_for = _end_of_day(LOOK_DAYS), None


def _end_of_day(days: int) -> datetime:
    zone = ZoneInfo(settings.TIME_ZONE)
    day = clock.now().astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, time(23, 59), zone)


def not_yet_written(discussion: CaseDiscussion) -> list[CaseParticipant]:
    """Who may write in the running phase and has posted nothing in it."""
    wrote = set(
        discussion.entries.filter(phase_number=discussion.phase_number, status=CaseEntry.Status.POSTED).values_list(
            "author_id", flat=True
        )
    )
    parts = discussion.participants.filter(has_left=False).exclude(user=None).select_related("user")
    return [
        part
        for part in parts
        if part.pk not in wrote and part.role != FACILITATOR and kind_to_write(discussion.phase, part.role)
    ]


def remind() -> int:
    """Tell who has not written, and the facilitator, that the time is up; once per deadline. Returns how many cases.

    Of a case that waits to be looked at, the facilitator alone.
    """
    open_ones = CaseDiscussion.objects.filter(state__in=(State.PROPOSED, State.RUNNING))
    late = open_ones.filter(phase_due_at__lte=clock.now(), reminded_for=None)
    late = late.annotate(size=Count("group__members")).filter(size__gte=SMALLEST)
    return sum(_remind(pk) for pk in list(late.values_list("pk", flat=True)))


@transaction.atomic
def _remind(pk: int) -> int:
    discussion = CaseDiscussion.objects.select_for_update(of=("self",)).select_related("group").get(pk=pk)
    if discussion.has_ended or discussion.reminded_for or not discussion.phase_due_at:
        return 0
    discussion.reminded_for = discussion.phase_due_at
    discussion.save(update_fields=["reminded_for"])
    parts = discussion.participants.filter(role=FACILITATOR, has_left=False).exclude(user=None)
    leading = [part.user for part in parts.select_related("user")]
    if not discussion.is_running:
        notifications.case_waits(discussion, leading)
        return 1
    waiting = [part.user for part in not_yet_written(discussion)]
    notifications.phase_due(discussion, waiting, facilitates=False)
    notifications.phase_due(discussion, leading, facilitates=True)
    return 1


def remind_to_look_back() -> int:
    """Mail owners on the day they chose to look back at their plan; returns how many."""
    due = CaseDiscussion.objects.filter(look_back_on__lte=clock.today(), look_back_reminded_at=None)
    return sum(_remind_to_look_back(pk) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _remind_to_look_back(pk: int) -> int:
    discussion = CaseDiscussion.objects.select_for_update().get(pk=pk)
    if discussion.look_back_reminded_at:
        return 0
    discussion.look_back_reminded_at = clock.now()
    discussion.save(update_fields=["look_back_reminded_at"])
    owners = discussion.participants.filter(role=OWNER, has_left=False).exclude(user=None).select_related("user")
    notifications.look_back(discussion, [part.user for part in owners])
    return 1
