"""The newsletter itself, and the mails around subscribing."""

import uuid
from collections.abc import Iterable
from itertools import groupby

from django.conf import settings

from cms import clock
from community import mail
from community.links import subscription_token, url_of
from community.models import NewsletterIssue, Subscription, User
from community.newsletter_sources import label_of


def issue_content(issue: NewsletterIssue) -> dict:
    """What both the mail and the page in the archive show: the issue, and its pieces by heading with whole addresses."""
    parts = [
        {
            "label": label_of(source),
            "pieces": [{"title": item.title, "text": item.text, "url": settings.BASE_URL + item.url} for item in items],
        }
        for source, items in groupby(issue.items.all(), key=lambda item: item.source)
    ]
    return {"issue": issue, "parts": parts}


def newsletter(issue: NewsletterIssue, subscriptions: Iterable[Subscription]) -> None:
    """One issue to these people, each with their own way to stop. The same person never gets it twice."""
    content = issue_content(issue)
    mail.queue_all(
        [
            mail.prepare(
                key=f"newsletter:{issue.pk}:{subscription.pk}",
                template="mail/community/newsletter",
                to_email=subscription.email,
                language=subscription.language,
                context=content
                | {
                    "archive_url": url_of("newsletter_issue", subscription.language, issue.slug),
                    "choices_url": _choices_url(subscription),
                },
                unsubscribe_url=unsubscribe_url(subscription),
            )
            for subscription in subscriptions
        ]
    )


def newsletter_proof(issue: NewsletterIssue, editor: User) -> None:
    """The issue as it stands, to one editor. Each proof is a mail of its own, and nobody can stop anything with it."""
    context = issue_content(issue) | {"archive_url": "", "choices_url": "", "proof": True}
    mail.queue(
        key=f"newsletter_proof:{uuid.uuid4()}",
        template="mail/community/newsletter",
        to_email=editor.email,
        language="nl",
        context=context,
    )


def confirm_subscription(subscription: Subscription) -> None:
    """The link to confirm; one a day."""
    language = subscription.language
    mail.queue(
        key=f"newsletter_confirm:{subscription.public_id}:{clock.now():%Y%m%d}",
        template="mail/community/newsletter_confirm",
        to_email=subscription.email,
        language=language,
        context={"url": url_of("newsletter_confirm", language, subscription_token(subscription, "confirm"))},
    )


def already_subscribed(subscription: Subscription) -> None:
    """For whoever asks and has it already; one a day."""
    mail.queue(
        key=f"newsletter_already:{subscription.public_id}:{clock.now():%Y%m%d}",
        template="mail/community/newsletter_already",
        to_email=subscription.email,
        language=subscription.language,
        context={"stop_url": unsubscribe_url(subscription), "choices_url": _choices_url(subscription)},
    )


def _choices_url(subscription: Subscription) -> str:
    """Where its reader chooses regions and roles."""
    return url_of("newsletter_choices", subscription.language, subscription_token(subscription, "choose"))


def unsubscribe_url(subscription: Subscription) -> str:
    """Where one POST stops it."""
    return url_of("newsletter_stop", subscription.language, subscription_token(subscription, "stop"))
