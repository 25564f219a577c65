"""The meetings a group goes to, for the agenda of the group."""

from django.utils.translation import get_language

from cms import clock
from community.agendas import Meeting, register
from community.models import Circle
from events.models import CircleMeeting, Event, EventPage


def _meetings(circle: Circle) -> list[Meeting]:
    going = CircleMeeting.objects.filter(circle=circle).values("event")
    pages = EventPage.objects.open().filter(
        event__in=going, event__ends_at__gt=clock.now(), locale__language_code=get_language()
    )
    shown = pages.exclude(event__status=Event.Status.CANCELLED)
    return [Meeting(page.title, page.event.starts_at, page.url, page.event.venue) for page in shown]


def register_meetings() -> None:
    """Called when the app is ready."""
    register("meetings", _meetings)
