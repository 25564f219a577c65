"""Mails about moderation: receipts, statements to authors, what was decided.

None repeats what a reporter typed, nor the text it is about: that may hold somebody's personal data, and stands on the
page behind the link.
"""

from community import mail
from community.contributions import find, kinds
from community.links import decision_token, url_of
from community.models import Appeal, Block, ModerationDecision, Report


def report_received(report: Report) -> None:
    """The receipt, at once. It holds nothing that the reporter typed: the address may be somebody else's."""
    _queue(
        f"report_received:{report.key}",
        "report_received",
        report.email,
        report.language,
        {"report": report, "rules_url": url_of("house_rules", report.language)},
    )


def report_decided(report: Report, decision: ModerationDecision) -> None:
    """What became of a report."""
    _queue(
        f"report_decided:{report.key}:{decision.public_id}",
        "report_decided",
        report.email,
        report.language,
        {"report": report, "decision": decision, "rules_url": url_of("house_rules", report.language)},
    )


def decision_statement(decision: ModerationDecision) -> None:
    """The statement to the author: what, by which rule, why, and how to object."""
    _queue(
        f"decision:{decision.public_id}",
        "decision_statement",
        _author_of(decision),
        decision.language,
        {"decision": decision, "appeal_url": appeal_url(decision)},
    )


def appeal_received(appeal: Appeal) -> None:
    """The receipt of an objection."""
    decision = appeal.decision
    _queue(
        f"appeal_received:{decision.public_id}",
        "appeal_received",
        _author_of(decision),
        decision.language,
        {"decision": decision, "appeal_url": appeal_url(decision)},
    )


def appeal_decided(appeal: Appeal) -> None:
    """The outcome of an objection."""
    decision = appeal.decision
    now = find(decision.item.kind, decision.item.key)
    _queue(
        f"appeal_decided:{decision.public_id}",
        "appeal_decided",
        _author_of(decision),
        decision.language,
        {"decision": decision, "appeal": appeal, "is_back": now is not None and not now.hidden},
    )


def block_ended(block: Block) -> None:
    """A block ran out."""
    language = block.decision.language if hasattr(block, "decision") else "nl"
    _queue(f"block_ended:{block.pk}", "block_ended", block.user.email, language, {"url": url_of("account", language)})


def appeal_url(decision: ModerationDecision) -> str:
    """The page on which the author reads the decision again and objects, without an account."""
    return url_of("appeal", decision.language, decision_token(decision))


def _author_of(decision: ModerationDecision) -> str:
    """The author's address, also of who was promised that nobody would know; empty when nobody can be told."""
    kind = kinds().get(decision.item.kind)
    told = not decision.address and kind and kind.in_confidence(decision.item.key)
    return told.email if told else decision.address


def _queue(key: str, name: str, to: str, language: str, context: dict) -> None:
    """Nothing where nobody's address is known."""
    if to:
        mail.queue(key=key, template=f"mail/community/{name}", to_email=to, language=language, context=context)
