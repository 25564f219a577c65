"""Reporting a contribution, with or without an account."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community import contributions
from community.actions.moderation import report
from community.forms.reports import ReportForm
from community.limits import visitor_address, within_limit
from community.models import HouseRule

HOUR, DAY = 3600, 86_400


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """`/melden/<kind>/<key>/`: say what is wrong. Whoever may not read it finds nothing here."""
    known = contributions.kinds().get(kind)
    found = known.seen_by(request.user, key) if known else None
    if not found:
        raise Http404
    own = request.user.email if request.user.is_authenticated else ""
    form = ReportForm(request.POST or None, known_email=own, initial={"key": uuid.uuid4()})
    status = 200
    if request.method == "POST" and form.is_valid():
        if _within_limits(request, form.cleaned_data["email"]):
            user = request.user if own else None
            language = get_language()
            report(contribution=found, kind=kind, item_key=key, user=user, language=language, **form.cleaned_data)
            return redirect("report_received")
        form.add_error(
            None, _("Er komen net veel meldingen binnen. Probeer het later opnieuw. Je tekst staat hier nog.")
        )
        status = 429
    return render(request, "community/report.html", {"form": form, "kind": known, "about": found}, status=status)


@never_cache
@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """`/melden/ontvangen/`: what happens next."""
    return render(request, "community/report_received.html")


@require_safe
def house_rules(request: HttpRequest) -> HttpResponse:
    """`/huisregels/`: how we treat each other here, and what happens with a report."""
    return render(request, "community/house_rules.html", {"rules": HouseRule.objects.all()})


def _within_limits(request: HttpRequest, email: str) -> bool:
    """Ten an hour from one network, and ten receipts a day to one address."""
    visitor = within_limit("report-from", visitor_address(request), amount=10, seconds=HOUR)
    return visitor and within_limit("report-to", email.lower(), amount=10, seconds=DAY)
