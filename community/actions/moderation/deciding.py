"""The decisions of a moderator. Each hides nothing it did not name, tells whom it concerns, and stands in the log."""

from datetime import timedelta

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cms import clock, memory
from community.actions.audit_log import record
from community.actions.moderation import blocks
from community.actions.moderation.wiping import wipe_everywhere
from community.actions.refusal import Refused
from community.contributions import Contribution, find, kinds
from community.models import HouseRule, ModerationDecision, ModerationItem, User
from community.notifications import moderation as notifications
from community.rules.moderation import role_of

Act, Status = ModerationDecision.Act, ModerationItem.Status
EXCERPT = 200


@transaction.atomic
def take(*, item: ModerationItem, by: User | None) -> None:
    """Say that `by` looks at it; None gives it back."""
    ModerationItem.objects.filter(pk=item.pk, status=Status.OPEN).update(assignee=by)


@transaction.atomic
def keep(*, item: ModerationItem, by: User, explanation: str = "") -> ModerationDecision:
    """Nothing is wrong with it. Who reported it hears so; its author never knew."""
    item, done = _lock(item, by, Act.KEPT)
    return done or _close(item, by, Act.KEPT, None, explanation, find(item.kind, item.key))


@transaction.atomic
def hide(*, item: ModerationItem, by: User, rule: HouseRule, explanation: str = "") -> ModerationDecision:
    """Readers no longer see it; its author gets a statement with the rule and the way to object."""
    item, done = _lock(item, by, Act.HIDDEN)
    if done:
        return done
    contribution = _there(item)
    kinds()[item.kind].hide(item.key, hidden=True)
    return _close(item, by, Act.HIDDEN, rule, explanation, contribution)


@transaction.atomic
def wipe(*, item: ModerationItem, by: User, rule: HouseRule, explanation: str = "") -> ModerationDecision:
    """Hide it and forget its words everywhere at once. Nobody needs to have read them; what is closed stays unread."""
    item, done = _lock(item, by, Act.WIPED)
    if done:
        return done
    contribution = _there(item)
    wipe_everywhere(item=item, contribution=contribution)
    return _close(item, by, Act.WIPED, rule, explanation, contribution)


@transaction.atomic
def show_again(*, item: ModerationItem, by: User, explanation: str = "") -> ModerationDecision:
    """Take back that it was hidden. What was wiped cannot come back."""
    item = ModerationItem.objects.select_for_update().get(pk=item.pk)
    last = item.decisions.exclude(act=Act.BLOCKED).first()
    if last and last.act == Act.SHOWN:
        return last
    if not last or last.act != Act.HIDDEN:
        raise Refused(_("Deze bijdrage is niet verborgen, of de tekst is gewist."))
    contribution = _there(item)
    kinds()[item.kind].hide(item.key, hidden=False)
    return _close(item, by, Act.SHOWN, None, explanation, contribution)


@transaction.atomic
def block(*, item: ModerationItem, by: User, rule: HouseRule, days: int, explanation: str = "") -> ModerationDecision:
    """Keep the author of this contribution from contributing for `days`, and tell them. The item itself stays open."""
    item = ModerationItem.objects.select_for_update().get(pk=item.pk)
    running = item.decisions.filter(act=Act.BLOCKED, by=by, decided_at__gt=clock.now() - timedelta(minutes=1))
    if same := running.first():
        return same
    contribution = find(item.kind, item.key)
    author = item.author or (contribution.author if contribution else None)
    email = author.email if author else (contribution.email if contribution else "")
    if not email:
        raise Refused(_("Van deze bijdrage is de schrijver niet bekend. Die kun je niet blokkeren."))
    made = blocks.start(email=email, user=author, days=days)
    return _write(item, by, Act.BLOCKED, rule, explanation, contribution, block=made, author=author, email=email)


def _lock(item: ModerationItem, by: User, act: str) -> tuple[ModerationItem, ModerationDecision | None]:
    """The locked item, and its decision when the same person already took this one. Raises `Refused` for another's."""
    item = ModerationItem.objects.select_for_update().get(pk=item.pk)
    if item.status == Status.OPEN:
        return item, None
    last = item.decisions.exclude(act=Act.BLOCKED).first()
    if last and (last.by_id, last.act) == (by.pk, act):
        return item, last
    raise Refused(_("Hierover is al besloten. Kijk in het logboek."))


def _there(item: ModerationItem) -> Contribution:
    contribution = find(item.kind, item.key)
    if contribution is None:
        raise Refused(_("De bijdrage is er niet meer. Kies “Laat staan” om dit af te sluiten."))
    return contribution


def _close(item, by, act, rule, explanation, contribution) -> ModerationDecision:
    decision = _write(item, by, act, rule, explanation, contribution)
    item.status, item.assignee = Status.DECIDED, None
    item.save(update_fields=["status", "assignee"])
    for report in item.reports.filter(decided_at=None).select_for_update():
        report.decided_at = clock.now()
        report.save(update_fields=["decided_at"])
        notifications.report_decided(report, decision)
    return decision


def _write(item, by, act, rule, explanation, contribution, *, block=None, author=None, email="") -> ModerationDecision:
    """The row, the line in the audit log, the statement, and fresh pages."""
    quotes = contribution and not contribution.closed and act != Act.WIPED
    decision = ModerationDecision.objects.create(
        item=item,
        block=block,
        act=act,
        rule=rule,
        explanation=explanation.strip(),
        excerpt=Truncator(" ".join(contribution.text.split())).chars(EXCERPT) if quotes else "",
        author=author or item.author or (contribution.author if contribution else None),
        email=email or (contribution.email if contribution else ""),
        language=contribution.language if contribution else "nl",
        by=by,
        role=role_of(by),
    )
    record(
        act=f"moderation.{act}",
        about=f"community.moderationitem:{item.pk}",
        actor_id=by.pk,
        kind=item.kind,
        rule=rule.slug if rule else "",
        role=decision.role,
    )
    if decision.is_against_author or act == Act.SHOWN:
        notifications.decision_statement(decision)
    memory.renew()
    return decision
