"""Work on the clock and on call: thin doors to actions."""

from celery import shared_task

from community.actions import (
    ambassadors,
    audit_log,
    buddies,
    circles,
    deliver,
    following,
    forgetting,
    ideas,
    letters,
    matches,
    moderation,
    newsletter,
    notices,
    orders,
    posts,
    processes,
    removal,
)
from community.actions.cases import deadlines as case_dates
from community.actions.cases import forgotten, wiping
from community.actions.cases import groups as peer_groups


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
    """Hide and show profiles whose dates passed, remind of what waits, and forget old letters."""
    return ambassadors.keep_dates() + ambassadors.remind() + letters.forget_old_letters()


@shared_task
def remind_hosts() -> int:
    """Tell hosts again of requests nobody answered, and forget invitations whose time is over."""
    return circles.remind_hosts() + circles.forget_invitations() + peer_groups.forget_invitations()


@shared_task
def send_overviews() -> int:
    """Tell members whose overview is due what is new in what they follow."""
    return following.send_due()


@shared_task
def seal_audit_log() -> int:
    """Chain what was written to the audit log."""
    return audit_log.seal()


@shared_task
def forget_old_audit_log() -> int:
    """Delete what the audit log need not keep any longer."""
    return audit_log.forget_old()


@shared_task
def finish_removals() -> int:
    """Remove who is still there after a removal that was interrupted, or after a restore."""
    done = removal.replay_removals()
    removal.wipe_after_removals()
    return done


@shared_task
def wipe_free_space() -> bool:
    """Forget what deleted rows left in the file of the database."""
    return removal.wipe_free_space()


@shared_task
def forget_what_had_its_time() -> int:
    """Forget who reported, stopped, was refused or was invited, each after its time."""
    return forgetting.forget_what_had_its_time()


@shared_task
def tell_ended_blocks() -> int:
    """Tell members that their block ran out."""
    return moderation.tell_ended()


@shared_task
def keep_case_dates() -> int:
    """Remind of deadlines and of plans to look back at, end what nobody goes on with, and wipe what has had its time."""
    reminded = case_dates.remind() + case_dates.remind_to_look_back()
    return reminded + forgotten.end_forgotten() + wiping.wipe_old() + wiping.wipe_again()


@shared_task
def forget_addresses() -> int:
    """Forget to whom paper materials went."""
    return orders.forget_addresses()


@shared_task
def keep_action_centre() -> int:
    """End proposals that nobody answered, forget what nobody confirmed, remind of notices, and ask how ideas go."""
    asked = ideas.tell_coordinators() + ideas.ask_what_became()
    return matches.expire() + posts.forget_unconfirmed() + notices.remind() + asked


@shared_task
def remind_of_reviews() -> int:
    """Tell teams that it is time to look back at a work process."""
    return processes.remind_of_reviews()


@shared_task
def keep_buddies() -> int:
    """Propose, expire, ask how it goes, end, and say something to whoever waits."""
    return sum(buddies.keep().values())


@shared_task
def send_newsletters() -> int:
    """Put the next mails of a newsletter that is due in the outbox."""
    return newsletter.send_due()


@shared_task
def forget_unconfirmed_subscriptions() -> int:
    """Forget who asked for the newsletter and never confirmed."""
    return newsletter.forget_unconfirmed()
