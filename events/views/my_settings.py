"""What a participant sets on their own pages: reminders, coming after all, and the address of their own calendar."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events import ical
from events.actions.change import come_back
from events.actions.feeds import close_feed, open_feed, renew_feed
from events.actions.refusal import Refused
from events.actions.remind import set_reminders
from events.entries import organiser, personal_entries
from events.models import PersonalFeed, Registration
from events.views.calendar import as_calendar
from events.views.my_registration import back_to, context_of, shown, with_registration


@with_registration
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest, registration: Registration) -> HttpResponse:
    """POST turns reminders on or off."""
    if request.method == "POST":
        try:
            set_reminders(registration=registration, on=request.POST.get("on") == "1")
        except Refused as refusal:
            return shown(request, registration, refusal)
    return back_to(registration)


@with_registration
@require_http_methods(["GET", "HEAD", "POST"])
def undo_cancellation(request: HttpRequest, registration: Registration) -> HttpResponse:
    """POST signs up again who had cancelled."""
    if request.method == "POST":
        try:
            come_back(registration=registration)
        except Refused as refusal:
            return shown(request, registration, refusal)
    return back_to(registration)


@with_registration
@require_http_methods(["GET", "HEAD", "POST"])
def feed_address(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The secret address of one's own calendar: POST makes it, gives it another name, or takes it away."""
    if request.method == "POST":
        what = request.POST.get("what")
        if what == "close":
            close_feed(email=registration.email)
        elif what in ("open", "renew"):
            (open_feed if what == "open" else renew_feed)(registration=registration)
    feed = PersonalFeed.objects.filter(email=registration.email).first()
    address = settings.BASE_URL + reverse("personal_feed", args=[feed.key]) if feed else ""
    context = {"address": address, "webcal": address.replace("https://", "webcal://").replace("http://", "webcal://")}
    return render(request, "events/feed_address.html", context_of(registration) | context)


@require_safe
def personal_feed(request: HttpRequest, key: str) -> HttpResponse:
    """All meetings of one person, to subscribe to; the key is the only authority. A fixed number of queries."""
    feed = None if "\0" in key else PersonalFeed.objects.filter(key=key).first()
    if feed is None:
        raise Http404
    mine = Registration.objects.filter(email=feed.email).select_related("event")
    latest = mine.order_by("-pk").first()
    with translation.override(latest.language if latest else settings.LANGUAGE_CODE):
        name = _("Mijn bijeenkomsten bij %(site)s") % {"site": organiser().name}
        response = as_calendar(ical.feed(personal_entries(mine), organiser=organiser(), name=name), "mijn-agenda")
    patch_cache_control(response, private=True, max_age=900)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
def technical_check(request: HttpRequest) -> HttpResponse:
    """Does your device do what an online meeting asks? Everything happens in the browser; nothing is sent."""
    response = render(request, "events/technical_check.html")
    response["Permissions-Policy"] = settings.PERMISSIONS_POLICY.replace("camera=()", "camera=(self)").replace(
        "microphone=()", "microphone=(self)"
    )
    return response
