"""Who may see and handle what was put up in the action centre."""

from django.db.models import QuerySet

from cms.areas import Areas
from community.models import Coordinator, Idea, Notice, Posted, SupportOffer


def handles_every_idea(user) -> bool:
    """The team of the action centre: answers and connects ideas of all regions."""
    return user.is_active and user.has_perm("community.handle_idea")


def handled_regions(user) -> set[int] | None:
    """The regions whose ideas this person answers: None means all of them, an empty set none."""
    if not user.is_authenticated or not user.is_active:
        return set()
    if handles_every_idea(user):
        return None
    own = [row.region_id for row in Coordinator.objects.now(user)]
    areas = Areas() if own else None
    return set().union(*(areas.within(region) for region in own)) if own else set()


def handled_ideas(user) -> QuerySet:
    """The public ideas this person may answer and connect."""
    regions = handled_regions(user)
    public = Idea.objects.public()
    return public if regions is None else public.filter(region__in=regions)


def may_handle_ideas(user) -> bool:
    """Whether the team's inbox opens for this person."""
    return handled_regions(user) != set()


def own_posts(user) -> list[Posted]:
    """What somebody put up, under their account or earlier under the same address; the newest first."""
    found = [row for model in (Idea, SupportOffer, Notice) for row in model.objects.of(email=user.email, user=user)]
    return sorted(found, key=lambda row: row.created_at, reverse=True)
