"""The meeting that a new member could come to."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms import clock
from community.first_steps import Suggestion, Tastes, register
from events.models import Event, EventPage


def _meeting(tastes: Tastes) -> Suggestion | None:
    """The first meeting to come that one can still sign up for."""
    now = clock.now()
    pages = EventPage.objects.open().filter(
        locale__language_code=get_language(), event__starts_at__gt=now, event__status=Event.Status.PLANNED
    )
    page = pages.exclude(event__sign_up_closes_at__lte=now).order_by("event__starts_at", "pk").first()
    if not page:
        return None
    when = date_format(timezone.localtime(page.event.starts_at), "l j F, H:i")
    return Suggestion(_("Een bijeenkomst"), page.title, page.url, when, "calendar")


def register_meeting() -> None:
    """Called when the app is ready."""
    register("meeting", _meeting, order=20)
