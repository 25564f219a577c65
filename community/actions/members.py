"""Writing one's own profile as a member."""

from django.db import transaction

from cms import memory
from community.actions.moderation import contributed
from community.actions.refusal import Stale
from community.models import MemberProfile, SeenBy, User
from community.search import members as found

TEXTS = ("name", "role", "about", "can_help", "looking_for")
LISTS = ("regions", "sectors", "themes")


@transaction.atomic
def save_member(*, user: User, data: dict, expected_version: int | None = None) -> MemberProfile:
    """Write what somebody tells of themselves; what `data` leaves out stays. A first profile is for them alone.

    `data` holds texts, lists of terms and circles (`name_for` …). Raises `Stale` when another window saved meanwhile, and
    `Refused` when somebody who is blocked tells more; telling less is always possible.
    """
    profile, is_new = MemberProfile.objects.select_for_update().get_or_create(
        user=user, defaults={"name": user.get_full_name()[:120]}
    )
    if expected_version is not None and not is_new and profile.version != expected_version:
        raise Stale(profile)
    circles = tuple(f"{field}_for" for field in MemberProfile.FIELDS)
    before = {field: getattr(profile, field) for field in (*TEXTS, *circles)}
    for field in before:
        if field in data:
            setattr(profile, field, data[field])
    profile.version += 0 if is_new else 1
    profile.save()
    for field in LISTS:
        if field in data:
            getattr(profile, field).set(data[field])
    told = any(getattr(profile, field) not in ("", before[field]) for field in TEXTS)
    shown = any(getattr(profile, circle) > before[circle] for circle in circles)
    if profile.name_for > SeenBy.ME and (is_new or told or shown):
        contributed(kind="lid", key=profile.public_id, user=user)
    _show(profile)
    return profile


@transaction.atomic
def remove_member(*, user: User) -> int:
    """Take the profile away; returns how many there were."""
    profile = MemberProfile.objects.filter(user=user).first()
    if not profile:
        return 0
    found.forget(profile)
    profile.delete()
    memory.renew()
    return 1


def _show(profile: MemberProfile) -> None:
    found.refresh(profile)
    memory.renew()  # the directory is remembered
