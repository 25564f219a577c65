"""Beginning a discussion: a case brought in and looked at first, or a method in which a case is chosen on the way."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from community.actions.cases.deadlines import look_by, start_phase
from community.actions.cases.roles import has_turn, next_facilitator
from community.actions.cases.wiping import wipe
from community.actions.refusal import Refused, Stale
from community.cases import texts, vault
from community.cases.method import FACILITATOR, LIVE, OWNER, PARTICIPANT, Method
from community.models import (
    CaseDiscussion,
    CaseEntry,
    CaseLogEntry,
    CaseParticipant,
    DiscussionMethod,
    PeerGroup,
    PeerMember,
    PeerSession,
    User,
)
from community.models.cases.groups import SMALLEST
from community.notifications import cases as notifications
from community.rules.cases import LOOK_NOTE

MOST_RUNNING = 10
Act, State = CaseLogEntry.Act, CaseDiscussion.State


@transaction.atomic
def bring_in(
    *,
    key: uuid.UUID,
    group: PeerGroup,
    owner: User,
    method: DiscussionMethod,
    mode: str,
    title: str,
    question: str,
    story: str = "",
    is_anonymous: bool = False,
    session: PeerSession | None = None,
    facilitator: PeerMember | None = None,
) -> CaseDiscussion:
    """A case for the group; its facilitator looks first. The same `key` again gives the first one.

    Raises `Refused` for a group or mode that the method does not fit.
    """
    group = _lock_group(group)
    if present := CaseDiscussion.objects.filter(key=key, group=group).first():
        return present
    if Method.from_data(method.as_data()).picks is not None:
        raise Refused(_("Bij deze methode kiest de groep onderweg een casus. Begin de bespreking zonder."))
    discussion = _make(key, group, method, mode, session)
    discussion.is_anonymous = is_anonymous
    discussion.title = texts.sealed(discussion, title)
    discussion.question = texts.sealed(discussion, question)
    look_by(discussion)
    discussion.save()
    chosen = _facilitator(group, facilitator, but=owner)
    _take_part(discussion, owner=owner, facilitator=chosen)
    _tell_story(discussion, story)
    _log(discussion, None if is_anonymous else owner, Act.PROPOSED)
    notifications.case_waits(discussion, [chosen.user])
    return discussion


@transaction.atomic
def begin(
    *,
    key: uuid.UUID,
    group: PeerGroup,
    method: DiscussionMethod,
    mode: str,
    session: PeerSession | None = None,
    facilitator: PeerMember | None = None,
) -> CaseDiscussion:
    """Start a method in which the group chooses a case on the way. The same `key` again gives the first one."""
    group = _lock_group(group)
    if present := CaseDiscussion.objects.filter(key=key, group=group).first():
        return present
    if Method.from_data(method.as_data()).picks is None:
        raise Refused(_("Deze methode begint met een casus. Breng er een in."))
    discussion = _make(key, group, method, mode, session)
    discussion.save()
    _take_part(discussion, owner=None, facilitator=_facilitator(group, facilitator))
    _start(discussion)
    return discussion


@transaction.atomic
def change_case(
    *,
    discussion: CaseDiscussion,
    expected_version: int,
    title: str,
    question: str,
    is_anonymous: bool | None = None,
    story: str | None = None,
) -> CaseDiscussion:
    """Other words for the case, by its owner. Anonymity and story change only before the group has read anything."""
    discussion = lock(discussion, expected_version)
    discussion.title = texts.sealed(discussion, title)
    discussion.question = texts.sealed(discussion, question)
    if discussion.state == State.PROPOSED:
        if is_anonymous is not None:
            discussion.is_anonymous = is_anonymous
            if is_anonymous:
                discussion.log.filter(user__in=users(discussion, OWNER)).update(user=None)
        if story is not None:
            discussion.entries.exclude(kind=LOOK_NOTE).delete()
            _tell_story(discussion, story)
        look_by(discussion)
        notifications.case_waits(discussion, users(discussion, FACILITATOR))
    return bump(discussion)


@transaction.atomic
def release(*, discussion: CaseDiscussion, by: User, expected_version: int) -> CaseDiscussion:
    """The facilitator has looked: the group may read it, and the first phase starts."""
    discussion = lock(discussion, expected_version)
    if discussion.state != State.PROPOSED:
        return discussion
    discussion.entries.filter(kind=LOOK_NOTE).delete()
    _log(discussion, by, Act.RELEASED)
    return _start(discussion)


@transaction.atomic
def send_back(*, discussion: CaseDiscussion, by: CaseParticipant, expected_version: int, note: str) -> CaseDiscussion:
    """Ask the owner to say something in another way, before the group reads it."""
    discussion = lock(discussion, expected_version)
    key = uuid.uuid4()
    sealed = texts.sealed_parts(discussion, key, [("", note)])
    discussion.entries.filter(kind=LOOK_NOTE).delete()
    CaseEntry.objects.create(key=key, discussion=discussion, author=by, phase_number=0, kind=LOOK_NOTE, text=sealed)
    _log(discussion, by.user, Act.SENT_BACK)
    discussion.phase_due_at = None  # it is the owner's turn
    bump(discussion)
    notifications.case_sent_back(discussion, users(discussion, OWNER))
    return discussion


@transaction.atomic
def stop(*, discussion: CaseDiscussion, by: User | None, expected_version: int) -> CaseDiscussion:
    """End it before its time. What was written is wiped at once."""
    discussion = lock(discussion, expected_version)
    if discussion.has_ended:
        return discussion
    told = who_know(discussion)
    discussion.state, discussion.closed_at = State.STOPPED, clock.now()
    _log(discussion, by, Act.STOPPED)
    bump(discussion)
    wipe(discussion=discussion, with_plan=True)
    notifications.case_ended(discussion, told)
    return discussion


def lock(discussion: CaseDiscussion, expected_version: int | None = None) -> CaseDiscussion:
    """The discussion under lock. Raises `Stale` when somebody was first since the form was made."""
    current = CaseDiscussion.objects.select_for_update(of=("self",)).select_related("group").get(pk=discussion.pk)
    if expected_version is not None and current.version != expected_version:
        raise Stale(current)
    return current


def bump(discussion: CaseDiscussion) -> CaseDiscussion:
    """Save with the next version."""
    discussion.version += 1
    discussion.save()
    return discussion


def users(discussion: CaseDiscussion, *roles: str) -> list[User]:
    """Who takes part now, of these roles (of all without any)."""
    parts = discussion.participants.filter(has_left=False).exclude(user=None).select_related("user")
    return [part.user for part in (parts.filter(role__in=roles) if roles else parts)]


def who_know(discussion: CaseDiscussion) -> list[User]:
    """Who takes part now and knows of the case: before it is released, the owner and the facilitator alone."""
    return users(discussion, *((OWNER, FACILITATOR) if discussion.state == State.PROPOSED else ()))


def _lock_group(group: PeerGroup) -> PeerGroup:
    return PeerGroup.objects.select_for_update().get(pk=group.pk)


def _make(key, group, method, mode, session) -> CaseDiscussion:
    size = group.members.count()
    data = method.as_data()
    plain = Method.from_data(data)
    if size < SMALLEST:
        raise Refused(_("De groep staat stil: er zijn minder dan drie leden."))
    if not method.is_offered or mode not in plain.allowed_modes:
        raise Refused(_("Deze methode kan niet op die manier."))
    if not plain.smallest <= size <= plain.largest:
        raise Refused(
            _("Deze methode is voor %(least)s tot %(most)s mensen. Jullie zijn met %(size)s.")
            % {"least": plain.smallest, "most": plain.largest, "size": size}
        )
    if group.discussions.filter(state__in=(State.PROPOSED, State.RUNNING)).count() >= MOST_RUNNING:
        raise Refused(_("Er lopen al heel veel besprekingen. Rond er eerst een af."))
    pace = LIVE if mode == LIVE else CaseDiscussion.Mode.DAYS
    discussion = CaseDiscussion(
        key=key, group=group, method_data=data, method_key=method.key, mode=mode, pace=pace, session=session
    )
    vault.make_key(discussion.text_key)
    return discussion


def _facilitator(group: PeerGroup, chosen: PeerMember | None, but: User | None = None) -> PeerMember:
    if chosen and chosen.group_id == group.pk and (but is None or chosen.user_id != but.pk):
        return chosen
    found = next_facilitator(group, but=but.pk if but else None)
    if not found:
        raise Refused(_("Er is niemand die kan begeleiden."))
    return found


def _take_part(discussion: CaseDiscussion, *, owner: User | None, facilitator: PeerMember) -> None:
    roles = {facilitator.user_id: FACILITATOR} | ({owner.pk: OWNER} if owner else {})
    CaseParticipant.objects.bulk_create(
        CaseParticipant(discussion=discussion, user_id=user, role=roles.get(user, PARTICIPANT))
        for user in discussion.group.members.values_list("user_id", flat=True)
    )
    has_turn(facilitator, clock.now())


def _tell_story(discussion: CaseDiscussion, story: str) -> None:
    """The owner's story waits in the phase that is made for it."""
    owner = discussion.participants.filter(role=OWNER).first()
    place = next(
        (number for number, phase in enumerate(discussion.method.phases) if phase.writers.get(OWNER) == "story"), None
    )
    if story and owner and place is not None:
        key = uuid.uuid4()
        sealed = texts.sealed_parts(discussion, key, [("", story)])
        CaseEntry.objects.create(
            key=key, discussion=discussion, author=owner, phase_number=place, kind="story", text=sealed
        )


def _start(discussion: CaseDiscussion) -> CaseDiscussion:
    discussion.state, discussion.started_at = State.RUNNING, clock.now()
    start_phase(discussion, 0)
    bump(discussion)
    if discussion.pace != LIVE:
        notifications.phase_began(discussion, users(discussion))
    return discussion


def _log(discussion: CaseDiscussion, user: User | None, act: str) -> None:
    CaseLogEntry.objects.create(discussion=discussion, user=user, act=act, phase_number=discussion.phase_number)
