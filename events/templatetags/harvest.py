"""What templates ask about the harvest of meetings."""

from django import template

from events import harvest
from events.models import Event, EventPage, Poll

register = template.Library()


@register.simple_tag
def yield_of(event: Event) -> harvest.Yield:
    """What is published of this meeting (see events/harvest.py)."""
    return harvest.yield_of(event)


@register.simple_tag
def yield_before(neighbours: dict[str, EventPage | None]) -> harvest.Yield | None:
    """What the edition before this one yielded, for a meeting that opens with it."""
    previous = neighbours["previous"]
    return harvest.yield_of(previous.event) if previous else None


@register.simple_tag
def polls_of(event: Event) -> list[Poll]:
    """The polls of this meeting (see events/harvest.py)."""
    return harvest.polls_of(event)


@register.simple_tag
def harvested_from(page) -> harvest.Origin | None:
    """The group of a meeting that this page came from."""
    return harvest.origin_of(page)
