"""Moving through the phases: the facilitator alone, one step at a time, and back during the whole of the next phase."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from community.actions.cases.deadlines import start_phase
from community.actions.cases.discussions import bump, lock, users
from community.actions.cases.wiping import KEPT_AFTER_CLOSING
from community.actions.refusal import Refused
from community.cases.method import ASSOCIATION, FACILITATOR, LIVE, OBSERVER, OWNER, PARTICIPANT, Phase
from community.models import CaseDiscussion, CaseEntry, CaseLogEntry, CaseParticipant, User
from community.notifications import cases as notifications

Act, State = CaseLogEntry.Act, CaseDiscussion.State


@transaction.atomic
def move(
    *,
    discussion: CaseDiscussion,
    by: User,
    expected_version: int,
    owner: CaseParticipant | None = None,
    pace: str = "",
    days: int | None = None,
    present: Collection[int] = (),
) -> CaseDiscussion:
    """To the next phase, or the end after the last.

    `owner` is needed at the end of the phase in which the group chooses a case. `pace` (`live` or `async`) counts in
    a mixed discussion, `days` where it runs for days. `present` are the ids of the participants who were there, for
    the end of a live discussion. Raises `Stale` when another facilitator was first.
    """
    discussion = lock(discussion, expected_version)
    if not discussion.is_running:
        raise Refused(_("Deze bespreking loopt niet."))
    method = discussion.method
    if method.picks == discussion.phase_number:
        _pick(discussion, owner, by)
    if discussion.phase_number + 1 == len(method.phases):
        return _close(discussion, by, present)
    if discussion.mode == CaseDiscussion.Mode.MIXED and pace in (LIVE, CaseDiscussion.Mode.DAYS):
        discussion.pace = pace
    start_phase(discussion, discussion.phase_number + 1, days)
    discussion.came_from_before = True
    _log(discussion, by, Act.MOVED)
    bump(discussion)
    if discussion.pace != LIVE:
        notifications.phase_began(discussion, users(discussion))
    return discussion


@transaction.atomic
def undo(*, discussion: CaseDiscussion, by: User, expected_version: int) -> CaseDiscussion:
    """Back to the phase before. What was written in the phase that is left waits until it runs again.

    A discussion that was closed opens again, as long as its text is there.
    """
    discussion = lock(discussion, expected_version)
    if discussion.state == State.CLOSED and not discussion.wiped_at:
        discussion.state, discussion.closed_at = State.RUNNING, None
        start_phase(discussion, discussion.phase_number)
    elif discussion.is_running and discussion.came_from_before:
        start_phase(discussion, discussion.phase_number - 1)
        discussion.came_from_before = False
        if discussion.method.picks == discussion.phase_number:
            discussion.participants.filter(role=OWNER).update(role=PARTICIPANT)
    else:
        raise Refused(_("Teruggaan kan maar één stap, tijdens de fase erna."))
    _log(discussion, by, Act.UNDONE)
    return bump(discussion)


@transaction.atomic
def give_role(*, discussion: CaseDiscussion, part: CaseParticipant, role: str, by: User) -> None:
    """Let somebody observe, take part again, or facilitate along. The owner stays the owner."""
    discussion = lock(discussion)
    part = discussion.participants.get(pk=part.pk)  # the group may have picked this person's case meanwhile
    if part.role == OWNER or role not in (PARTICIPANT, OBSERVER, FACILITATOR):
        raise Refused(_("Deze rol kan niet veranderen."))
    leading = discussion.participants.filter(role=FACILITATOR, has_left=False).exclude(pk=part.pk)
    if part.role == FACILITATOR and role != FACILITATOR and not leading.exists():
        raise Refused(_("Er blijft altijd iemand die begeleidt."))
    if part.role != role:
        CaseParticipant.objects.filter(pk=part.pk).update(role=role)
        _log(discussion, by, Act.ROLES)
        bump(discussion)


def _pick(discussion: CaseDiscussion, owner: CaseParticipant | None, by: User) -> None:
    if owner is None or owner.discussion_id != discussion.pk or owner.has_left:
        raise Refused(_("Kies eerst wiens casus jullie bespreken."))
    if owner.role == FACILITATOR:
        raise Refused(_("Wie begeleidt, kan niet tegelijk de inbrenger zijn. Geef het begeleiden eerst door."))
    discussion.participants.filter(role=OWNER).exclude(pk=owner.pk).update(role=PARTICIPANT)
    CaseParticipant.objects.filter(pk=owner.pk).update(role=OWNER)
    _log(discussion, by, Act.PICKED)


def _close(discussion: CaseDiscussion, by: User, present: Collection[int]) -> CaseDiscussion:
    """The end: notes that were for the session alone go now, the rest of the text in two weeks."""
    discussion.entries.filter(kind=ASSOCIATION).update(text=None, status=CaseEntry.Status.WITHDRAWN)
    wrote = discussion.entries.filter(status=CaseEntry.Status.POSTED).values_list("author_id", flat=True)
    led = discussion.participants.filter(role=FACILITATOR).values_list("pk", flat=True)
    there = set(wrote) | set(led) | set(present)
    discussion.participants.filter(pk__in=there, has_left=False).update(attended=True)
    discussion.state, discussion.closed_at = State.CLOSED, clock.now()
    discussion.wipe_at = discussion.closed_at + KEPT_AFTER_CLOSING
    discussion.phase_due_at = None
    _log(discussion, by, Act.CLOSED)
    bump(discussion)
    notifications.case_ended(discussion, users(discussion))
    return discussion


def _log(discussion: CaseDiscussion, user: User, act: str) -> None:
    CaseLogEntry.objects.create(discussion=discussion, user=user, act=act, phase_number=discussion.phase_number)


def minutes(phase: Phase) -> timedelta:
    """How long a phase takes in a live discussion."""
    return timedelta(minutes=phase.minutes)
