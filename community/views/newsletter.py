"""The newsletter for readers: the archive, asking for it, confirming and stopping. No cookie, no log-in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cms.facets import page_at
from community.actions import newsletter
from community.forms.newsletter import ChoicesForm, SubscribeForm
from community.limits import visitor_address, within_limit
from community.links import subscription_for
from community.models import NewsletterIssue
from community.notifications.newsletter import issue_content

PER_PAGE = 12
HOUR, DAY = 3600, 86_400


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """`/nieuwsbrief/`: what was sent, and the form."""
    page = page_at(NewsletterIssue.objects.sent(), request.GET.get("page"), PER_PAGE)
    return render(request, "community/newsletter/archive.html", {"page_obj": page, "form": SubscribeForm()})


@require_safe
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    """`/nieuwsbrief/<slug>/`: one issue, from the same template and rows as the mail."""
    found = get_object_or_404(NewsletterIssue.objects.sent().prefetch_related("items"), slug=slug)
    return render(request, "community/newsletter/issue.html", issue_content(found))


@csrf_exempt  # no cookie for readers; the worst a forged request can do is send a mail that asks to confirm
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """`/nieuwsbrief/aanmelden/`: ask for it. The answer does not tell who has it already."""
    form = SubscribeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if _within_limits(request, form.cleaned_data["email"]):
            data = {name: form.cleaned_data[name] for name in ("email", "regions", "audiences")}
            newsletter.ask(language=get_language(), **data)
            return redirect("newsletter_asked")
        form.add_error(None, _("Er komt net veel binnen. Probeer het over een uur opnieuw."))
        status = 429
    return render(request, "community/newsletter/subscribe.html", {"form": form}, status=status)


@never_cache
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """`/nieuwsbrief/aanmelden/mail/`: look in your mail."""
    return render(request, "community/newsletter/asked.html")


@csrf_exempt  # the signed link is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """`/nieuwsbrief/bevestigen/<token>/`: a button, because mail scanners open links; the press confirms."""
    found = subscription_for(token, "confirm")
    if not found:
        raise Http404
    done = request.method == "POST" and newsletter.confirm(subscription=found)
    found.refresh_from_db()
    context = {"done": done or found.status == found.Status.ACTIVE, "too_late": not (done or found.may_be_confirmed)}
    return _private(render(request, "community/newsletter/confirm.html", context))


@csrf_exempt  # the signed link is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest, token: str) -> HttpResponse:
    """`/nieuwsbrief/keuzes/<token>/`: which regions and roles, for whoever gets it already."""
    found = subscription_for(token, "choose")
    if not found:
        raise Http404
    now = {name: list(getattr(found, name).all()) for name in ("regions", "audiences")}
    form = ChoicesForm(request.POST if request.method == "POST" else None, initial=now)
    done = request.method == "POST" and form.is_valid()
    if done:
        newsletter.choose(subscription=found, **form.cleaned_data)
    is_reader = found.status == found.Status.ACTIVE
    context = {"form": form, "done": done, "is_reader": is_reader}
    return _private(render(request, "community/newsletter/choices.html", context))


@csrf_exempt  # RFC 8058: the mail program posts without a cookie; the signed link is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """`/nieuwsbrief/stoppen/<token>/`: a POST stops it; a GET only shows the button."""
    found = subscription_for(token, "stop")
    if not found:
        raise Http404
    if request.method == "POST":
        newsletter.end(subscription=found)
        found.refresh_from_db()
    done = found.status != found.Status.ACTIVE
    return _private(render(request, "community/newsletter/stop.html", {"done": done}))


def _private(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    return response


def _within_limits(request: HttpRequest, email: str) -> bool:
    visitor = within_limit("newsletter-from", visitor_address(request), amount=20, seconds=HOUR)
    return visitor and within_limit("newsletter-to", email.lower(), amount=5, seconds=DAY)
