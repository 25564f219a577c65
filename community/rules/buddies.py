"""Who sees what of buddies: one's own, and of the other only what was written for them until both said yes."""

from django.db.models import Q

from community.models import BuddyMatch, BuddyReflection


def matches_of(user):
    """The matches this person may open: their own, and nobody else's. Administrators see none."""
    return BuddyMatch.objects.of(user) if user.is_authenticated and user.is_active else BuddyMatch.objects.none()


def proposed_to(user):
    """The proposals that wait for this person's yes or no."""
    waiting = Q(offer__user=user, offer_yes_at=None) | Q(ask__user=user, ask_yes_at=None)
    return matches_of(user).filter(waiting, state=BuddyMatch.State.PROPOSED)


def contact_of_other(match: BuddyMatch, user) -> dict | None:
    """Name and address of the other one: after two yeses, and only while it runs."""
    if match.state != BuddyMatch.State.RUNNING:
        return None
    other = match.other(user).user
    return {"name": other.get_full_name() or other.email, "email": other.email}


def reflection_of(match: BuddyMatch, user) -> str:
    """What this very person wrote for themselves."""
    found = BuddyReflection.objects.filter(match=match, user=user).first()
    return found.text if found else ""
