"""Letters that we pass on between a visitor and an ambassador. No address of the one stands in a mail to the other."""

import uuid

from community import mail
from community.letter_links import letters_url
from community.links import url_of
from community.models import Correspondence
from community.reply_addresses import reply_address

Side = Correspondence.Side


def letter(letters: Correspondence, *, to: str, key: uuid.UUID, message: str) -> None:
    """One letter; the answer goes by the page behind `url`, which only this side can open."""
    profile = letters.profile
    to_ambassador = to == Side.AMBASSADOR
    language = profile.language if to_ambassador else letters.language
    name = "ambassador_message" if to_ambassador else "ambassador_answer"
    reply_to = reply_address(letters, to)
    mail.queue(
        key=f"ambassador_message:{key}",
        template=f"mail/community/{name}",
        to_email=letters.address_of(to),
        to_name=letters.name_of(to),
        language=language,
        thread=letters.thread,
        reply_to=reply_to,
        context={
            "by_mail": bool(reply_to),
            "to": mail.display_name(letters.name_of(to)),
            "name": letters.name_of(letters.other(to)),
            "message": message,
            "url": letters_url(letters, to),
            "report_url": url_of("report", language, "bericht", key),
            "own_url": url_of("account_ambassador", language),
        },
    )


def came_back(letters: Correspondence, *, to: str, key: uuid.UUID, reason: str) -> None:
    """An answer by mail that could not go on, to who wrote it: why, and the page where it can be written."""
    mail.queue(
        key=f"ambassador_came_back:{key}",
        template="mail/community/letter_came_back",
        to_email=letters.address_of(to),
        to_name=letters.name_of(to),
        language=letters.profile.language if to == Side.AMBASSADOR else letters.language,
        thread=letters.thread,
        context={"reason": reason, "url": letters_url(letters, to)},
    )


def passed_on(letters: Correspondence, *, message: str) -> None:
    """The visitor's receipt; `message` may be empty."""
    mail.queue(
        key=f"ambassador_receipt:{letters.key}",
        template="mail/community/ambassador_receipt",
        to_email=letters.email,
        to_name=letters.name,
        language=letters.language,
        thread=letters.thread,
        context={
            "profile": letters.profile,
            "name": letters.name,
            "message": message,
            "url": url_of("ambassador", letters.language, letters.profile.slug),
        },
    )
