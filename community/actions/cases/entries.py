"""What people write, rate and take back in a discussion. What comes too late is kept for its author, never lost."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from community.actions.cases.discussions import lock
from community.actions.cases.wiping import empty
from community.actions.refusal import Refused, Stale
from community.cases import texts
from community.cases.method import VOTE
from community.models import CaseDiscussion, CaseEntry, CaseLogEntry, CaseParticipant
from community.rules import cases as rules

Status = CaseEntry.Status
MOST_ENTRIES = 60  # of one person in one phase


@transaction.atomic
def write(
    *,
    discussion: CaseDiscussion,
    part: CaseParticipant,
    key: uuid.UUID,
    written_in: int,
    kind: str,
    parts: texts.Parts,
    is_anonymous: bool = False,
    answers: CaseEntry | None = None,
    as_draft: bool = False,
) -> CaseEntry:
    """Post an entry in the phase it was written for; the same `key` again gives the first.

    When that phase is over meanwhile, the entry is kept as a note of the author's own (`Status.DRAFT`). Raises
    `Refused` where nothing can be kept: the case is wiped, or the limit of the phase is reached.
    """
    discussion = lock(discussion)
    if present := CaseEntry.objects.filter(key=key, discussion=discussion, author=part).first():
        return present
    if discussion.wiped_at or written_in >= len(discussion.method.phases):
        raise Refused(_("Deze bespreking is afgelopen. Je tekst is niet bewaard."))
    in_time = (
        discussion.phase_number == written_in
        and rules.writable_kind(part, discussion, looks_back=looks_back(part, discussion)) == kind
    )
    status = Status.POSTED if in_time and not as_draft else Status.DRAFT
    _check_limit(discussion, part, written_in, kind, status)
    return CaseEntry.objects.create(
        key=key,
        discussion=discussion,
        author=part,
        phase_number=written_in,
        kind=kind,
        status=status,
        text=texts.sealed_parts(discussion, key, parts),
        is_anonymous=is_anonymous,
        answers=answers,
    )


@transaction.atomic
def change(
    *, entry: CaseEntry, expected_version: int, parts: texts.Parts, is_anonymous: bool, post: bool = True
) -> CaseEntry:
    """Other words for one's own entry while its phase runs; a note that waited is posted now. Raises `Stale`."""
    discussion = lock(entry.discussion)
    current = CaseEntry.objects.select_for_update(of=("self",)).select_related("author").get(pk=entry.pk)
    if current.version != expected_version:
        raise Stale(current)
    runs = discussion.is_running and discussion.phase_number == current.phase_number
    if discussion.wiped_at or current.status == Status.WITHDRAWN or (current.status == Status.POSTED and not runs):
        raise Refused(_("Deze fase is voorbij. Wat je schreef blijft zoals het is."))
    back = looks_back(current.author, discussion)
    may_post = runs and rules.writable_kind(current.author, discussion, looks_back=back) == current.kind
    if post and may_post and current.status == Status.DRAFT:
        _check_limit(discussion, current.author, current.phase_number, current.kind, Status.POSTED)
        current.status = Status.POSTED
    current.text = texts.sealed_parts(discussion, current.key, parts)
    current.is_anonymous = is_anonymous
    current.changed_at = clock.now()
    current.version += 1
    current.save()
    return current


@transaction.atomic
def withdraw(*, entry: CaseEntry, by: CaseParticipant) -> None:
    """Take an entry back, or (the facilitator) away because it can lead to a person. The words are gone at once."""
    discussion = lock(entry.discussion)
    empty(entry=CaseEntry.objects.select_for_update().get(pk=entry.pk))
    hidden = by.pk == entry.author_id and (entry.is_anonymous or discussion.is_anonymous)
    CaseLogEntry.objects.create(
        discussion=discussion,
        user=None if hidden else by.user,
        act=CaseLogEntry.Act.WITHDREW,
        phase_number=entry.phase_number,
    )


@transaction.atomic
def rate(*, entry: CaseEntry, rating: str) -> None:
    """Cold, lukewarm or warm, by the owner."""
    CaseEntry.objects.filter(pk=entry.pk).update(rating=rating)


@transaction.atomic
def mark(*, entry: CaseEntry, is_usable: bool) -> None:
    """Usable for the owner, or after all not."""
    CaseEntry.objects.filter(pk=entry.pk).update(is_usable=is_usable)


def note_read(*, discussion: CaseDiscussion, part: CaseParticipant) -> None:
    """Write down that somebody read the case. Of an anonymous case the owner's own reading stays out."""
    if discussion.is_anonymous and part.role == "inbrenger":
        return
    CaseLogEntry.objects.create(
        discussion=discussion, user_id=part.user_id, act=CaseLogEntry.Act.READ, phase_number=discussion.phase_number
    )


def looks_back(part: CaseParticipant, discussion: CaseDiscussion) -> bool:
    """Whether this person brought in the group's case before this one."""
    before = CaseDiscussion.objects.filter(
        group=discussion.group_id, state=CaseDiscussion.State.CLOSED, created_at__lt=discussion.created_at
    ).order_by("-created_at")
    last = before.first()
    return bool(last and last.participants.filter(role="inbrenger", user=part.user_id).exists())


def _check_limit(discussion, part, number, kind, status) -> None:
    phase = discussion.method.phases[number]
    mine = CaseEntry.objects.filter(discussion=discussion, author=part, phase_number=number)
    if mine.count() >= MOST_ENTRIES:
        raise Refused(_("Je schreef hier al heel veel. Wijzig of verwijder eerst iets."))
    limited = phase.max_entries and kind != "answer" and status == Status.POSTED
    if limited and mine.filter(status=Status.POSTED, kind=kind).count() >= phase.max_entries:
        if kind == VOTE:
            raise Refused(_("Je hebt al gestemd. Haal je stem eerst terug."))
        raise Refused(
            _("In deze fase schrijf je hoogstens %(number)s. Wijzig wat er staat.") % {"number": phase.max_entries}
        )
