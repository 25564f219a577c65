"""Who fits whom in a region: ideas with offers that may fit, what was brought together, and where ambassadors work."""

from collections import Counter
from dataclasses import dataclass

from cms.models import Organisation
from cms.regions import Place
from community import suggestions
from community.models import AmbassadorProfile, ConsentField, Idea, Match, SupportOffer
from community.suggestions import Suggestion

MOST = 20
MOST_OFFERS = 500


@dataclass(frozen=True, slots=True)
class Covered:
    """An organisation of the region, and how many ambassadors say that they work there."""

    organisation: Organisation
    number: int


def suggested(place: Place) -> list[Suggestion]:
    """The best offer for every idea that asks and was never brought together with one. Two queries."""
    ideas = Idea.objects.public().filter(region__in=place.within, status=Idea.Status.OPEN, matches=None)
    offers = list(SupportOffer.objects.on_offer().order_by("-confirmed_at")[:MOST_OFFERS])
    found = [
        suggestions.for_idea(idea, offers=offers, areas=place.areas) for idea in ideas.order_by("confirmed_at")[:MOST]
    ]
    return [fitting[0] for fitting in found if fitting]


def brought_together(place: Place) -> list[Match]:
    """What was proposed for ideas of the region, the latest first. One query."""
    found = Match.objects.filter(idea__in=Idea.objects.public().filter(region__in=place.within))
    return list(found.select_related("idea", "offer")[:MOST])


def coverage(place: Place) -> list[Covered]:
    """Every organisation here with its number of ambassadors, those without first. Two queries."""
    here = AmbassadorProfile.objects.public().consenting(ConsentField.ORGANISATION).exclude(organisation="")
    held = Counter(" ".join(name.lower().split()) for name in here.values_list("organisation", flat=True))
    rows = Organisation.objects.public().filter(regions__in=place.within).distinct().order_by("name")
    covered = [Covered(row, held[" ".join(row.name.lower().split())]) for row in rows]
    return sorted(covered, key=lambda each: each.number > 0)
