"""When somebody leaves a group while a case is discussed: their own case stops, another's goes on without them."""

from cms import clock
from community.actions.cases.roles import next_facilitator
from community.actions.cases.wiping import wipe
from community.cases.method import FACILITATOR, OWNER
from community.models import CaseDiscussion, CaseLogEntry, CaseParticipant, PeerGroup, User

State = CaseDiscussion.State


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
            _stop(discussion, user)
        elif part.role == FACILITATOR:
            _replace_facilitator(discussion, without=user)


def _stop(discussion: CaseDiscussion, user: User) -> None:
    discussion.state, discussion.closed_at = State.STOPPED, clock.now()
    discussion.version += 1
    discussion.save()
    known = None if discussion.is_anonymous else user  # the others read this log
    CaseLogEntry.objects.create(discussion=discussion, user=known, act=CaseLogEntry.Act.STOPPED)
    wipe(discussion=discussion)


def _replace_facilitator(discussion: CaseDiscussion, without: User) -> None:
    others = discussion.participants.filter(has_left=False).exclude(user=None)
    if others.filter(role=FACILITATOR).exists():
        return
    free = set(others.exclude(role=OWNER).values_list("user_id", flat=True)) - {without.pk}
    if successor := next_facilitator(discussion.group, among=free):
        others.filter(user=successor.user_id).update(role=FACILITATOR)
        CaseLogEntry.objects.create(discussion=discussion, user=successor.user, act=CaseLogEntry.Act.ROLES)
