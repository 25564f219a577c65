"""Mail about the checklists of work processes."""

from community import mail
from community.links import url_of
from community.models import Plan, User


def review_due(plan: Plan, user: User, week: int) -> bool:
    """The day of looking back has come and not all is ticked; once per week. Says whether it was sent now."""
    key = f"process_review:{plan.public_id}:{plan.review_on:%Y%m%d}:{week}:{user.pk}"
    if mail.is_queued(key):
        return False
    mail.queue(
        key=key,
        template="mail/community/process_review",
        to_email=user.email,
        to_name=user.get_full_name(),
        context={
            "name": mail.display_name(user.get_full_name()) or "daar",
            "url": url_of("plan", "nl", plan.public_id),
        },
        is_new=True,
    )
    return True
