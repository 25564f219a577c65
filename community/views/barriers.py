"""What stands in people's way: the list, one barrier, telling, supporting, and the team's look at it."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community import action_centre
from community.actions import barriers
from community.forms.statements import BarrierForm, SupportForm
from community.limits import visitor_address, within_limit
from community.models import Barrier
from community.rules import statements as rules
from community.statement_links import support_for
from community.views.action_centre import crumb

HOUR = 3600


def _crumbs() -> list[dict]:
    return [crumb(), {"title": _("Belemmeringen"), "url": reverse("barriers")}]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/actiecentrum/belemmeringen/`: the best known first."""
    waiting = rules.barriers_visible_to(request.user).filter(status=Barrier.Status.WAITING)
    context = {
        "listing": action_centre.barriers(request.GET),
        "waiting": list(waiting) if rules.may_decide(request.user) else [],
        "crumbs": [crumb()],
    }
    return render(request, "community/barriers/index.html", context)


@require_safe
def detail(request: HttpRequest, barrier: uuid.UUID) -> HttpResponse:
    """`…/<id>/`: one barrier, and whether you know it too."""
    found, user = _barrier(request, barrier), request.user
    mine = user.is_authenticated and rules.supports(found, barriers.person_hash(found, user.email))
    context = {
        "barrier": found,
        "mine": mine,
        "statements": list(rules.statements_visible_to(user).filter(barriers=found)),
        "may_decide": rules.may_decide(user),
        "crumbs": _crumbs(),
    }
    return render(request, "community/barriers/detail.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """`…/nieuw/`: tell of one, without a name."""
    form = BarrierForm(request.POST or None, initial={"key": uuid.uuid4()})
    status = 200
    if request.method == "POST" and form.is_valid():
        if within_limit("barrier", visitor_address(request), amount=5, seconds=HOUR):
            barriers.tell(language=get_language(), **form.values())
            messages.success(request, _("Dank je. Iemand van ons leest het eerst. Daarna staat het op de site."))
            return redirect("barriers")
        form.add_error(
            None, _("Er komt net veel binnen. Wacht een uur en probeer het dan opnieuw. Je tekst staat hier nog.")
        )
        status = 429
    return render(request, "community/barriers/new.html", {"form": form, "crumbs": _crumbs()}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest, barrier: uuid.UUID) -> HttpResponse:
    """`…/<id>/steun/`: I know this too, or no longer; without an account by mail."""
    found = get_object_or_404(Barrier.objects.public(), public_id=barrier)
    if request.user.is_authenticated:
        if request.method == "POST":
            person = barriers.person_hash(found, request.user.email)
            barriers.support(barrier=found, person=person, on=request.POST.get("step") != "back")
        return redirect("barrier", barrier)
    form, status = SupportForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if _may_mail(request, email):
            barriers.ask_support(barrier=found, email=email, language=get_language())
            messages.success(request, _("Kijk in je mail. Met de link daarin tel je mee."))
            return redirect("barrier", barrier)
        form.add_error(None, _("Er komt net veel binnen. Wacht een uur en probeer het dan opnieuw."))
        status = 429
    crumbs = [*_crumbs(), {"title": found.rule, "url": reverse("barrier", args=[barrier])}]
    context = {"barrier": found, "form": form, "crumbs": crumbs}
    return render(request, "community/barriers/support.html", context, status=status)


def _may_mail(request: HttpRequest, email: str) -> bool:
    """Ten an hour from one network address, five an hour to one mail address."""
    visitor = within_limit("support-from", visitor_address(request), amount=10, seconds=HOUR)
    return visitor and within_limit("support-to", email.lower(), amount=5, seconds=HOUR)


@csrf_exempt  # the secret in the address is the only authority here, and no cookie adds to it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def count(request: HttpRequest, support_link: str) -> HttpResponse:
    """`…/meetellen/<support_link>/`: POST counts; a GET (a mail scanner) only shows the button."""
    found = support_for(support_link)
    if not found:
        if old := support_for(support_link, ended=True):
            ask = {"ask": reverse("barrier_support", args=[old[0].public_id])}
            return render(request, "community/action_centre/link_ended.html", ask, status=410)
        return render(request, "community/action_centre/link_not_found.html", status=404)
    barrier, person = found
    if request.method == "POST":
        barriers.support(barrier=barrier, person=person, on=request.POST.get("step") != "back")
    context = {"barrier": barrier, "counted": rules.supports(barrier, person), "crumbs": _crumbs()}
    response = render(request, "community/barriers/count.html", context)
    response["Referrer-Policy"], response["X-Robots-Tag"] = "no-referrer", "noindex, nofollow"
    return response


@login_required
@require_POST
def decide(request: HttpRequest, barrier: uuid.UUID) -> HttpResponse:
    """`…/<id>/besluit/`: show it, or not; for the team."""
    if not rules.may_decide(request.user):
        raise Http404
    barriers.decide(barrier=_barrier(request, barrier), shown=request.POST.get("step") == "show")
    messages.success(request, _("Dat is bewaard."))
    return redirect("barriers")


def _barrier(request: HttpRequest, public_id: uuid.UUID) -> Barrier:
    return get_object_or_404(rules.barriers_visible_to(request.user).with_support(), public_id=public_id)
