"""One's own calendar to subscribe to."""

from django.db import transaction

from events.models import PersonalFeed, Registration
from events.models.reminders import secret_key


@transaction.atomic
def open_feed(*, registration: Registration) -> PersonalFeed:
    """The feed of this person's address, made when there was none."""
    feed, _made = PersonalFeed.objects.get_or_create(email=registration.email)
    return feed


@transaction.atomic
def renew_feed(*, registration: Registration) -> PersonalFeed:
    """Give the feed another address; the old one stops at once."""
    feed, _made = PersonalFeed.objects.update_or_create(email=registration.email, defaults={"key": secret_key()})
    return feed


@transaction.atomic
def close_feed(*, email: str) -> int:
    """Take the feed of an address away; returns how many there were."""
    return PersonalFeed.objects.filter(email__iexact=email).delete()[0]
