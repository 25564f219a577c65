"""Wiping the text of a case: the rows are emptied, and the key is thrown away, which wipes every back-up too."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from cms import clock
from community.actions.unnaming import called, eraser, full, near
from community.cases import texts, vault
from community.cases.method import OWNER
from community.models import CaseDiscussion, CaseEntry, CaseLogEntry, CaseParticipant, User

KEPT_AFTER_CLOSING = timedelta(days=14)
OPEN_FOR = timedelta(weeks=8)  # without a step; then its people are warned
WARNED_FOR = timedelta(weeks=2)  # before a case that nobody goes on with stops
IN_THE_MAKING = timedelta(hours=1)  # far longer than bringing in a case takes
SEALED = (
    ("title", texts.title_of, texts.sealed),
    ("question", texts.question_of, texts.sealed),
    ("plan", texts.plan_of, texts.sealed_plan),
)
Act = CaseLogEntry.Act


@transaction.atomic
def wipe(*, discussion: CaseDiscussion, with_plan: bool = False) -> None:
    """Take away title, question and every entry, and throw the key away; the plan only when asked. Safe to repeat.

    What stays: who took part, the log, the plan and the day to look back. The key goes after the transaction; were
    that interrupted, `wipe_again` finds it.
    """
    discussion = CaseDiscussion.objects.select_for_update().get(pk=discussion.pk)
    discussion.entries.all().delete()
    discussion.title = discussion.question = None
    if with_plan:
        discussion.plan, discussion.look_back_on = None, None
    if not discussion.wiped_at:
        discussion.wiped_at = clock.now()
        CaseLogEntry.objects.create(discussion=discussion, act=Act.WIPED, phase_number=discussion.phase_number)
    discussion.save()
    keys = [discussion.text_key, *([discussion.plan_key] if with_plan else [])]
    transaction.on_commit(lambda: [vault.throw_away(key) for key in keys])


def wipe_old() -> int:
    """Wipe every case that ended and whose time has come; returns how many. For the clock."""
    due = CaseDiscussion.objects.filter(wipe_at__lte=clock.now(), wiped_at=None).exclude(closed_at=None)
    for discussion in due:
        wipe(discussion=discussion)
    return len(due)


def wipe_again() -> int:
    """Throw away keys that nothing needs any more: of wiped cases and of cases that are gone. Returns how many.

    A new key may be of a case whose transaction still runs: nobody but that transaction sees the case yet.
    """
    here = set(vault.names(older_than=IN_THE_MAKING))
    kept = CaseDiscussion.objects.filter(Q(text_key__in=here) | Q(plan_key__in=here))
    needed = set()
    for text_key, plan_key, wiped_at, plan in kept.values_list("text_key", "plan_key", "wiped_at", "plan"):
        needed |= {text_key} if not wiped_at else set()
        needed |= {plan_key} if plan else set()
    return sum(vault.throw_away(key) for key in here - needed)


def empty(*, entry: CaseEntry) -> None:
    """Take the words out of one entry; that it was there stays."""
    entry.text = None
    entry.status = CaseEntry.Status.WITHDRAWN
    entry.is_usable, entry.rating = False, ""
    entry.changed_at = clock.now()
    entry.save()


@transaction.atomic
def empty_all_of(*, user: User) -> int:
    """Wipe every word of somebody who goes: their entries, and title, question and plan of their cases; and their name
    from what the others wrote there. Returns how many rows."""
    _leave_out_name(user)
    entries = CaseEntry.objects.filter(author__user=user).exclude(text=None)
    own = CaseParticipant.objects.filter(user=user, role=OWNER).values("discussion")
    cases = CaseDiscussion.objects.filter(pk__in=own).exclude(title=None, question=None, plan=None)
    emptied = entries.update(text=None, status=CaseEntry.Status.WITHDRAWN)
    return emptied + cases.update(title=None, question=None, plan=None, look_back_on=None)


def _leave_out_name(user: User) -> None:
    kept = Q(wiped_at=None) | ~Q(plan=None)
    for discussion in CaseDiscussion.objects.filter(kept, participants__user=user).distinct():
        others = User.objects.filter(pk__in=discussion.participants.values("user"))
        _spelled, without = eraser(full(called(user)), near(user, others=others))
        said = {name: (read(discussion), seal) for name, read, seal in SEALED}
        if named := {
            name: seal(discussion, without(text)) for name, (text, seal) in said.items() if without(text) != text
        }:
            CaseDiscussion.objects.filter(pk=discussion.pk).update(**named)
        for entry in discussion.entries.exclude(author__user=user).exclude(text=None):
            parts = texts.parts_of(entry, discussion)
            changed = [(prompt, without(words)) for prompt, words in parts]
            if changed != parts:
                sealed = texts.sealed_parts(discussion, entry.key, changed)
                CaseEntry.objects.filter(pk=entry.pk).update(text=sealed)
