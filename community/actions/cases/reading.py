"""Reading a case from outside the group: with a reason, in sight of the group."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from community.actions.audit_log import record
from community.actions.cases.discussions import users
from community.actions.refusal import Refused
from community.cases import texts
from community.models import CaseDiscussion, CaseEntry, CaseLogEntry, User
from community.notifications import cases as notifications


@dataclass(frozen=True, slots=True)
class Read:
    """What somebody from outside gets: the words, no names."""

    title: str
    question: str
    entries: list[tuple[str, texts.Parts]]


@transaction.atomic
def break_glass(*, discussion: CaseDiscussion, by: User, reason: str) -> Read:
    """The words of a case for an administrator. Their name and reason go into the case's own log, and the members
    and the audit log are told. Notes that somebody wrote for themselves stay closed. Raises `Refused` when wiped.
    """
    if discussion.wiped_at:
        raise Refused(_("De tekst van deze casus is gewist."))
    CaseLogEntry.objects.create(
        discussion=discussion,
        user=by,
        act=CaseLogEntry.Act.BROKE_GLASS,
        phase_number=discussion.phase_number,
        reason=reason,
    )
    record(act="cases.broke_glass", about=f"community.casediscussion:{discussion.pk}", actor_id=by.pk)
    notifications.glass_broken(discussion, users(discussion), turn=uuid.uuid4().hex)
    posted = discussion.entries.filter(status=CaseEntry.Status.POSTED)
    private = {number for number, phase in enumerate(discussion.method.phases) if phase.release == "alleen_auteur"}
    return Read(
        title=texts.title_of(discussion),
        question=texts.question_of(discussion),
        entries=[
            (discussion.method.phases[entry.phase_number].name, texts.parts_of(entry, discussion))
            for entry in posted
            if entry.phase_number not in private
        ],
    )
