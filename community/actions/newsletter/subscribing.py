"""Asking for the newsletter, confirming, choosing what about, and stopping."""

from django.db import transaction

from cms import clock
from community import newsletter_consent
from community.models import NewsletterConsent, OutgoingMail, Subscription
from community.models.newsletter.subscriptions import CONFIRM_WITHIN
from community.notifications import newsletter as notifications

Status = Subscription.Status


@transaction.atomic
def ask(*, email: str, regions=(), audiences=(), language: str = "nl") -> Subscription:
    """Mail a link to confirm. Nothing is sent to the address but that, until somebody presses it.

    Who has the newsletter already gets a mail that says so; nothing changes for them. The answer to the visitor is the
    same either way. Asking again within a day sends no second mail.
    """
    email = email.strip().lower()
    subscription = Subscription.objects.select_for_update().filter(email=email).first()
    if subscription and subscription.status == Status.ACTIVE:
        notifications.already_subscribed(subscription)
        return subscription
    subscription = subscription or Subscription(email=email)
    subscription.language, subscription.status, subscription.asked_at = language, Status.WAITING, clock.now()
    subscription.save()
    subscription.regions.set(regions)
    subscription.audiences.set(audiences)
    notifications.confirm_subscription(subscription)
    return subscription


@transaction.atomic
def confirm(*, subscription: Subscription) -> bool:
    """Begin, with a row that proves the consent. False when the link is too old; harmless when pressed twice."""
    subscription = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if subscription.status == Status.ACTIVE:
        return True
    if not subscription.may_be_confirmed:
        return False
    subscription.status, subscription.ended_at = Status.ACTIVE, None
    subscription.save(update_fields=["status", "ended_at"])
    NewsletterConsent.objects.create(
        subscription=subscription,
        version=newsletter_consent.VERSION,
        text=str(newsletter_consent.TEXT),
        asked_at=subscription.asked_at,
    )
    return True


@transaction.atomic
def choose(*, subscription: Subscription, regions, audiences) -> None:
    """Hear about these regions and roles from now on; nothing chosen is everything."""
    subscription.regions.set(regions)
    subscription.audiences.set(audiences)


@transaction.atomic
def end(*, subscription: Subscription) -> None:
    """Stop, at once: what still waits in the outbox does not leave. Harmless when it was stopped already."""
    subscription = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if subscription.status == Status.ACTIVE:
        subscription.status, subscription.ended_at = Status.ENDED, clock.now()
        subscription.save(update_fields=["status", "ended_at"])
    mails = OutgoingMail.objects.filter(kind="community/newsletter", to_email=subscription.email)
    mails.filter(status=OutgoingMail.Status.QUEUED).update(status=OutgoingMail.Status.FAILED)


def forget_unconfirmed() -> int:
    """Delete who asked and never confirmed; work for the clock. Returns how many."""
    waiting = Subscription.objects.filter(status=Status.WAITING, consents=None)
    return waiting.filter(asked_at__lt=clock.now() - CONFIRM_WITHIN).delete()[0]
