"""Signing up, below the address of the meeting."""

import copy

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms import front_door, memory, page_cache
from cms.models import open_to_all
from community.limits import visitor_address, within_limit
from events import rules
from events.actions.refusal import Refused
from events.actions.sign_up import sign_up as sign_up_action
from events.forms.sign_up import sign_up_form
from events.links import registration_url
from events.models import Admission, Event, EventPage, Registration
from events.programme import Programme


def event_page_at(request: HttpRequest, page_path: str) -> EventPage:
    """The published page of a meeting below `/agenda/`, with its meeting and admission. Raises Http404.

    One query for the meeting as it is now; the page is known until something public changes.
    """
    front_door.know(request)
    key = ("meeting at", request.LANGUAGE_CODE, page_path)
    page = copy.copy(memory.recall(memory.stamp(), key, lambda: _find_page(*key[1:])))
    page.event = Event.objects.select_related("admission").get(pk=page.event_id)
    return page


def _find_page(language: str, page_path: str) -> EventPage:
    """Walking down the tree, as for reading, would cost more than all of signing up."""
    steps = page_path.split("/")
    pages = open_to_all(EventPage.objects.live()).select_related("locale")
    pages = pages.filter(slug=steps[-1], depth=len(steps) + 3, url_path__endswith=f"/agenda/{page_path}/")
    page = None if "\0" in page_path else pages.filter(locale__language_code=language).first()
    if page is None:
        raise Http404
    return page


def registration_of(user, event: Event) -> Registration | None:
    """The confirmed registration of somebody with an account, if there is one."""
    return event.registrations.filter(user=user, status=Registration.Status.CONFIRMED).first()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page_cache.one_for_all
def sign_up(request: HttpRequest, page_path: str) -> HttpResponse:
    """GET shows the form; POST signs up and answers everybody alike, so that nobody learns who comes."""
    page = event_page_at(request, page_path)
    user = request.user if request.user.is_authenticated else None
    if user and (mine := registration_of(user, page.event)):
        return redirect(registration_url(mine, absolute=False))
    if not rules.sign_up_is_open(page.event):
        return render(request, "events/sign_up_closed.html", {"page": page, "event": page.event})
    admission = Admission.read_with(page.event)
    form = sign_up_form(admission)(
        request.POST or None, programme=Programme(page.event), user=user, event=page.event, admission=admission
    )
    if request.method == "POST" and form.is_valid():
        try:
            refuse_a_flood(request)
            registration = sign_up_action(
                event=page.event,
                name=form.cleaned_data["name"],
                email=form.cleaned_data.get("email", ""),
                choices={round_id: choice for round_id, choice in form.choices().items() if choice},
                wishes=form.wishes(),
                sector=form.cleaned_data.get("sector"),
                attends=form.cleaned_data.get("attends", ""),
                colleague=form.colleague(),
                key=form.cleaned_data["key"],
                language=request.LANGUAGE_CODE,
                user=user,
            )
        except Refused as refusal:
            form.programme = Programme(page.event)  # show the room as it is now
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            if user:
                return redirect(registration_url(registration, absolute=False))
            return redirect("sign_up_done", page_path=page_path)
    context = {
        "page": page,
        "event": page.event,
        "form": form,
        "programme": form.programme,
        "admission": admission,
    }
    return render(request, "events/sign_up.html", context)


def refuse_a_flood(request: HttpRequest) -> None:
    """Raise `Refused` when a network signs up more people than an office would: a script that holds every seat."""
    amount = settings.SIGN_UPS_PER_HOUR
    if amount and not within_limit("sign-up", visitor_address(request), amount=amount, seconds=3600):
        raise Refused(_("Er komen erg veel aanmeldingen van jouw netwerk. Probeer het over een uur nog eens."))


@require_safe
def sign_up_done(request: HttpRequest, page_path: str) -> HttpResponse:
    """What comes next: the same words for everybody."""
    page = event_page_at(request, page_path)
    context = {"page": page, "event": page.event, "again": reverse("sign_up", args=[page_path])}
    return render(request, "events/sign_up_done.html", context)
