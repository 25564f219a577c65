"""`/casuistiek/`: a case on every agenda. How to do it in 20 or 40 minutes, a reminder, and a library of cases."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms import clock
from community import ical
from community.actions.cases import shared
from community.actions.refusal import Stale
from community.forms.cases.shared import ReminderForm, SharedCaseForm
from community.forms.cases.texts import new_key
from community.models import SharedCase
from community.models.cases.shared import CHECKLIST
from community.rules import cases as rules
from community.views.cases.base import confidential

PER_PAGE = 20


@require_safe
def kit(request: HttpRequest) -> HttpResponse:
    """The fixed form of a case, two scripts, the checklist, and the reminder. For everybody, to print."""
    return render(request, "community/cases/kit.html", {"form": ReminderForm(), "checklist": CHECKLIST.values()})


@require_safe
def reminder(request: HttpRequest) -> HttpResponse:
    """`…/herinnering/`: an entry for each month, on the day that was chosen."""
    form = ReminderForm(request.GET)
    if not form.is_valid():
        return render(request, "community/cases/kit.html", {"form": form, "checklist": CHECKLIST.values()})
    data = form.cleaned_data
    body = ical.monthly(
        week=data["week"],
        day=data["day"],
        at=data["time"],
        minutes=data["minutes"],
        first=clock.today(),
        stamp=clock.now(),
        title=_("Een casus op de agenda"),
        text=_("Wie brengt iets in? Kies iemand die begeleidt, en schrijf zonder namen."),
    )
    headers = {"Content-Disposition": 'attachment; filename="casuistiek.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


@confidential
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """`…/casussen/`: what was approved, for members."""
    found = Paginator(rules.library(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "community/cases/library.html", {"page_obj": found})


@confidential
@require_safe
def case(request: HttpRequest, case) -> HttpResponse:
    """`…/casussen/<case>/`: one case, to talk about or print."""
    found = get_object_or_404(rules.library(request.user), public_id=case)
    return render(request, "community/cases/shared_case.html", {"case": found})


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """`…/delen/`: hand in a case, and what became of one's own."""
    form = SharedCaseForm(request.POST if request.method == "POST" else None, initial={"key": new_key()})
    if request.method == "POST" and form.is_valid():
        shared.send(key=form.cleaned_data["key"], author=request.user, **form.words)
        messages.success(request, _("Bedankt. Iemand anders leest je casus na. Daarna staat hij in de bibliotheek."))
        return redirect("shared_case_send")
    own = request.user.shared_cases.order_by("-pk")[:PER_PAGE]
    return render(request, "community/cases/share.html", {"form": form, "own": own})


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, case) -> HttpResponse:
    """`…/delen/<case>/`: other words for one's own case, or take it away; it is read again by somebody else."""
    found = get_object_or_404(SharedCase, author=request.user, public_id=case)
    if request.method == "POST" and request.POST.get("step") == "remove":
        shared.take_away(case=found)
        messages.success(request, _("De casus is weg."))
        return redirect("shared_case_send")
    initial = {name: getattr(found, name) for name in ("key", "version", *shared.WORDS)}
    form = SharedCaseForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            shared.send_again(case=found, expected_version=form.cleaned_data["version"] or 0, **form.words)
        except Stale as stale:
            form.data = form.data.copy()
            form.data["version"] = stale.current.version
            form.add_error(None, str(stale))
        else:
            messages.success(request, _("Gestuurd. Iemand anders leest je casus na."))
            return redirect("shared_case_send")
    return render(request, "community/cases/share.html", {"form": form, "case": found})
