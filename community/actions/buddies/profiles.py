"""Offering, asking, pausing, and going."""

from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from community.actions.buddies.matches import end_all, take_away
from community.actions.moderation import refuse_blocked
from community.actions.refusal import Refused
from community.models import BuddyProfile, User
from community.models.buddies import HEARS_WITHIN
from community.notifications import buddies as notifications

LISTS = ("regions", "sectors", "themes")


@transaction.atomic
def save(*, user: User, side: str, language: str, data: dict, expected_version: int | None = None) -> BuddyProfile:
    """Write what somebody offers or asks; the first time a message says what happens next.

    Raises `Refused` when it was changed elsewhere since the form was made, and for somebody who is blocked.
    """
    refuse_blocked(user=user)
    profile = BuddyProfile.objects.select_for_update().filter(user=user, side=side).first()
    is_new = profile is None
    if is_new:
        profile = BuddyProfile(user=user, side=side, version=0)
        heard(profile, save=False)
    elif expected_version is not None and profile.version != expected_version:
        raise Refused(_("Dit is intussen ergens anders gewijzigd. Vergelijk je tekst en bewaar opnieuw."))
    for name, value in data.items():
        if name not in LISTS:
            setattr(profile, name, value)
    profile.language = language
    profile.version += 1
    profile.save()
    for name in LISTS:
        getattr(profile, name).set(data.get(name, []))
    if is_new:
        notifications.welcome(profile)
    return profile


@transaction.atomic
def pause(*, profile: BuddyProfile) -> None:
    """No new proposals for now; what runs goes on, what was proposed is let go."""
    profile = BuddyProfile.objects.select_for_update().get(pk=profile.pk)
    if not profile.paused_at:
        profile.paused_at = clock.now()
        profile.save(update_fields=["paused_at"])
        end_all(profile, running=False)


@transaction.atomic
def resume(*, profile: BuddyProfile) -> None:
    """Proposals again, and waiting starts anew."""
    profile = BuddyProfile.objects.select_for_update().get(pk=profile.pk)
    if profile.paused_at:
        profile.paused_at, profile.waiting_since = None, clock.now()
        heard(profile)


@transaction.atomic
def drop(*, profile: BuddyProfile) -> None:
    """Take it away; who was in it with them gets a message, and everybody keeps their own looking back."""
    take_away(profile)


def heard(profile: BuddyProfile, *, save: bool = True) -> None:
    """They got a message from us now: the next one is due two weeks from here at the latest."""
    profile.hear_by = clock.now() + HEARS_WITHIN
    if save:
        profile.save(update_fields=["hear_by", "paused_at", "waiting_since"])
