"""What the action centre brings to *Mijn regio*: new ideas, those that wait, and a year's stops with their lessons."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import clock
from cms.regions import Place
from community.models import Idea
from community.my_region import Block, Figure, Line, register_block, register_figure

MOST = 6


def _ideas(place: Place):
    return Idea.objects.public().filter(region__in=place.within)


def _address(idea: Idea) -> str:
    return reverse("idea", args=[idea.public_id])


def _new(place: Place) -> Iterable[Line]:
    for idea in _ideas(place).order_by("-confirmed_at", "-pk")[:MOST]:
        yield Line(idea.title, _address(idea), idea.get_status_display())


def _waiting(place: Place) -> Iterable[Line]:
    for idea in _ideas(place).unanswered()[:MOST]:
        age = timesince(idea.confirmed_at, clock.now())
        yield Line(idea.title, _address(idea), _("wacht %(age)s op antwoord") % {"age": age})


def _stopped(place: Place, year: int):
    return _ideas(place).filter(status=Idea.Status.STOPPED, ended_at__year=year)


def _ideas_of_year(place: Place, year: int) -> int:
    return _ideas(place).filter(confirmed_at__year=year).count()


def _stopped_in_year(place: Place, year: int) -> int:
    return _stopped(place, year).count()


def _lessons(place: Place, year: int) -> list[str]:
    """What was learnt, as its owner wrote it for everybody to read."""
    rows = _stopped(place, year).exclude(lesson="").order_by("ended_at", "pk")
    return [f"{title}: {lesson}" for title, lesson in rows.values_list("title", "lesson")[:50]]


def register() -> None:
    """Called when the app is ready."""
    register_block(Block("waiting_ideas", gettext_lazy("Ideeën die op antwoord wachten"), 0, _waiting, waits=True))
    register_block(
        Block(
            "ideas",
            gettext_lazy("Nieuwe ideeën"),
            20,
            _new,
            gettext_lazy("Nog geen ideeën uit deze regio."),
            lambda place: reverse("action_centre"),
        )
    )
    register_figure(Figure("ideas", gettext_lazy("Nieuwe ideeën"), 50, _ideas_of_year))
    register_figure(Figure("stopped", gettext_lazy("Initiatieven die stopten"), 60, _stopped_in_year, lines=_lessons))
