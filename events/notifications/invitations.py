"""The invitation itself, and the question what came of it. A row in the outbox each."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from community import mail
from events import entries
from events.links import follower_url
from events.models import Invitation, SeriesFollower
from events.notifications.quiet import queue


def invited(follower: SeriesFollower, invitation: Invitation) -> None:
    """The words as they were checked, to somebody who follows the series."""
    event = invitation.event
    with translation.override(follower.language):
        page = event.page_in(follower.language)
        context = {
            "title": entries.title_of(event, page),
            "series": event.series.name,
            "text": invitation.text,
            "inviter": invitation.inviter,
            "when": entries.when(event),
            "where": entries.where(event),
            "url": entries.page_url(page),
            "stop_url": follower_url(follower, "follow_stop"),
        }
    queue(
        key=f"invited:{invitation.pk}:{follower.pk}",
        template="mail/events/invited",
        to_email=follower.email,
        language=follower.language,
        context=context,
    )


def outcome_asked(invitation: Invitation) -> None:
    """To whoever sent it: what worked?"""
    sender = invitation.sent_by
    with translation.override(settings.LANGUAGE_CODE):
        url = settings.BASE_URL + reverse("organise:invitation", args=[invitation.event.public_id])
    queue(
        key=f"outcome_asked:{invitation.pk}",
        template="mail/events/outcome_asked",
        to_email=sender.email,
        to_name=sender.get_full_name(),
        context={"name": mail.display_name(sender.get_full_name()), "title": invitation.event.title, "url": url},
    )
