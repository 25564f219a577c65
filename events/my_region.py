"""What meetings bring to *Mijn regio*: the next ones, and a year's meetings and participants."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.regions import Place
from community.my_region import Block, Figure, Line, register_block, register_figure
from events.models import Event, EventPage, Registration

MOST = 6


def _coming(place: Place) -> Iterable[Line]:
    pages = EventPage.objects.open().filter(locale__language_code="nl", regions__in=place.serving)
    pages = pages.filter(event__ends_at__gt=clock.now(), event__status=Event.Status.PLANNED)
    for page in pages.distinct().order_by("event__starts_at", "pk")[:MOST]:
        when = date_format(timezone.localtime(page.event.starts_at), "l j F Y, H:i")
        yield Line(page.title, page.url, when)


def _held(place: Place, year: int):
    """The meetings that were held here in a year: each once, in however many languages it has pages."""
    pages = EventPage.objects.filter(regions__in=place.within).values("event")
    found = Event.objects.filter(pk__in=pages, starts_at__year=year, ends_at__lte=clock.now())
    return found.exclude(status=Event.Status.CANCELLED)


def _meetings(place: Place, year: int) -> int:
    return _held(place, year).count()


def _participants(place: Place, year: int) -> int:
    """Sign-ups that had a seat, all meetings together; somebody who came twice counts twice."""
    seated = Registration.objects.filter(event__in=_held(place, year), status=Registration.Status.CONFIRMED)
    return seated.filter(places__seat_number__isnull=False, places__breakout=None).distinct().count()


def register() -> None:
    """Called when the app is ready."""
    register_block(
        Block(
            "meetings",
            _("Eerstvolgende bijeenkomsten"),
            10,
            _coming,
            _("Er staat niets gepland. In de agenda zie je wat er elders is."),
            lambda place: reverse("wagtail_serve", args=["agenda/"]),
        )
    )
    register_figure(Figure("meetings", _("Bijeenkomsten gehouden"), 10, _meetings))
    register_figure(Figure("participants", _("Deelnemers, alle bijeenkomsten samen"), 20, _participants, people=True))
