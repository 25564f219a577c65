"""Mail about barriers and statements: to a supporter, and to an organisation's registered contact."""

import uuid

from django.utils import timezone, translation
from django.utils.formats import date_format

from community import mail
from community.links import url_of
from community.models import Barrier, Signature
from community.statement_links import signature_token, support_token


def support_link(barrier: Barrier, *, email: str, person: str, language: str) -> None:
    """The link to be counted with; a mail of its own every time, because nothing is kept until it is used."""
    mail.queue(
        key=f"barrier_support:{uuid.uuid4()}",
        template="mail/community/barrier_support",
        to_email=email,
        language=language,
        context={"rule": barrier.rule, "url": url_of("barrier_count", language, support_token(barrier, person))},
    )


def signed(signature: Signature) -> None:
    """Somebody signed for this organisation: confirm it, or withdraw it until the closing day."""
    _to_contact(signature, "statement_signed", {"confirmed": bool(signature.confirmed_at)})


def confirmed(signature: Signature) -> None:
    """The signature stands; the link to withdraw it."""
    _to_contact(signature, "statement_confirmed", {})


def withdrawn(signature: Signature) -> None:
    """The signature is gone."""
    _to_contact(signature, "statement_withdrawn", {})


def _to_contact(signature: Signature, name: str, context: dict) -> None:
    statement, organisation = signature.statement, signature.organisation
    if not organisation.contact_email:
        return
    language = "nl"
    with translation.override(language):
        until = date_format(timezone.localdate(statement.closes_at), "j F Y")
    context = {
        "organisation": organisation.name,
        "title": statement.title,
        "version": signature.version,
        "until": until,
        "url": url_of("signature", language, signature_token(signature)),
    } | context
    mail.queue(
        key=f"{name}:{signature.public_id}",
        template=f"mail/community/{name}",
        to_email=organisation.contact_email,
        to_name=organisation.name,
        language=language,
        context=context,
    )
