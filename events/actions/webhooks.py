"""Messages to other systems: who gets them, and sending them."""

import hashlib
import hmac
import uuid
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cms import clock
from cms.probe import Allowed, Answer, is_public, may_reach, post
from events.actions.organise.conflict import refuse_stale
from events.actions.refusal import Refused
from events.models import Webhook, WebhookDelivery
from events.notifications import webhooks as messages

MOST = 20  # addresses; every one of them costs a row per change
# Between attempts: what is down for a night still hears of it, and then it stops.
BACK_OFF = [timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(hours=18)]
PAUSE_AFTER = 10  # attempts in a row that failed, over all messages
LEASE = timedelta(minutes=2)
BATCH = 50
KEPT = timedelta(days=30)


def sign(secret: str, body: str, moment: int) -> str:
    """The value of the signature header: HMAC-SHA256 over `<moment>.<body>`, `moment` in seconds since 1970 (UTC).

    The receiver refuses an old moment, so that nobody can play a message again.
    """
    code = hmac.new(secret.encode(), f"{moment}.{body}".encode(), hashlib.sha256).hexdigest()
    return f"t={moment},v1={code}"


def save_webhook(
    *,
    webhook: Webhook | None = None,
    name: str,
    url: str,
    topics: list[str],
    key: uuid.UUID | None = None,
    version: str = "",
    actor,
    allowed: Allowed = is_public,
) -> Webhook:
    """Make or change an address. The same `key` again gives what it made.

    Raises `Conflict`, or `Refused` for an address without https, or one that is not on the internet at large.
    """
    if urlsplit(url).scheme != "https":
        raise Refused(_("Het adres begint met https://, zodat niemand onderweg meeleest."), field="url")
    if not may_reach(url, allowed=allowed):
        raise Refused(_("Dit adres is niet van buiten te bereiken. Vraag de beheerder van dat systeem."), field="url")
    values = {"name": name, "url": url, "topics": sorted(topics)}
    with transaction.atomic():  # not while a name is looked up
        return _change(webhook, version, values) if webhook else _make(key or uuid.uuid4(), values | {"owner": actor})


def _make(key: uuid.UUID, values: dict) -> Webhook:
    webhook, made = Webhook.objects.get_or_create(key=key, defaults=values)
    if made and Webhook.objects.count() > MOST:
        raise Refused(_("Meer dan %(most)s koppelingen kan niet. Haal er eerst een weg.") % {"most": MOST})
    return webhook


def _change(webhook: Webhook, version: str, values: dict) -> Webhook:
    webhook = Webhook.objects.select_for_update().get(pk=webhook.pk)
    refuse_stale(webhook, version)
    for name, value in values.items():
        setattr(webhook, name, value)
    webhook.version += 1
    webhook.save(update_fields=[*values, "version"])
    return webhook


@transaction.atomic
def resume(*, webhook: Webhook) -> Webhook:
    """Send again, beginning with what waited. Harmless when it was not paused."""
    webhook = Webhook.objects.select_for_update().get(pk=webhook.pk)
    webhook.failures, webhook.paused_at = 0, None
    webhook.save(update_fields=["failures", "paused_at"])
    webhook.deliveries.filter(status=WebhookDelivery.Status.QUEUED).update(due_at=clock.now())
    return webhook


@transaction.atomic
def delete_webhook(*, webhook: Webhook) -> None:
    """Take an address away with its log. Harmless when done already."""
    Webhook.objects.filter(pk=webhook.pk).delete()


@transaction.atomic
def send_test(*, webhook: Webhook) -> None:
    """Queue a message that tells nothing. One at a time: pressing twice sends one."""
    waiting = webhook.deliveries.filter(topic=messages.TEST, status=WebhookDelivery.Status.QUEUED)
    if not waiting.exists():
        messages.test_message(webhook)


def deliver_webhooks(*, allowed: Allowed = is_public) -> int:
    """Send what is due, at most `BATCH` messages; returns how many arrived. Safe to run anywhere, any time.

    An address that just failed is left alone for the rest of this run. `allowed` says which network addresses may be
    reached (see `cms.probe`).
    """
    arrived, unwell = 0, set()
    for _turn in range(BATCH):
        row = _claim(clock.now(), unwell)
        if row is None:
            break
        answer = _send(row, allowed)
        if _keep(row, answer):
            arrived += 1
        else:
            unwell.add(row.webhook_id)
    return arrived


def forget_old() -> int:
    """Delete what was sent or given up a month ago; returns how many messages."""
    done = WebhookDelivery.objects.exclude(status=WebhookDelivery.Status.QUEUED)
    return done.filter(created_at__lte=clock.now() - KEPT).delete()[0]


def _claim(now: datetime, unwell: set[int]) -> WebhookDelivery | None:
    """Lease the next message; None when nothing is due."""
    with transaction.atomic():
        rows = WebhookDelivery.objects.due(now).exclude(webhook__in=unwell).select_related("webhook")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, of=("self",))
        if row := rows.first():
            row.leased_until = now + LEASE
            row.attempts += 1
            row.save(update_fields=["leased_until", "attempts"])
        return row


def _send(row: WebhookDelivery, allowed: Allowed) -> Answer:
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Leerspoor-Delivery": str(row.public_id),
        "Leerspoor-Topic": row.topic,
        "Leerspoor-Signature": sign(row.webhook.secret, row.body, int(clock.now().timestamp())),
    }
    return post(row.webhook.url, body=row.body.encode(), headers=headers, allowed=allowed)


@transaction.atomic
def _keep(row: WebhookDelivery, answer: Answer) -> bool:
    """Write down how it went; True when it arrived. Too many failures in a row pause the address and tell its owner."""
    now = clock.now()
    row.answer, row.note, row.leased_until = answer.status, answer.problem[:200], None
    if not answer.problem:
        row.status, row.sent_at = WebhookDelivery.Status.SENT, now
        row.save(update_fields=["answer", "note", "leased_until", "status", "sent_at"])
        Webhook.objects.filter(pk=row.webhook_id).update(failures=0)
        return True
    if row.attempts > len(BACK_OFF):
        row.status = WebhookDelivery.Status.FAILED
    else:
        row.due_at = now + BACK_OFF[row.attempts - 1]
    row.save(update_fields=["answer", "note", "leased_until", "status", "due_at"])
    Webhook.objects.filter(pk=row.webhook_id).update(failures=F("failures") + 1)
    webhook = Webhook.objects.select_related("owner").get(pk=row.webhook_id)
    if webhook.failures >= PAUSE_AFTER and not webhook.paused_at:
        webhook.paused_at = now
        webhook.save(update_fields=["paused_at"])
        messages.paused(webhook, answer.problem)
    return False
