"""What we tell members of peer groups by mail. Never a word of a case, its title neither: a link is enough."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from community import ical, mail
from community.models import CaseDiscussion, PeerInvitation, PeerSession, User
from community.models.cases.groups import PeerGroup

LANGUAGE = settings.LANGUAGE_CODE
_silent: ContextVar[bool] = ContextVar("silent", default=False)


@contextmanager
def silently() -> Iterator[None]:
    """Tell nobody of what is done inside: for made-up people only."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def _queue(**letter) -> None:
    if not _silent.get():
        mail.queue(**letter)


def address(name: str, *args, language: str = LANGUAGE) -> str:
    """The whole address of a named page."""
    with translation.override(language):
        return settings.BASE_URL + reverse(name, args=args)


def invitation(invited: PeerInvitation, language: str) -> None:
    """A link to join a group; whoever has no account yet makes one on the way."""
    _queue(
        key=f"peer_invitation:{invited.public_id}",
        template="mail/community/peer_invitation",
        to_email=invited.email,
        language=language,
        context={
            "by": mail.display_name(invited.invited_by.get_full_name()),
            "url": address("peer_join", invited.public_id, language=language),
        },
    )


def calendar_entry(session: PeerSession) -> ical.Meeting:
    """The session as members' calendars know it. The name of the group stays out: calendars are often shared."""
    return ical.Meeting(
        uid=f"{session.public_id}@{settings.UID_HOST}",
        sequence=session.sequence,
        stamp=session.changed_at,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        title=_("Intervisie"),
        place=session.place,
        url=address("peer_group", session.group.public_id),
        is_cancelled=session.is_cancelled,
    )


def calendar(sessions: Iterable[PeerSession]) -> bytes:
    """The sessions of a group, to take along."""
    return ical.meetings([calendar_entry(session) for session in sessions], name=_("Intervisie"))


def session_changed(session: PeerSession) -> None:
    """A session was planned, moved or cancelled: to every member, with the calendar entry."""
    for member in session.group.members.select_related("user"):
        _queue(
            key=f"peer_session:{session.public_id}:{session.sequence}:{member.pk}",
            template="mail/community/peer_session",
            to_email=member.user.email,
            to_name=member.user.get_full_name(),
            context={
                "session": session,
                "is_new": session.sequence == 0,
                "facilitates": session.facilitator_id == member.pk,
                "url": address("peer_group", session.group.public_id),
            },
            calendar=calendar([session]).decode(),
            method="PUBLISH",
        )


def _tell(name: str, case: CaseDiscussion, users: Iterable[User], /, *, turn: str, **context) -> None:
    for user in users:
        _queue(
            key=f"{name}:{case.public_id}:{turn}:{user.pk}",
            template=f"mail/community/{name}",
            to_email=user.email,
            to_name=user.get_full_name(),
            context={"url": address("case", case.public_id), **context},
        )


def case_waits(discussion: CaseDiscussion, users: Iterable[User]) -> None:
    """A case was brought in, or waits for too long: the facilitator looks first."""
    again = f":{discussion.reminded_for:%Y%m%d%H%M}" if discussion.reminded_for else ""
    _tell("case_waits", discussion, users, turn=f"{discussion.version}{again}")


def case_handed_on(discussion: CaseDiscussion, users: Iterable[User]) -> None:
    """Who facilitated has left: from now on these do."""
    _tell("case_handed_on", discussion, users, turn=str(discussion.version))


def case_idle(discussion: CaseDiscussion, users: Iterable[User]) -> None:
    """Nobody went on for weeks: when it stops and is wiped."""
    _tell("case_idle", discussion, users, turn=f"{discussion.wipe_at:%Y%m%d}", discussion=discussion)


def case_sent_back(discussion: CaseDiscussion, users: Iterable[User]) -> None:
    """The facilitator asks the owner to look at the words again."""
    _tell("case_sent_back", discussion, users, turn=str(discussion.version))


def phase_began(discussion: CaseDiscussion, users: Iterable[User]) -> None:
    """A phase began that runs for days."""
    _tell("case_phase", discussion, users, turn=str(discussion.version), discussion=discussion, phase=discussion.phase)


def phase_due(discussion: CaseDiscussion, users: Iterable[User], *, facilitates: bool) -> None:
    """The deadline is here: for who has not written yet, and for the facilitator."""
    turn = f"{discussion.version}:{discussion.phase_due_at:%Y%m%d%H%M}"
    _tell("case_due", discussion, users, turn=turn, facilitates=facilitates, phase=discussion.phase)


def case_ended(discussion: CaseDiscussion, users: Iterable[User]) -> None:
    """It is over: what stays, and when the text goes; of a case that was stopped nothing stays."""
    is_stopped = discussion.state == CaseDiscussion.State.STOPPED
    turn = str(discussion.version)
    _tell("case_ended", discussion, users, turn=turn, discussion=discussion, is_stopped=is_stopped)


def look_back(discussion: CaseDiscussion, users: Iterable[User]) -> None:
    """The day to look back at the plan is here; another plan with another day means another mail."""
    _tell("case_look_back", discussion, users, turn=str(discussion.version))


def glass_broken(discussion: CaseDiscussion, users: Iterable[User], *, turn: str) -> None:
    """Somebody from outside read the case."""
    _tell("case_glass_broken", discussion, users, turn=turn, log_url=address("case_log", discussion.public_id))


def group_shrank(group: PeerGroup, users: Iterable[User], *, turn: int) -> None:
    """Fewer than three are left, since the member with the id `turn` went: the group pauses."""
    for user in users:
        _queue(
            key=f"peer_paused:{group.public_id}:{user.pk}:{turn}",
            template="mail/community/peer_paused",
            to_email=user.email,
            to_name=user.get_full_name(),
            context={"url": address("peer_group", group.public_id)},
        )
