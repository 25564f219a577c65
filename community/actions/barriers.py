"""Barriers: told without a name, looked at, and supported once per person."""

import hmac
import uuid

from django.conf import settings
from django.db import transaction

from cms import page_cache
from community.actions.moderation import contributed
from community.models import Barrier, BarrierSupport
from community.notifications import statements as notifications


@transaction.atomic
def tell(*, key: uuid.UUID, rule: str, effect: str, sector=None, region=None, language: str = "nl") -> Barrier:
    """Keep a barrier for the team to look at. The same `key` again adds nothing, and nobody is written down."""
    given = {"rule": rule, "effect": effect, "sector": sector, "region": region, "language": language}
    barrier, created = Barrier.objects.get_or_create(key=key, defaults=given)
    if created:
        contributed(kind="belemmering", key=barrier.public_id)
    return barrier


@transaction.atomic
def decide(*, barrier: Barrier, shown: bool) -> None:
    """Show it, or not."""
    barrier = Barrier.objects.select_for_update().get(pk=barrier.pk)
    barrier.status = Barrier.Status.SHOWN if shown else Barrier.Status.REFUSED
    barrier.save(update_fields=["status"])
    page_cache.forget()


def person_hash(barrier: Barrier, email: str) -> str:
    """Who this is, for this barrier only: nobody can be read from it, nor followed from one barrier to another."""
    said = f"support {barrier.public_id.hex} {email.strip().lower()}"
    return hmac.digest(settings.SECRET_KEY.encode(), said.encode(), "sha256").hex()


@transaction.atomic
def ask_support(*, barrier: Barrier, email: str, language: str) -> None:
    """Mail somebody without an account the link to be counted with."""
    person = person_hash(barrier, email)
    notifications.support_link(barrier, email=email, person=person, language=language)


@transaction.atomic
def support(*, barrier: Barrier, person: str, on: bool = True) -> None:
    """Count one person, or no longer. Either is harmless twice."""
    if on:
        BarrierSupport.objects.get_or_create(barrier=barrier, person=person)
    else:
        BarrierSupport.objects.filter(barrier=barrier, person=person).delete()
    page_cache.forget()


@transaction.atomic
def forget_supporter(*, email: str) -> int:
    """No longer count somebody anywhere; returns how often they were counted."""
    people = [person_hash(barrier, email) for barrier in Barrier.objects.only("public_id")]
    return BarrierSupport.objects.filter(person__in=people).delete()[0]
