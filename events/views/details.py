"""What somebody may tell after signing up, and signing up somebody else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events import rules
from events.actions.details import tell
from events.actions.refusal import Refused
from events.actions.sign_up_for import sign_up_for
from events.forms.details import DetailsForm
from events.forms.sign_up_for import SignUpForForm
from events.links import registration_url
from events.models import Registration
from events.views.my_registration import with_registration
from events.views.sign_up import event_page_at, refuse_a_flood


@with_registration
@require_http_methods(["GET", "HEAD", "POST"])
def my_details(request: HttpRequest, registration: Registration) -> HttpResponse:
    """About my work, the organiser's questions, and what I need. A question that comes up is shown before it is kept."""
    link = registration_url(registration, absolute=False)
    if not rules.may_change(registration):
        return redirect(link)
    form = DetailsForm(request.POST if request.method == "POST" else None, registration=registration)
    if request.method == "POST" and form.is_valid() and not form.news:
        tell(registration=registration, **form.values())
        return redirect(link)
    context = {"registration": registration, "event": registration.event, "form": form, "link": link}
    return render(request, "events/my_details.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_other(request: HttpRequest, page_path: str) -> HttpResponse:
    """Sign up somebody who does not use a screen; the helper gets the mail."""
    page = event_page_at(request, page_path)
    if not rules.sign_up_is_open(page.event):
        return render(request, "events/sign_up_closed.html", {"page": page, "event": page.event})
    user = request.user if request.user.is_authenticated else None
    form = SignUpForForm(request.POST if request.method == "POST" else None, event=page.event, user=user)
    if request.method == "POST" and form.is_valid():
        data = {name: value for name, value in form.cleaned_data.items() if name != "consent"}
        try:
            refuse_a_flood(request)
            sign_up_for(event=page.event, language=request.LANGUAGE_CODE, **data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            return redirect("sign_up_done", page_path=page_path)
    return render(request, "events/sign_up_other.html", {"page": page, "event": page.event, "form": form})
