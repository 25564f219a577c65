"""The one way mail leaves: `queue()` writes a row in the caller's transaction, `message()` makes it a real mail.

A mail is three sibling templates, `<template>_subject.txt`, `<template>.txt` and `<template>.html`, rendered in
the recipient's language when it is queued, so that it tells what was true at that moment.
"""

import logging
import re
import unicodedata
from collections.abc import Iterable
from email.utils import format_datetime, formataddr
from functools import cache

import css_inline
from celery import current_app
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.template.context import make_context
from django.template.loader import get_template
from django.utils import translation
from kombu.pools import producers

from cms import clock
from community.addresses import ascii_address
from community.models import OutgoingMail

logger = logging.getLogger(__name__)

DELIVER = "community.tasks.deliver_mail"
# One connection per wake-up, and a second at most: the person who signs up is waiting, and the sweep comes anyway.
# Without `max_retries` kombu tries for ever, whatever `retry=False` says.
WAKE_WITHIN = {"max_retries": 0, "connect_retries_timeout": 1, "socket_connect_timeout": 1, "socket_timeout": 1}
CALENDAR_FILES = {"REQUEST": "uitnodiging.ics", "CANCEL": "afmelding.ics"}
# A name that carries an address would turn our mail into somebody's advertisement.
ADDRESS_IN_NAME = re.compile(r"://|@|/|\bwww\.|\w\.\w{2,}", re.IGNORECASE)


def queue(
    *,
    key: str,
    template: str,
    to_email: str,
    to_name: str = "",
    language: str = "nl",
    context: dict,
    calendar: str = "",
    method: str = "",
    thread: str = "",
    reply_to: str = "",
    secret: bool = False,
    unsubscribe_url: str = "",
    is_new: bool = False,
    locked: bool = False,
) -> OutgoingMail:
    """Write one mail to the outbox, inside the transaction of the change it tells of; it leaves after the commit.

    `key` names the change: the same key again returns the first row and queues nothing. `template` is a path
    without its ending (`mail/events/confirmed`). `calendar` is a whole VCALENDAR with this `method`. Mails with
    the same `thread` to the same address leave in the order in which they were queued. `secret` forgets the text
    once it has left (log-in codes). `unsubscribe_url` is where one POST without a cookie ends mails of this kind (RFC
    8058). `is_new` spares a query where the caller has just asked `is_queued`, and `locked` three where it asked so under
    a lock that nobody gets past. Raises `TransactionManagementError` outside a transaction, and `ValidationError` for an
    impossible address.
    """
    _need_transaction()
    if not (is_new or locked) and (mail := OutgoingMail.objects.filter(key=key).first()):
        return mail
    row = prepare(
        key=key,
        template=template,
        to_email=to_email,
        to_name=to_name,
        language=language,
        context=context,
        calendar=calendar,
        method=method,
        thread=thread,
        reply_to=reply_to,
        secret=secret,
        unsubscribe_url=unsubscribe_url,
    )
    if locked:
        row.save(force_insert=True)
    else:
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:  # somebody queued it at the same moment
            return OutgoingMail.objects.get(key=key)
    _wake_after_commit()
    return row


def queue_all(rows: Iterable[OutgoingMail]) -> None:
    """Write many mails made by `prepare` to the outbox at once, in the caller's transaction; known keys are left out."""
    _need_transaction()
    OutgoingMail.objects.bulk_create(rows, ignore_conflicts=True)
    _wake_after_commit()


def prepare(
    *,
    key: str,
    template: str,
    to_email: str,
    to_name: str = "",
    language: str = "nl",
    context: dict,
    calendar: str = "",
    method: str = "",
    thread: str = "",
    reply_to: str = "",
    secret: bool = False,
    unsubscribe_url: str = "",
) -> OutgoingMail:
    """A mail as `queue` would write it, not stored yet."""
    for address in [to_email, reply_to] if reply_to else [to_email]:
        validate_email(address)
    language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    return OutgoingMail(
        key=key,
        kind=template.removeprefix("mail/"),
        to_email=to_email,
        to_name=display_name(to_name)[:120],
        language=language,
        calendar=calendar,
        calendar_method=method,
        thread=thread,
        reply_to=reply_to,
        secret=secret,
        unsubscribe_url=unsubscribe_url,
        **_render(template, context | {"unsubscribe_url": unsubscribe_url}, language),
    )


