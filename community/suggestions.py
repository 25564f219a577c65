"""Which offers fit an idea, and why. Objects in, objects out; one query for the offers, none for the reasons."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.areas import Areas
from cms.models import Region
from community.models import Idea, Match, Need, SupportOffer

MOST = 5
_WORD = re.compile(r"\w{5,}")
# Words that stand in any idea and say nothing.
_EMPTY = {"graag", "willen", "kunnen", "hebben", "samen", "mensen", "iedereen", "zoekt", "elkaar", "iemand", "people"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An offer for an idea (or the other way round), the best first; `reasons` are sentences to show."""

    idea: Idea
    offer: SupportOffer
    score: int
    reasons: list[str]


def fit(idea: Idea, offer: SupportOffer, areas: Areas) -> Suggestion | None:
    """How well these two fit; None where the offer gives nothing that the idea needs, or lies elsewhere."""
    shared = [Need(value) for value in idea.needs if value in offer.gives]
    near = _near(idea, offer, areas)
    if not shared or near is None:
        return None
    labels = ", ".join(str(need.label).lower() for need in shared)
    reasons = [_("Gevraagd en geboden: %(what)s") % {"what": labels}]
    score = 3 * len(shared) + near
    if offer.region_id and idea.region_id and near:
        reasons.append(_("Allebei in %(region)s") % {"region": _shared_place(idea, offer, areas)})
    if words := sorted(_words(idea) & _words(offer)):
        score += min(len(words), 4)
        reasons.append(_("Woorden die in allebei staan: %(words)s") % {"words": ", ".join(words[:4])})
    return Suggestion(idea, offer, score, reasons)


def for_idea(idea: Idea, *, offers: Iterable[SupportOffer] | None = None, areas: Areas | None = None):
    """The best open offers that were not tried with this idea before, as Suggestions."""
    if idea.status not in (Idea.Status.OPEN, Idea.Status.TALKING, Idea.Status.CONNECTED, Idea.Status.RUNNING):
        return []
    tried = Match.objects.filter(idea=idea).values("offer")
    if offers is None:
        offers = SupportOffer.objects.public().filter(status=SupportOffer.Status.OPEN).exclude(pk__in=tried)
    areas = areas or Areas()
    found = [fit(idea, offer, areas) for offer in offers if offer.email != idea.email]
    return sorted(filter(None, found), key=lambda one: (-one.score, one.offer.pk))[:MOST]


def _near(idea: Idea, offer: SupportOffer, areas: Areas) -> int | None:
    """2 in the same area, 1 where one lies in the other or an area is not given, None elsewhere."""
    if not idea.region_id or not offer.region_id:
        return 1
    if idea.region_id == offer.region_id:
        return 2
    return 1 if _shared_place(idea, offer, areas) else None


def _shared_place(idea: Idea, offer: SupportOffer, areas: Areas) -> Region | None:
    """The smallest area that holds both, but not the whole country."""
    one = [areas.by_pk[idea.region_id], *areas.above(idea.region_id)]
    other = {offer.region_id, *(area.pk for area in areas.above(offer.region_id))}
    wide = (Region.Kind.COUNTRY, Region.Kind.PROVINCE)
    return next((area for area in one if area.pk in other and area.kind not in wide), None)


def _words(post) -> set[str]:
    return set(_WORD.findall(f"{post.title} {post.text}".lower())) - _EMPTY
