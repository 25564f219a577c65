"""Changes to the social map by hand. Each is one transaction, safe to repeat, and drops the kept pages."""

from django.db import transaction

from cms import page_cache
from cms.models import Offer
from cms.models.regions import today


@transaction.atomic
def confirm_offer(*, offer: Offer) -> Offer:
    """Say that an offer still holds today."""
    offer.verified_on = today()
    offer.save(update_fields=["verified_on"])
    page_cache.forget()
    return offer


@transaction.atomic
def keep_offer(*, offer: Offer) -> Offer:
    """After an offer was written by hand: it gets a number to be found by in a list, and readers see it at once."""
    if not offer.source_id:
        offer.source_id = f"leerspoor-{offer.pk}"
        offer.save(update_fields=["source_id"])
    page_cache.forget()
    return offer


def providers_changed() -> None:
    """After a provider was written by hand: readers see it at once."""
    page_cache.forget()
