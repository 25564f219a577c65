"""The agenda outside its own page: on a partner's site, and the form to propose a meeting."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_http_methods, require_safe

from community.limits import visitor_address, within_limit
from events.actions.propose import propose
from events.forms.proposal import ProposalForm

MOST_AN_HOUR = 10  # proposals from one network
# May stand in a frame on any site, runs no script, and sends nothing anywhere.
FRAMED = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors *"
)


@xframe_options_exempt
@require_safe
def embedded_agenda(request: HttpRequest) -> HttpResponse:
    """What comes, narrowed by the same words in the address as the agenda; no cookie and no script."""
    response = render(request, "events/embedded_agenda.html")
    response["Content-Security-Policy"] = FRAMED
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose_meeting(request: HttpRequest) -> HttpResponse:
    """Somebody misses a meeting: their idea goes to the organisers by mail."""
    form = ProposalForm(request.POST or None, initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        if within_limit("proposal", visitor_address(request), amount=MOST_AN_HOUR, seconds=3600):
            propose(language=request.LANGUAGE_CODE, **form.cleaned_data)
            return redirect("meeting_proposed")
        form.add_error(None, form.FLOOD)
    return render(request, "events/propose_meeting.html", {"form": form})


@require_safe
def meeting_proposed(request: HttpRequest) -> HttpResponse:
    """Thanks, and what comes next."""
    return render(request, "events/proposed.html")
