"""The personal link of a registration: signed for this one purpose, useless a year after the meeting."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from cms import clock
from events.models import Registration, SeriesFollower

LIFETIME = timedelta(days=365)
_signer = Signer(salt="events.registration", sep=".")
_followers = Signer(salt="events.follower", sep=".")


def registration_token(registration: Registration) -> str:
    """A URL-safe token that names the registration and cannot be guessed or altered."""
    return _signer.sign(registration.public_id.hex)


def registration_url(registration: Registration, *, absolute: bool = True) -> str:
    """The person's own page: the whole address in their language (for mail), or the path in the language being read."""
    with translation.override(registration.language if absolute else translation.get_language()):
        path = reverse("my_registration", args=[registration_token(registration)])
    return settings.BASE_URL + path if absolute else path


def registration_for(token: str) -> Registration | None:
    """Whose link this is; None for a forged or expired one."""
    try:
        public_id = uuid.UUID(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None
    registration = Registration.objects.select_related("event", "user").filter(public_id=public_id).first()
    if registration and clock.now() > registration.event.ends_at + LIFETIME:
        return None
    return registration


def follower_token(follower: SeriesFollower) -> str:
    """A token that names who follows a series, for saying yes and for stopping; it works as long as they follow."""
    return _followers.sign(follower.public_id.hex)


def follower_url(follower: SeriesFollower, name: str = "follow_confirm") -> str:
    """The whole address, in the active language, of the page where they say yes or (`follow_stop`) stop."""
    return settings.BASE_URL + reverse(name, args=[follower_token(follower)])


def follower_for(token: str) -> SeriesFollower | None:
    """Whose link this is; None for a forged one, and for who stopped."""
    try:
        public_id = uuid.UUID(_followers.unsign(token))
    except (BadSignature, ValueError):
        return None
    return SeriesFollower.objects.select_related("series").filter(public_id=public_id).first()
