"""Calendars to take along: the feed of the whole agenda, one meeting, and a participant's own entry."""

import hashlib
import uuid
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import clock
from events import ical
from events.agenda import chosen
from events.entries import Standing, attendee, organiser, page_url, personal_entry, public_entry, title_of
from events.models import EventPage, Registration
from events.views.my_registration import with_registration

KEPT = timedelta(days=365)  # so long a meeting stays in the feed: taking it out would remove it from people's past
CACHE_SECONDS = 900


@require_safe
def agenda_feed(request: HttpRequest) -> HttpResponse:
    """The published meetings that the address asks for (all, without a choice), cancelled ones too, to subscribe to.

    A fixed number of queries, however many meetings.
    """
    pages, words = chosen(_published(ends_at__gte=clock.now() - KEPT), request.GET)
    entries = [public_entry(page.event, page, link=page_url(page, request)) for page in pages]
    name = ", ".join([_("Agenda van %(site)s") % {"site": organiser().name}, *words])
    response = as_calendar(ical.feed(entries, organiser=organiser(), name=name), "agenda")
    if entries:
        response["Last-Modified"] = http_date(max(entry.stamp for entry in entries).timestamp())
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=CACHE_SECONDS)
    # By its content only: a meeting that is taken away changes no date.
    return get_conditional_response(request, etag=etag, response=response)


@require_safe
def event_calendar(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One published meeting as a file."""
    pages = _published(public_id=public_id)
    if not pages:
        raise Http404
    entry = public_entry(pages[0].event, pages[0], link=page_url(pages[0], request))
    response = as_calendar(ical.feed([entry], organiser=organiser()), slugify(entry.title) or "agenda")
    patch_cache_control(response, public=True, max_age=CACHE_SECONDS)
    return response


@with_registration
@require_safe
def my_calendar(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The entry that the last mail brought, for who lost it: the same UID and number, so nothing doubles.

    Of a cancelled meeting it is the CANCEL, which takes the entry away.
    """
    standing = Standing.of(registration)
    event = registration.event
    if registration.status != Registration.Status.CONFIRMED or not standing.seated:
        raise Http404
    title = title_of(event, event.page_in(registration.language))
    number = event.sequence + max(registration.sequence - 1, 0)
    entry = personal_entry(registration, standing, title=title, sequence=number, stamp=clock.now())
    render = ical.cancellation if event.is_cancelled else ical.invitation
    content = render(entry, organiser=organiser(), attendee=attendee(registration))
    return as_calendar(content, slugify(title) or "agenda")


def _published(**of_event) -> list[EventPage]:
    """One public page per meeting that matches, by time: in the active language where there is one."""
    pages = EventPage.objects.open().filter(**{f"event__{field}": value for field, value in of_event.items()})
    found: dict[int, EventPage] = {}
    for page in pages.order_by("event__starts_at", "event_id", "pk"):
        if page.event_id not in found or page.locale.language_code == get_language():
            found[page.event_id] = page
    return list(found.values())


def as_calendar(content: bytes, name: str) -> HttpResponse:
    """The bytes of a calendar as a file."""
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name[:80]}.ics"'},
    )
