"""What pages show of experiences."""

from collections import defaultdict
from dataclasses import dataclass, field

from django import template

from cms import memory
from community.models import Experience

register = template.Library()
MOST = 6  # stories shown on a page


@dataclass(slots=True)
class Told:
    """What was told of one handvat: counts, and the newest stories. Counts say how often, never how good."""

    worked: int = 0
    did_not: int = 0
    stories: list[Experience] = field(default_factory=list)


def _all() -> dict:
    found = defaultdict(Told)
    for experience in Experience.objects.filter(status=Experience.Status.APPROVED).select_related("sector"):
        told = found[experience.handvat]
        if not experience.hidden_at:
            told.worked += experience.worked
            told.did_not += not experience.worked
        if len(told.stories) < MOST:
            told.stories.append(experience)
    return dict(found)


@register.simple_tag
def experiences_of(handvat) -> Told:
    """The approved experiences with a handvat. One query after a change of what is public, for all handvatten."""
    return memory.recall(memory.stamp(), "experiences", _all).get(handvat.translation_key) or Told()
