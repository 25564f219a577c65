"""Mails about moderation: the receipt of a report, and what was decided."""

from community import mail
from community.links import url_of
from community.models import Report


def report_received(report: Report) -> None:
    """The receipt, at once. It holds nothing that the reporter typed: the address may be somebody else's."""
    mail.queue(
        key=f"report_received:{report.key}",
        template="mail/community/report_received",
        to_email=report.email,
        language=report.language,
        context={"report": report, "rules_url": url_of("house_rules", report.language)},
    )
