"""Who may see and handle what was put up in the action centre."""

from collections.abc import Collection

from django.db.models import QuerySet, Value

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


def may_handle_ideas(user, coordinated: Collection[Coordinator] | None = None) -> bool:
    """Whether the team's inbox opens for this person; `coordinated`: what they coordinate now, where that is known."""
    if handles_every_idea(user):
        return True
    return user.is_active and bool(Coordinator.objects.now(user) if coordinated is None else coordinated)


def own_posts(user) -> list[Posted]:
    """What somebody put up, under their account or earlier under the same address; the newest first. One query.

    Each knows only its `public_id` and `title`, which is what a list with links needs.
    """
    kinds = (Idea, SupportOffer, Notice)
    rows = [
        model.objects.of(email=user.email, user=user)
        .order_by()
        .annotate(sort=Value(number))
        .values_list("sort", "public_id", "title", "created_at")
        for number, model in enumerate(kinds)
    ]
    found = rows[0].union(*rows[1:], all=True).order_by("-created_at")
    return [kinds[number](public_id=public_id, title=title) for number, public_id, title, _at in found]
