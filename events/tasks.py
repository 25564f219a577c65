"""Work on the clock: thin doors to actions."""

import logging

from celery import shared_task

from events.actions import follow, harvest
from events.actions.expire import expire_unconfirmed as expire
from events.audit import violations

logger = logging.getLogger(__name__)


@shared_task
def expire_unconfirmed() -> int:
    """Release places that were not confirmed in time."""
    return expire()


@shared_task
def audit() -> int:
    """Recount the sign-ups and raise an alarm in the log for each violation; returns how many."""
    found = list(violations())
    for violation in found:
        logger.error("audit: %s", violation)
    return len(found)


@shared_task
def tell_followers() -> int:
    """Tell who follows a series of its new editions."""
    return follow.tell_followers()
def chase_notes() -> int:
    """Remind note takers whose moment has come."""
    return harvest.chase_notes()
