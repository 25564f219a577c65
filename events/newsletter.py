"""Meetings as pieces of the newsletter: what people can still sign up for."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cms import clock
from community.newsletter_sources import Piece, Source
from community.newsletter_sources import register as add
from events.models import Event, EventPage

MOST = 12


def _pieces():
    pages = EventPage.objects.open().filter(locale__language_code="nl", event__status=Event.Status.PLANNED)
    for page in pages.filter(event__starts_at__gt=clock.now()).order_by("event__starts_at", "pk")[:MOST]:
        when = date_format(timezone.localtime(page.event.starts_at), "l j F, H:i")
        yield Piece(str(page.event.public_id), page.title, page.url, " · ".join(filter(None, [when, page.summary])))


def register() -> None:
    """Called when the app is ready."""
    add(Source("bijeenkomsten", _("Kom je ook?"), 10, _pieces))
