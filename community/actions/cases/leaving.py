"""When somebody leaves a group while a case is discussed: their own case stops, another's goes on without them."""

from cms import clock
from community.actions.cases.deadlines import look_by
from community.actions.cases.discussions import bump, stop
from community.actions.cases.roles import has_turn, next_facilitator
from community.cases.method import FACILITATOR, OWNER
from community.models import CaseDiscussion, CaseLogEntry, CaseParticipant, PeerGroup, User
from community.notifications import cases as notifications


def leave_discussions(*, user: User, group: PeerGroup) -> None:
    """Take this person out of every discussion of the group. What they wrote stays until the case is wiped.

    A case of their own stops and is wiped at once. Who facilitated alone is followed up by who is next in turn.
    Call inside a transaction.
    """
    parts = CaseParticipant.objects.filter(user=user, has_left=False, discussion__group=group)
    for part in parts:
        discussion = CaseDiscussion.objects.select_for_update().get(pk=part.discussion_id)
        part.has_left = True
        part.save(update_fields=["has_left"])
        if discussion.has_ended:
            continue
        if part.role == OWNER:
            known = None if discussion.is_anonymous else user  # the others read the log
            stop(discussion=discussion, by=known, expected_version=discussion.version)
        elif part.role == FACILITATOR:
            _replace_facilitator(discussion, without=user)


def _replace_facilitator(discussion: CaseDiscussion, without: User) -> None:
    others = discussion.participants.filter(has_left=False).exclude(user=None)
    if others.filter(role=FACILITATOR).exists():
        return
    free = set(others.exclude(role=OWNER).values_list("user_id", flat=True)) - {without.pk}
    if successor := next_facilitator(discussion.group, among=free):
        others.filter(user=successor.user_id).update(role=FACILITATOR)
        has_turn(successor, clock.now())
        CaseLogEntry.objects.create(
            discussion=discussion,
            user=successor.user,
            act=CaseLogEntry.Act.ROLES,
            phase_number=discussion.phase_number,
        )
        if discussion.is_running:
            notifications.case_handed_on(bump(discussion), [successor.user])
        else:
            look_by(discussion)
            notifications.case_waits(bump(discussion), [successor.user])
