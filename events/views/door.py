"""The door: pages for a phone that a secret link opens, and a ticket to show there. They also work offline for a while."""

import json
import uuid
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms import clock, pdf
from cms.facets import page_at
from events.actions import attendance as actions
from events.attendance import expected, ticket_code
from events.forms.door import CodeForm, WalkInForm
from events.models import Attendance, Door, Event, Registration, Scan
from events.programme import Programme
from events.secret_links import door_for, ticket_for, ticket_token, ticket_url
from events.views.signed import by_link

PER_PAGE = 40
MOST_SCANS = 200  # in one message of a door that was offline
REFRESH = "30"  # seconds; HTTP's Refresh works without a script

at_the_door = by_link(door_for, "door", not_found="events/door_closed.html")


@by_link(ticket_for, "ticket")
@require_safe
def ticket(request: HttpRequest, registration: Registration) -> HttpResponse:
    """`/kaartje/<token>/`: the QR code and the short code, to show at the door or to print."""
    code = ticket_code(registration)
    context = {
        "registration": registration,
        "event": registration.event,
        "qr": pdf.qr(ticket_url(registration)),
        "code": f"{code[:4]} {code[4:]}",
        "is_coming": expected(registration.event).filter(pk=registration.pk).exists(),
    }
    return render(request, "events/ticket.html", context)


