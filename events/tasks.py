"""Work on the clock: thin doors to actions."""

import logging

from celery import shared_task

from events.actions import follow, harvest, invitations, proofs, webhooks
from events.actions.admission import hold_draws
from events.actions.allocate import repair, run_waiting
from events.actions.details import wipe_needs as wipe
from events.actions.expire import expire_unconfirmed as expire
from events.actions.forgetting import forget_after_meetings
from events.actions.remind import keep_reminders, send_due
from events.actions.training import expire_enrolments
from events.audit import violations

logger = logging.getLogger(__name__)


@shared_task
def expire_unconfirmed() -> int:
    """Release places that were not confirmed in time, at meetings and in trainings."""
    return expire() + expire_enrolments()


@shared_task
def remind() -> int:
    """Keep the reminders beside their meetings, and send those whose moment has come."""
    keep_reminders()
    return send_due()


@shared_task
def draw() -> int:
    """Hold the draws whose moment has come."""
    return hold_draws()


@shared_task
def allocate() -> int:
    """Make the proposals that organisers asked for, or that drop-outs ask for."""
    repair()
    return run_waiting()


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


@shared_task
def ask_outcomes() -> int:
    """Ask what worked, a week after an invitation went out."""
    return invitations.ask_outcomes()


@shared_task
def wipe_needs() -> int:
    """Forget what people needed, two weeks after the meeting, and what else has had its time."""
    return wipe() + forget_after_meetings()


@shared_task
def deliver_webhooks() -> int:
    """Send what waits for other systems."""
    return webhooks.deliver_webhooks()


@shared_task
def forget_webhooks() -> int:
    """Forget what was sent to other systems a month ago."""
    return webhooks.forget_old()


@shared_task
def chase_notes() -> int:
    """Remind note takers whose moment has come."""
    return harvest.chase_notes()


@shared_task
def wipe_register_numbers() -> int:
    """Forget the register numbers of meetings that are long past."""
    return proofs.wipe_numbers()
