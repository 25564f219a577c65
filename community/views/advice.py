"""`/advies/`: ask somebody who knows, and hear by when an answer comes."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.advice import ask_advice
from community.actions.refusal import Refused
from community.advice import adviser_for
from community.forms.advice import AdviceForm
from community.limits import visitor_address, within_limit

HOUR = 3600


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form; `?regio=` and `?thema=` choose beforehand, and say who will answer."""
    known = {name: request.GET.get(name, "") for name in ("regio", "thema")}
    start = {"key": uuid.uuid4(), "region": known["regio"], "theme": known["thema"]}
    if request.user.is_authenticated:
        start |= {"name": request.user.get_full_name(), "email": request.user.email}
    form = AdviceForm(request.POST if request.method == "POST" else None, initial=start)
    status = 200
    if request.method == "POST" and form.is_valid():
        if within_limit("advice-from", visitor_address(request), amount=5, seconds=HOUR):
            try:
                _send(request, form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                return redirect("advice_asked")
        else:
            form.add_error(None, _("Er komt net veel binnen. Wacht een uur. Je vraag staat hier nog."))
            status = 429
    context = {"form": form, "adviser": _chosen(form, known) if any(known.values()) else None}
    return render(request, "community/advice.html", context, status=status)


@never_cache
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """`/advies/verstuurd/`: what happens next."""
    return render(request, "community/advice_asked.html")


def _send(request: HttpRequest, data: dict) -> None:
    ask_advice(
        adviser=adviser_for(data["region"], data["theme"]),
        key=data["key"],
        name=data["name"],
        email=data["email"],
        question=data["message"],
        subject=" · ".join(str(value) for value in (data["theme"], data["region"]) if value),
        language=get_language(),
        user=request.user if request.user.is_authenticated else None,
    )


def _chosen(form: AdviceForm, known: dict):
    """Who answers for the region and theme in the address; unknown ones count as none."""
    region = form.fields["region"].queryset.filter(slug=known["regio"][:50].replace("\0", "")).first()
    theme = form.fields["theme"].queryset.filter(slug=known["thema"][:50].replace("\0", "")).first()
    return adviser_for(region, theme)
