"""Mail around the notice board: an answer, its receipt, and a word before a notice comes down."""

import uuid

from django.utils import timezone, translation
from django.utils.formats import date_format

from community import mail
from community.links import url_of
from community.models import Notice
from community.notifications.posts import send


def message(notice: Notice, *, key: uuid.UUID, name: str, email: str, message: str) -> None:
    """A visitor's answer; an answer to it goes straight to the visitor."""
    context = {"sender": mail.display_name(name) or email, "email": email, "message": message}
    send(notice, "notice_message", str(key), context, reply_to=email)


def receipt(notice: Notice, *, key: uuid.UUID, name: str, email: str, language: str) -> None:
    """That it was passed on. The words themselves stay out: nobody proved that this address is theirs."""
    mail.queue(
        key=f"notice_receipt:{key}",
        template="mail/community/notice_receipt",
        to_email=email,
        to_name=name,
        language=language,
        context={"title": notice.title, "url": url_of("notice", language, notice.public_id)},
    )


def coming_down(notice: Notice) -> None:
    """In a week it is gone, unless the owner extends it."""
    with translation.override(notice.language):
        day = date_format(timezone.localdate(notice.expires_at), "j F Y")
    send(notice, "notice_coming_down", f"{notice.pk}:{notice.expires_at:%Y%m%d}", {"day": day})
