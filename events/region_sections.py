"""What meetings bring to the page of a region: its agenda."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.regions import Place, Section, register_section
from events.models import Event, EventPage

MOST = 4


def _agenda(place: Place) -> list | None:
    """The next meetings here, soonest first, as pages with their event."""
    pages = EventPage.objects.open().filter(locale__language_code=get_language(), regions__in=place.serving)
    pages = pages.filter(event__ends_at__gt=clock.now(), event__status=Event.Status.PLANNED)
    return list(pages.distinct().order_by("event__starts_at", "pk")[:MOST]) or None


def register() -> None:
    """Called when the app is ready."""
    register_section(Section("agenda", _("Agenda"), 20, "events/regions/agenda.html", _agenda))
