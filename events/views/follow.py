"""Following a series: the form below its page, and the two pages behind the links in the mails."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cms.front_door import page_at
from community.limits import visitor_address, within_limit
from events.actions import follow as actions
from events.forms.follow import FollowForm
from events.links import follower_for, follower_token
from events.models import SeriesFollower, SeriesPage

MOST_AN_HOUR = 60  # from one network


def series_page_at(request: HttpRequest, series_path: str) -> SeriesPage:
    """The published page of a series below `/agenda/`. Raises Http404."""
    page = page_at(request, f"agenda/{series_path}/")
    if not isinstance(page, SeriesPage) or page.get_view_restrictions():
        raise Http404
    return page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, series_path: str) -> HttpResponse:
    """GET shows the form; POST answers everybody alike, so that nobody learns who follows. Who is logged in follows
    at once."""
    page = series_page_at(request, series_path)
    user = request.user if request.user.is_authenticated else None
    form = FollowForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        if within_limit("follow", visitor_address(request), amount=MOST_AN_HOUR, seconds=3600):
            follower = actions.follow(
                series=page.series,
                email=user.email if user else form.cleaned_data["email"],
                language=request.LANGUAGE_CODE,
                is_known=user is not None,
            )
            if user:
                return redirect("follow_confirm", token=follower_token(follower))
            return redirect("follow_sent", series_path=series_path)
        form.add_error(None, form.FLOOD)
    return render(request, "events/follow.html", {"page": page, "form": form})


@require_safe
def follow_sent(request: HttpRequest, series_path: str) -> HttpResponse:
    """What comes next: the same words for everybody."""
    return render(request, "events/follow_sent.html", {"page": series_page_at(request, series_path)})


def with_follower(view: Callable) -> Callable:
    """Fetch by signed link, which is the only authority here: no cookie adds to it, so no form token is needed."""

    @csrf_exempt
    @never_cache
    @wraps(view)
    def wrapper(request: HttpRequest, token: str) -> HttpResponse:
        follower = follower_for(token)
        if follower is None:
            response = render(request, "events/follow_stopped.html", status=404)
        else:
            response = view(request, follower, token)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapper


@with_follower
@require_http_methods(["GET", "HEAD", "POST"])
def follow_confirm(request: HttpRequest, follower: SeriesFollower, token: str) -> HttpResponse:
    """GET (a mail scanner too) only shows the button; POST says yes."""
    if request.method == "POST":
        actions.confirm(follower=follower)
        return redirect("follow_confirm", token=token)
    return render(request, "events/follow_confirm.html", {"follower": follower, "token": token})


@with_follower
@require_http_methods(["GET", "HEAD", "POST"])
def follow_stop(request: HttpRequest, follower: SeriesFollower, token: str) -> HttpResponse:
    """GET asks once, POST stops; a mail program's one-click POST works too."""
    if request.method == "POST":
        actions.stop(follower=follower)
        return render(request, "events/follow_stopped.html")
    return render(request, "events/follow_stop.html", {"follower": follower, "token": token})
