"""Work on the clock and on call: thin doors to actions."""

from celery import shared_task

from community.actions import ambassadors, deliver


@shared_task
def deliver_mail() -> int:
    """Send what waits in the outbox."""
    return deliver.deliver()


@shared_task
def wipe_mail() -> int:
    """Forget the text of old mails."""
    return deliver.wipe_old_mail()


@shared_task
def watch_outbox() -> int:
    """Raise an alarm when mail is late."""
    return deliver.watch_outbox()


@shared_task
def keep_ambassador_dates() -> int:
    """Hide and show profiles whose dates passed."""
    return ambassadors.keep_dates()