@at_the_door
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, door: Door) -> HttpResponse:
    """`/deur/<key>/`: a code, a name, or somebody who walks in. POST takes a code or a person from the list."""
    scanned, form = None, CodeForm(initial={"key": uuid.uuid4()})
    if request.method == "POST":
        form, scanned = _take(request, door)
    response = render(request, "events/door.html", _context(request, door) | {"form": form, "scanned": scanned})
    response["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
    return response


@at_the_door
@require_http_methods(["GET", "HEAD", "POST"])
def walk_in(request: HttpRequest, door: Door) -> HttpResponse:
    """Somebody who had not signed up."""
    form = WalkInForm(request.POST if request.method == "POST" else None, initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        actions.walk_in(door=door, **form.cleaned_data)
        return redirect("door", door=door.key)
    return render(request, "events/walk_in.html", {"door": door, "event": door.event, "form": form})


@at_the_door
@require_POST
def scans(request: HttpRequest, door: Door) -> HttpResponse:
    """What a door kept while it was offline, as JSON; answers each scan by its key."""
    try:
        rows = json.loads(request.body)
    except (ValueError, RecursionError):
        rows = None
    if not isinstance(rows, list) or len(rows) > MOST_SCANS:
        return JsonResponse({"error": "a list of scans"}, status=400)
    answers = [answer for row in rows if isinstance(row, dict) and (answer := _late(door, row))]
    return JsonResponse({"answers": answers})


@at_the_door
@require_safe
def door_list(request: HttpRequest, door: Door) -> HttpResponse:
    """Everybody who is expected, for a door that may lose its connection: no addresses, only what a door needs."""
    people = expected(door.event).select_related("attendance")
    rows = [
        {
            "person": person.public_id,
            "name": person.name,
            "code": ticket_code(person),
            "ticket": ticket_token(person).rsplit(".", 1)[-1],
            "inside": _since(getattr(person, "attendance", None)),
        }
        for person in people
    ]
    return JsonResponse({"people": rows, "walked_in": _inside(door.event).filter(registration=None).count()})


@at_the_door
@require_safe
def rooms(request: HttpRequest, door: Door) -> HttpResponse:
    """A big screen: which group is where, and what is on now."""
    return _screen(request, door, "events/rooms.html")


@at_the_door
@require_safe
def round_clock(request: HttpRequest, door: Door) -> HttpResponse:
    """A big screen: how long this part still lasts."""
    return _screen(request, door, "events/round_clock.html")


def _screen(request: HttpRequest, door: Door, template: str) -> HttpResponse:
    now, parts = clock.now(), Programme(door.event).parts
    current = next((part for part in parts if part.starts_at <= now < part.ends_at), None)
    coming = next((part for part in parts if part.starts_at > now), None)
    left = current.ends_at - now if current else timedelta(0)
    shown = next((part for part in (current, coming) if part and part.round), None)
    context = {"door": door, "event": door.event, "parts": parts, "current": current, "coming": coming}
    response = render(request, template, context | {"now": now, "shown": shown, "minutes_left": -(-left.seconds // 60)})
    response["Refresh"] = REFRESH
    return response


def _context(request: HttpRequest, door: Door) -> dict:
    words = request.GET.get("q", "").replace("\0", "")[:100]
    people = expected(door.event).select_related("attendance")
    found = page_at(people.filter(name__icontains=words) if words else people, request.GET.get("page"), PER_PAGE)
    inside = _inside(door.event)
    walked_in = inside.filter(registration=None)
    doubts = door.event.scans.exclude(result__in=(Scan.Result.WELCOME, Scan.Result.GONE))
    return {
        "door": door,
        "event": door.event,
        "page_obj": found,
        "people": [(person, getattr(person, "attendance", None)) for person in found.object_list],
        "walked_in": walked_in if not words and found.number == 1 else [],
        "q": words,
        "inside": inside.count(),
        "total": people.count(),
        "conflicts": doubts.select_related("attendance__registration", "door").order_by("-pk")[:10],
    }


def _inside(event: Event) -> QuerySet[Attendance]:
    return Attendance.objects.filter(event=event, came_at__isnull=False, left_at=None)


def _take(request: HttpRequest, door: Door):
    """The form to show next and what came of this one."""
    direction = Scan.Direction.OUT if request.POST.get("direction") == "out" else Scan.Direction.IN
    if "person" in request.POST:
        key, person = _uuid(request.POST.get("key")) or uuid.uuid4(), _uuid(request.POST["person"])
        scanned = actions.scan(door=door, key=key, person=person or uuid.uuid4(), direction=direction)
        return CodeForm(initial={"key": uuid.uuid4()}), scanned
    form = CodeForm(request.POST)
    if not form.is_valid():
        return form, None
    scanned = actions.scan(
        door=door, key=form.cleaned_data["key"], typed=form.cleaned_data["code"], direction=direction
    )
    return CodeForm(initial={"key": uuid.uuid4()}), scanned


def _late(door: Door, row: dict) -> dict | None:
    key = _uuid(row.get("key"))
    if key is None:
        return None
    scanned = actions.scan(
        door=door,
        key=key,
        typed=str(row.get("code") or "")[:300],
        person=_uuid(row.get("person")),
        direction="out" if row.get("direction") == "out" else "in",
        at=_moment(row.get("at")),
    )
    return {"key": key, "result": scanned.result, "name": scanned.name, "text": words(scanned)}


def _moment(text) -> datetime | None:
    """When a door says that something happened; None for nonsense."""
    try:
        at = parse_datetime(text) if isinstance(text, str) and len(text) < 40 else None
    except ValueError:  # a thirteenth month
        return None
    return at if at and at.tzinfo else None


def words(scanned: actions.Scanned) -> str:
    """What the door says about a scan."""
    if scanned.result == Scan.Result.ALREADY:
        since = date_format(timezone.localtime(scanned.since), "H:i")
        return _("%(name)s is al binnen, sinds %(time)s uur.") % {"name": scanned.name, "time": since}
    return {
        Scan.Result.WELCOME: _("Welkom, %(name)s."),
        Scan.Result.GONE: _("Tot ziens, %(name)s."),
        Scan.Result.UNKNOWN: _("Deze code kennen we niet. Zoek op naam."),
        Scan.Result.NOT_COMING: _("Dit kaartje geldt niet (meer) voor deze bijeenkomst."),
    }[scanned.result] % {"name": scanned.name}


def _since(attendance: Attendance | None):
    return attendance.came_at if attendance and attendance.is_inside else None


def _uuid(text) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None
