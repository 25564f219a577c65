"""What we tell other systems: rows in the transaction of the change, one per address that asked for it.

A message says that something happened at a meeting and how many people come now: no name, no address, nothing that
leads to a person. Who wants to know more asks the public API by the id of the meeting.
"""

import json
import uuid
from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse

from cms import clock
from community import mail
from events.models import TEST, Event, Topic, Webhook, WebhookDelivery
from events.notifications.quiet import is_silent, queue
from events.programme import rooms_of


def tell(event: Event, happened: Mapping[str, int]) -> None:
    """Queue a message per topic (how many people it touches: 0 where it is about the meeting itself).

    One query where no system listens.
    """
    if is_silent() or not happened:
        return
    listening = [hook for hook in Webhook.objects.awake() if happened.keys() & set(hook.topics)]
    if not listening:
        return
    standing = _standing(event)
    rows = []
    for topic, people in happened.items():
        rows += [_row(hook, topic, standing | {"aantal": people}) for hook in listening if topic in hook.topics]
    WebhookDelivery.objects.bulk_create(rows)


def tell_of_meeting(event: Event, topic: Topic) -> None:
    """Queue the message that the meeting itself changed."""
    tell(event, {topic: 0})


def test_message(webhook: Webhook) -> WebhookDelivery:
    """Queue a message that tells nothing, to see that it arrives."""
    row = _row(webhook, TEST, {})
    row.save()
    return row


def paused(webhook: Webhook, problem: str) -> None:
    """To whoever made it: nothing arrives there any more. In the transaction that pauses it."""
    if not (owner := webhook.owner):
        return
    address = settings.BASE_URL + reverse("organise:webhook", args=[webhook.public_id])
    queue(
        key=f"webhook_paused:{webhook.pk}:{webhook.paused_at:%Y%m%d%H%M%S}",
        template="mail/events/webhook_paused",
        to_email=owner.email,
        to_name=owner.get_full_name(),
        context={
            "name": mail.display_name(owner.get_full_name()),
            "title": webhook.name,
            "problem": problem,
            "url": address,
        },
    )


def _standing(event: Event) -> dict:
    room = rooms_of([event])[event.pk]
    return {
        "bijeenkomst": {
            "id": str(event.public_id),
            "begintOp": event.starts_at.isoformat(),
            "gaatNietDoor": event.is_cancelled,
        },
        "stand": {"bezet": room.taken, "wachtlijst": room.waiting, "plaatsen": room.capacity},
    }


def _row(webhook: Webhook, topic: str, details: dict) -> WebhookDelivery:
    name = uuid.uuid4()
    body = {"id": str(name), "soort": str(topic), "op": clock.now().isoformat(), **details}
    return WebhookDelivery(public_id=name, webhook=webhook, topic=topic, body=json.dumps(body, ensure_ascii=False))
