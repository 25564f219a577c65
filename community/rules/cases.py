"""Who may see and do what in peer groups and their cases. Nobody outside the group, administrators neither.

Objects are fetched by the functions that also check access (`groups_of`, `cases_of`, `entries_for`), so that the two
cannot drift apart. What stands here decides for pages, files, mail and exports alike.
"""

from django.db.models import QuerySet

from cms import clock
from community.cases.method import FACILITATOR, OWNER, RATING, is_released, kind_to_write
from community.models import CaseDiscussion, CaseEntry, CaseParticipant, PeerGroup, PeerMember, SharedCase
from community.models.cases.groups import SMALLEST

State = CaseDiscussion.State
LOOK_NOTE = "look_note"  # from the facilitator to the owner, before the group reads anything
FULL_RIGHTS = (State.RUNNING, State.CLOSED)


def groups_of(user) -> QuerySet[PeerGroup]:
    """The groups this person is in."""
    if not (user.is_authenticated and user.is_active):
        return PeerGroup.objects.none()
    return PeerGroup.objects.filter(members__user=user)


def membership(user, group: PeerGroup) -> PeerMember | None:
    """This person's place in the group."""
    return group.members.filter(user=user).select_related("group").first() if user.is_authenticated else None


def is_paused(group: PeerGroup) -> bool:
    """A group of fewer than three reads what there is, and starts or writes nothing new."""
    return len(group.members.all()) < SMALLEST


def has_signed(member: PeerMember, members) -> bool:
    """Whether this member's signature holds, seen the `members` of today."""
    return member.has_signed(max(each.joined_at for each in members))


def may_manage(member: PeerMember) -> bool:
    """May invite, change the agreement and remove people."""
    return member.is_host


def may_remove(member: PeerMember, other: PeerMember) -> bool:
    """Hosts remove anybody; everybody may leave."""
    return member.pk == other.pk or member.is_host


def cases_of(user) -> QuerySet[CaseDiscussion]:
    """The discussions this person takes part in, of groups they are still in.

    A case that waits for its facilitator is there for the owner and the facilitator only.
    """
    if not (user.is_authenticated and user.is_active):
        return CaseDiscussion.objects.none()
    mine = CaseParticipant.objects.filter(user=user, has_left=False)
    waiting = mine.filter(role__in=(OWNER, FACILITATOR), discussion__state=State.PROPOSED)
    open_to_all = mine.exclude(discussion__state=State.PROPOSED)
    return CaseDiscussion.objects.filter(group__members__user=user, participants__in=waiting | open_to_all)


def phases_ending_for(user) -> QuerySet[CaseDiscussion]:
    """The running discussions of this person whose phase ends on a day, the first to end on top; with the group."""
    running = cases_of(user).filter(state=State.RUNNING, phase_due_at__isnull=False)
    return running.select_related("group").order_by("phase_due_at", "pk")


def part_of(user, discussion: CaseDiscussion) -> CaseParticipant | None:
    """This person's part in the discussion."""
    return next((each for each in discussion.participants.all() if each.user_id == user.pk and not each.has_left), None)


def may_read(entry: CaseEntry, reader: CaseParticipant, discussion: CaseDiscussion) -> bool:
    """Whether this participant may read this entry now. The author always may."""
    if entry.author_id == reader.pk:
        return True
    if entry.kind == LOOK_NOTE:
        return discussion.state == State.PROPOSED
    if entry.status == CaseEntry.Status.DRAFT:
        return False
    return is_released(
        discussion.method,
        written_in=entry.phase_number,
        now=discussion.phase_number,
        ended=discussion.has_ended,
        to_owner=reader.role == OWNER,
    )


def entries_for(reader: CaseParticipant, discussion: CaseDiscussion) -> list[CaseEntry]:
    """All entries this participant may read now, oldest first."""
    entries = discussion.entries.select_related("author__user", "answers")
    return [entry for entry in entries if may_read(entry, reader, discussion)]


def writable_kind(part: CaseParticipant, discussion: CaseDiscussion, *, looks_back: bool = False) -> str:
    """The kind of entry this participant may write now; "" for nothing."""
    if not discussion.is_running or part.has_left or is_paused(discussion.group):
        return ""
    return kind_to_write(discussion.phase, part.role, looks_back=looks_back)


def may_move(part: CaseParticipant, discussion: CaseDiscussion) -> bool:
    """May go to the next phase, or back: the facilitator alone."""
    return part.role == FACILITATOR and discussion.is_running and not is_paused(discussion.group)


