"""Emptying the outbox: claim, send, mark. Several workers may do this at once; each mail is theirs alone.

A claim is a lease in the row. A worker that dies leaves its lease to run out; the mail then goes again, with the
same Message-ID. Nothing is marked as sent that the mail server did not take.
"""

import contextlib
import enum
import logging
import smtplib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection, transaction

from cms import clock
from community import mail
from community.models import OutgoingMail

logger = logging.getLogger(__name__)

BATCH = 100  # mails per task, so that other work gets its turn
LEASE = timedelta(minutes=5)  # far longer than one mail takes (`EMAIL_TIMEOUT`)
FIRST_PAUSE = timedelta(minutes=1)  # doubles with every attempt
LONGEST_PAUSE = timedelta(hours=1)
SERVER_PAUSE = timedelta(minutes=2)  # when the server is away, its return should be noticed soon
GIVE_UP = timedelta(days=4)


class Verdict(enum.Enum):
    """What an error means for the mail at hand."""

    NEVER = "this mail will never be taken"
    LATER = "this mail may be taken later"
    SERVER = "the mail server takes nothing at the moment"


def deliver() -> int:
    """Send what is due, oldest first, at most `BATCH`; returns how many left. Safe to run anywhere, any time."""
    relay = get_connection(settings.MAIL_DELIVERY_BACKEND)
    sent = 0
    try:
        for _turn in range(BATCH):
            row = _claim(clock.now())
            if row is None:
                return sent
            try:
                relay.open()
                if relay.send_messages([mail.message(row)]) != 1:
                    raise OSError("the mail was not taken")
            except Exception as error:  # noqa: BLE001  every error is judged, and none is lost: it stands in the row
                _close(relay)
                if _not_sent(row, error) is Verdict.SERVER:
                    return sent
            else:
                _sent(row)
                sent += 1
    finally:
        _close(relay)
    mail.wake()  # there may be more
    return sent


def wipe_old_mail() -> int:
    """Forget the text of mails that left long ago; returns how many."""
    return OutgoingMail.objects.wipeable(clock.now()).wipe()


def watch_outbox() -> int:
    """Raise an alarm in the log when mail is late; returns how many mails."""
    late = OutgoingMail.objects.late(clock.now())
    if total := late.count():
        logger.error("outbox: %s mails are late, the oldest was queued at %s", total, late.first().created_at)
    return total


def verdict(error: Exception) -> Verdict:
    """How bad an error of sending is. RFC 5321: 4xx passes, 5xx stays."""
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=answers):
            return Verdict.NEVER if all(code >= 500 for code, _text in answers.values()) else Verdict.LATER
        case smtplib.SMTPSenderRefused() | smtplib.SMTPAuthenticationError() | smtplib.SMTPHeloError():
            return Verdict.SERVER  # our own settings, or theirs: no fault of this mail
        case smtplib.SMTPConnectError() | smtplib.SMTPResponseException(smtp_code=421):
            return Verdict.SERVER
        case smtplib.SMTPResponseException(smtp_code=code):
            return Verdict.NEVER if code >= 500 else Verdict.LATER
        case smtplib.SMTPNotSupportedError() | ValueError():  # an address or header that cannot be sent at all
            return Verdict.NEVER
        case OSError():  # refused, timed out, hung up, no such host, disk full
            return Verdict.SERVER
    return Verdict.LATER


def _claim(now: datetime) -> OutgoingMail | None:
    """Lease the next mail; None when nothing may leave now."""
    with transaction.atomic():
        rows = OutgoingMail.objects.claimable(now)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)  # on SQLite the transaction itself is the lock
        row = rows.first()
        if row is not None:
            row.leased_until = now + LEASE
            row.attempts += 1
            row.save(update_fields=["leased_until", "attempts"])
        return row


def _sent(row: OutgoingMail) -> None:
    mine = OutgoingMail.objects.filter(pk=row.pk)
    with transaction.atomic():
        mine.update(status=OutgoingMail.Status.SENT, sent_at=clock.now(), leased_until=None, last_error="")
        if row.secret:
            mine.wipe()


def _not_sent(row: OutgoingMail, error: Exception) -> Verdict:
    """Put the mail back for later, or mark it as failed; the reason is kept in the row."""
    now, judged = clock.now(), verdict(error)
    # Only while the lease is ours: after it ran out another worker may have sent the mail.
    mine = OutgoingMail.objects.filter(pk=row.pk, attempts=row.attempts, status=OutgoingMail.Status.QUEUED)
    reason = mail.one_line(f"{type(error).__name__}: {error}")[:255]
    if judged is Verdict.NEVER or now - row.created_at >= GIVE_UP:
        with transaction.atomic():
            mine.update(status=OutgoingMail.Status.FAILED, leased_until=None, last_error=reason)
            if row.secret:
                OutgoingMail.objects.filter(pk=row.pk).wipe()
        logger.error("outbox: mail %s (%s) failed: %s", row.pk, row.kind, type(error).__name__)
    else:
        longest = SERVER_PAUSE if judged is Verdict.SERVER else LONGEST_PAUSE
        pause = min(FIRST_PAUSE * 2 ** min(row.attempts - 1, 10), longest)
        mine.update(due_at=now + pause, leased_until=None, last_error=reason)
        logger.warning("outbox: mail %s (%s) goes again in %s: %s", row.pk, row.kind, pause, type(error).__name__)
    return judged


def _close(relay) -> None:
    with contextlib.suppress(OSError):
        relay.close()
