"""Joint statements: written by the team, signed by organisations, fixed with the first signature, and delivered."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock, page_cache
from cms.models import Organisation
from community.actions.moderation import refuse_blocked
from community.actions.refusal import Refused
from community.models import Delivery, Signature, Statement, User
from community.notifications import statements as notifications


@transaction.atomic
def write(
    *, statement: Statement | None = None, title: str, text: str, closes_at, barriers=(), expected_version=None
) -> Statement:
    """A new statement, or other words for one that nobody signed; every change of words is a new version.

    Raises `Refused` once somebody signed: only the barriers it is about may change then. Also when it was changed
    elsewhere since the form was made.
    """
    if statement is None:
        statement = Statement.objects.create(title=title, text=text, closes_at=closes_at)
    else:
        statement = _locked(statement)
        if expected_version is not None and statement.version != expected_version:
            raise Refused(_("Dit is intussen ergens anders gewijzigd. Vergelijk je tekst en bewaar opnieuw."))
        if (statement.title, statement.text, statement.closes_at) != (title, text, closes_at):
            if statement.is_locked:
                raise Refused(_("Er is getekend. De tekst en de einddatum liggen vast. Maak een nieuwe verklaring."))
            statement.version += (statement.title, statement.text) != (title, text)
            statement.title, statement.text, statement.closes_at = title, text, closes_at
            statement.save()
    statement.barriers.set(barriers)
    page_cache.forget()
    return statement


@transaction.atomic
def open_for_signing(*, statement: Statement) -> Statement:
    """From now on everybody reads it and organisations sign."""
    statement = _locked(statement)
    if not statement.opened_at:
        statement.opened_at = clock.now()
        statement.save(update_fields=["opened_at"])
        page_cache.forget()
    return statement


@transaction.atomic
def sign(*, statement: Statement, organisation: Organisation, by: User) -> Signature:
    """Sign for an organisation. Its registered contact gets a mail, and confirms; is that you, it counts at once.

    Signing twice is harmless. Raises `Refused` when it is not open, when we know no contact, and for somebody who is
    blocked.
    """
    refuse_blocked(user=by)
    statement = _locked(statement)
    if not statement.is_open:
        raise Refused(_("Tekenen kan niet meer: de verklaring is gesloten."))
    if not organisation.contact_email:
        raise Refused(_("Van deze organisatie hebben we geen e-mailadres. Vraag ons om het toe te voegen."))
    if found := statement.signatures.filter(organisation=organisation, withdrawn_at=None).first():
        return found
    own = organisation.contact_email.lower() == by.email.lower()
    signature = Signature.objects.create(
        statement=statement,
        organisation=organisation,
        version=statement.version,
        digest=statement.digest,
        signed_by=by,
        confirmed_at=clock.now() if own else None,
    )
    notifications.signed(signature)
    page_cache.forget()
    return signature


@transaction.atomic
def confirm(*, signature: Signature) -> Signature:
    """The registered contact says it is right: from here it counts. Raises `Refused` when it is too late."""
    signature = _signature(signature)
    if signature.withdrawn_at or (not signature.confirmed_at and not signature.statement.is_open):
        raise Refused(_("Bevestigen kan niet meer."))
    if not signature.confirmed_at:
        signature.confirmed_at = clock.now()
        signature.save(update_fields=["confirmed_at"])
        notifications.confirmed(signature)
        page_cache.forget()
    return signature


@transaction.atomic
def withdraw(*, signature: Signature) -> Signature:
    """Take a signature back, until the closing day. Harmless twice; raises `Refused` after that day."""
    signature = _signature(signature)
    if signature.withdrawn_at:
        return signature
    if clock.now() >= signature.statement.closes_at:
        raise Refused(_("Intrekken kan niet meer: de verklaring is gesloten."))
    signature.withdrawn_at = clock.now()
    signature.save(update_fields=["withdrawn_at"])
    notifications.withdrawn(signature)
    page_cache.forget()
    return signature


@transaction.atomic
def deliver(*, statement: Statement, delivered_to: str, delivered_on: date, answer: str = "") -> Delivery:
    """Write down to whom it was brought; the same again adds nothing."""
    row, _created = Delivery.objects.update_or_create(
        statement=statement, delivered_to=delivered_to, delivered_on=delivered_on, defaults={"answer": answer}
    )
    page_cache.forget()
    return row


def _locked(statement: Statement) -> Statement:
    return Statement.objects.select_for_update().get(pk=statement.pk)


def _signature(signature: Signature) -> Signature:
    found = Signature.objects.select_for_update(of=("self",)).select_related("statement", "organisation")
    return found.get(pk=signature.pk)