def may_undo(part: CaseParticipant, discussion: CaseDiscussion) -> bool:
    """Back is possible during the whole of the next phase, once; after the end until the text is wiped."""
    if part.role != FACILITATOR or is_paused(discussion.group):
        return False
    if discussion.state == State.CLOSED:
        return not discussion.wiped_at
    return discussion.is_running and discussion.came_from_before


def may_look(part: CaseParticipant, discussion: CaseDiscussion) -> bool:
    """May give a case that waits to the group, or back to its owner."""
    return part.role == FACILITATOR and discussion.state == State.PROPOSED


def may_rate(part: CaseParticipant, discussion: CaseDiscussion, entry: CaseEntry) -> bool:
    """The owner says cold, lukewarm or warm of what others wrote and was released, in a phase made for it."""
    return (
        part.role == OWNER
        and discussion.is_running
        and kind_to_write(discussion.phase, OWNER) == RATING
        and entry.author_id != part.pk
        and entry.phase_number == discussion.phase_number - 1
        and entry.status == CaseEntry.Status.POSTED
        and may_read(entry, part, discussion)
    )


def may_mark(part: CaseParticipant, discussion: CaseDiscussion, entry: CaseEntry) -> bool:
    """The owner marks what is usable, from the moment they may read it until the text is wiped."""
    return (
        part.role == OWNER
        and discussion.state in FULL_RIGHTS
        and not discussion.wiped_at
        and entry.author_id != part.pk
        and entry.status == CaseEntry.Status.POSTED
        and may_read(entry, part, discussion)
    )


def may_withdraw(part: CaseParticipant, discussion: CaseDiscussion, entry: CaseEntry) -> bool:
    """Who wrote it takes it back; the facilitator takes away what can lead to a person, once they may read it."""
    if discussion.wiped_at or entry.status == CaseEntry.Status.WITHDRAWN or discussion.state not in FULL_RIGHTS:
        return False
    return entry.author_id == part.pk or (part.role == FACILITATOR and may_read(entry, part, discussion))


def may_plan(part: CaseParticipant, discussion: CaseDiscussion) -> bool:
    """The owner writes the plan and the day to look back, also after the end."""
    return part.role == OWNER and discussion.state in FULL_RIGHTS


def may_tell_lesson(part: CaseParticipant, discussion: CaseDiscussion) -> bool:
    """The owner or the facilitator sends the lesson to the editors, once it is over."""
    return part.role in (OWNER, FACILITATOR) and discussion.state == State.CLOSED


def may_have_proof(part: CaseParticipant, discussion: CaseDiscussion) -> bool:
    """Who took part gets proof of attendance."""
    return discussion.state == State.CLOSED and part.attended


def shows_author(entry: CaseEntry, discussion: CaseDiscussion) -> bool:
    """Whether the name stands with it. In an anonymous case nobody's does: else who is missing is the owner."""
    return not (entry.is_anonymous or discussion.is_anonymous)


def knows_owner(part: CaseParticipant, discussion: CaseDiscussion) -> bool:
    """Whether this participant may know who brought in the case."""
    return not discussion.is_anonymous or part.role in (OWNER, FACILITATOR)


def names_readers(part: CaseParticipant, discussion: CaseDiscussion) -> bool:
    """Whether this participant learns who read the case: whoever is missing among the readers is the owner."""
    return knows_owner(part, discussion)


def may_break_glass(user) -> bool:
    """May read a case from outside, with a reason that its members see: administrators."""
    return user.is_active and user.is_superuser


def may_decide_on_lessons(user) -> bool:
    """May make a draft of a lesson, or leave it."""
    return user.is_active and user.has_perm("community.decide_caselesson")


def is_over_time(discussion: CaseDiscussion) -> bool:
    """Whether the deadline of this phase has passed; writing goes on until the facilitator moves."""
    return bool(discussion.phase_due_at and discussion.phase_due_at < clock.now())


def library(user) -> QuerySet[SharedCase]:
    """The anonymous cases that members may read: those that a second reader approved."""
    if not (user.is_authenticated and user.is_active):
        return SharedCase.objects.none()
    return SharedCase.objects.filter(status=SharedCase.Status.APPROVED)


def may_check_shared_cases(user) -> bool:
    """May be the second pair of eyes for the library."""
    return user.is_active and user.has_perm("community.check_sharedcase")
