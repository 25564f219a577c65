"""Who sees what of a member."""

from community.models import MemberProfile, SeenBy


def circle_of(user) -> SeenBy:
    """In which circle somebody stands who looks at another: a member, or everyone."""
    return SeenBy.MEMBERS if user is not None and user.is_authenticated and user.is_active else SeenBy.EVERYONE


def members_visible_to(user):
    """The profiles of others that this person may open."""
    return MemberProfile.objects.shown_to(circle_of(user))


def shown_of(profile: MemberProfile, circle: SeenBy, *, lists: bool = True) -> dict:
    """What this circle sees of a profile: field to value, only what is filled. The one place that decides.

    Empty when the circle may not see the name. Lists (regions, sectors, themes) come as lists, unless left out.
    """
    if circle > SeenBy.ME and not (profile.name and profile.name_for >= circle):
        return {}
    shown = {"public_id": profile.public_id, "initials": profile.initials}
    for field in ("name", "role", "about", "can_help", "looking_for"):
        if (profile.is_shown(field, circle) or circle == SeenBy.ME) and getattr(profile, field):
            shown[field] = getattr(profile, field)
    for field in ("regions", "sectors", "themes") if lists else ():
        if (profile.is_shown(field, circle) or circle == SeenBy.ME) and (terms := list(getattr(profile, field).all())):
            shown[field] = terms
    return shown
