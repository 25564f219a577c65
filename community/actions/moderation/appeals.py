"""Objections: made once, decided by somebody else."""

from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock, memory
from community.actions.audit_log import record
from community.actions.refusal import Refused
from community.contributions import kinds
from community.models import Appeal, ModerationDecision, User
from community.notifications import moderation as notifications
from community.rules.moderation import may_decide_on_appeal, role_of

Act, Status = ModerationDecision.Act, Appeal.Status


@transaction.atomic
def object_to(*, decision: ModerationDecision, text: str) -> Appeal:
    """Object to a decision, with a receipt. A second objection gives the first. Raises `Refused` after half a year."""
    decision = ModerationDecision.objects.select_for_update().get(pk=decision.pk)
    if known := Appeal.objects.filter(decision=decision).first():
        return known
    if not decision.is_against_author:
        raise Refused(_("Tegen dit besluit kun je geen bezwaar maken."))
    if not decision.may_be_objected_to:
        raise Refused(_("Bezwaar maken kon tot een half jaar na het besluit."))
    appeal = Appeal.objects.create(decision=decision, text=text.strip())
    notifications.appeal_received(appeal)
    return appeal


@transaction.atomic
def decide_on_appeal(*, appeal: Appeal, by: User, granted: bool, answer: str) -> Appeal:
    """Grant it (what was hidden is shown again, a block ends now) or refuse it, and tell the author.

    Raises `Refused` for the moderator whose decision it is about, and when another one decided meanwhile.
    """
    appeal = (
        Appeal.objects.select_for_update(of=("self",))
        .select_related("decision__item", "decision__block")
        .get(pk=appeal.pk)
    )
    if not may_decide_on_appeal(by, appeal):
        raise Refused(_("Over een bezwaar beslist een andere moderator dan wie het besluit nam."))
    wanted = Status.GRANTED if granted else Status.REFUSED
    if appeal.status != Status.WAITING:
        if (appeal.by_id, appeal.status) == (by.pk, wanted):
            return appeal
        raise Refused(_("Een andere moderator heeft hier al over beslist."))
    appeal.status, appeal.answer, appeal.by, appeal.role = wanted, answer.strip(), by, role_of(by)
    appeal.decided_at = clock.now()
    appeal.save()
    if granted:
        _undo(appeal.decision)
    record(
        act=f"moderation.appeal_{wanted}",
        about=f"community.moderationdecision:{appeal.decision_id}",
        actor_id=by.pk,
        role=appeal.role,
    )
    notifications.appeal_decided(appeal)
    return appeal


def _undo(decision: ModerationDecision) -> None:
    """What was hidden is shown again; a block ends now; what was wiped stays wiped."""
    if decision.act == Act.HIDDEN:
        kinds()[decision.item.kind].hide(decision.item.key, hidden=False)
    elif decision.act == Act.BLOCKED:
        block = decision.block
        block.lifted_at = block.told_at = clock.now()
        block.save(update_fields=["lifted_at", "told_at"])
    memory.renew()