def _need_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A mail belongs in the transaction of the change it tells of.")


def is_queued(key: str) -> bool:
    """Whether the mail of this change is in the outbox, sent or not."""
    return OutgoingMail.objects.filter(key=key).exists()


def last_calendar_method(to_email: str, thread: str) -> str:
    """REQUEST or CANCEL: what the last calendar mail of this thread to this address said; empty without any."""
    mails = OutgoingMail.objects.filter(to_email=to_email, thread=thread).exclude(calendar_method="")
    return mails.order_by("-pk").values_list("calendar_method", flat=True).first() or ""


def display_name(name: str) -> str:
    """The name on one line without control characters; empty when it hides a web or mail address."""
    name = one_line(name)
    return "" if ADDRESS_IN_NAME.search(name) else name


def one_line(text: str) -> str:
    """`text` without control and direction characters, every stretch of white space one space."""
    return " ".join(
        "".join(" " if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") else char for char in text).split()
    )


def message(mail: OutgoingMail) -> EmailMultiAlternatives:
    """The mail of a row, the same at every attempt: a receiver drops a second copy by its Message-ID.

    An invitation stands in the mail twice, as the big calendar providers send it: as the last alternative, which
    Gmail and Outlook turn into an entry, and as a file, which people open by hand where that does not happen.
    The file is `application/ics`, so that no client sees a second invitation in it. Raises `ValueError` for an
    address that no mail server knows.
    """
    mime = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[formataddr((mail.to_name, ascii_address(mail.to_email)))],
        reply_to=[ascii_address(mail.reply_to)] if mail.reply_to else None,
        headers={
            "Message-ID": f"<{mail.public_id.hex}@{settings.UID_HOST}>",
            "Date": format_datetime(clock.now()),
            "Content-Language": mail.language,
            "Auto-Submitted": "auto-generated",
            **_way_out(mail),
        },
    )
    mime.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        method = mail.calendar_method
        mime.attach_alternative(mail.calendar, f"text/calendar; method={method}")
        mime.attach(CALENDAR_FILES.get(method, "agenda.ics"), mail.calendar.encode(), "application/ics")
    return mime


def _way_out(mail: OutgoingMail) -> dict[str, str]:
    """The headers by which a mail program ends mails of this kind with one press, without opening a page."""
    if not mail.unsubscribe_url:
        return {}
    return {
        "List-Unsubscribe": f"<{mail.unsubscribe_url}>, <mailto:{settings.SITE_EMAIL}?subject=stop>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def wake(task: str = DELIVER) -> None:
    """Tell a worker that mail (or other work) is waiting. Never raises and never takes long: the sweep finds the row anyway."""
    try:
        broker = current_app.connection_for_write(connect_timeout=1, transport_options=WAKE_WITHIN)
        with producers[broker].acquire(block=True, timeout=1) as producer:  # kept open: opening costs 4 ms each time
            current_app.send_task(task, producer=producer, retry=False, ignore_result=True)
    except Exception as error:  # noqa: BLE001  whatever a broker can throw: the change is stored, and that is what counts
        logger.warning("no worker woken, the sweep will: %s", error)


def _wake_after_commit() -> None:
    waiting = transaction.get_connection().run_on_commit
    if not any(callback is wake for _savepoints, callback, _robust in waiting):
        transaction.on_commit(wake, robust=True)


def _render(template: str, context: dict, language: str) -> dict[str, str]:
    context = {
        **context,
        "language": language,
        "site_name": settings.SITE_NAME,
        "site_url": settings.BASE_URL,
        "contact": settings.SITE_EMAIL,
    }
    with translation.override(language):
        subject = one_line(_plain(f"{template}_subject.txt", context))
        text = _plain(f"{template}.txt", context)
        html = get_template(f"{template}.html").render(context)
    return {
        "subject": subject[:255],
        "text": re.sub(r"\n{3,}", "\n\n", text).strip().replace("\0", "") + "\n",
        "html": _inliner().inline(html).replace("\0", ""),
    }


def _plain(name: str, context: dict) -> str:
    """A text template, in which `&` stays `&`."""
    return get_template(name).template.render(make_context(context, autoescape=False))


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)
