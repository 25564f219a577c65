"""The ambassadors' own room: a hidden group that somebody enters by being shown, and leaves when that ends."""

import uuid

from django.utils.translation import gettext as _
from django.utils.translation import override

from cms import clock
from community.actions import circles
from community.models import AmbassadorProfile, Circle
from community.models.ambassadors import CONFIRMED_FOR
from community.models.circles import AMBASSADOR_ROOM

Status = AmbassadorProfile.Status


def entitled():
    """The profiles whose owners belong in the room: shown or paused, confirmed within a year, with an account."""
    return AmbassadorProfile.objects.filter(
        status__in=[Status.PUBLISHED, Status.PAUSED],
        confirmed_at__gt=clock.now() - CONFIRMED_FOR,
        user__is_active=True,
    )


def follow(profile: AmbassadorProfile) -> None:
    """Let the owner in or out, as the profile stands now; inside the caller's transaction. Nobody without an account."""
    if not profile.user_id:
        return
    room = Circle.objects.filter(key=AMBASSADOR_ROOM).first()
    if entitled().filter(pk=profile.pk).exists():
        circles.enter(room or _open(), profile.user, is_host=room is None, name=profile.display_name)
    elif room and (member := room.members.filter(user=profile.user_id).first()):
        circles.leave(member=member)


def close_behind_expired() -> int:
    """Let those out who did not confirm for a year; returns how many."""
    room = Circle.objects.filter(key=AMBASSADOR_ROOM).first()
    gone = list(room.members.exclude(user__in=entitled().values("user"))) if room else []
    for member in gone:
        circles.leave(member=member)
    return len(gone)


def _open() -> Circle:
    with override("nl"):
        words = {
            "name": _("Kamer van de ambassadeurs"),
            "summary": _("Voor ambassadeurs onder elkaar: wat werkt bij jou, waar loop je op vast?"),
            "welcome": _("Wat je hier schrijft, lezen alleen ambassadeurs. Noem geen mensen die te herkennen zijn."),
        }
    return Circle.objects.create(key=AMBASSADOR_ROOM, slug=uuid.uuid4().hex[:16], access=Circle.Access.HIDDEN, **words)
