"""`/account/maatjes/`: offering, asking, proposals, and the weeks together."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.facets import page_at
from community.actions import buddies
from community.actions.refusal import Refused
from community.buddy_reasons import reasons_of
from community.forms.buddies import BuddyForm, ReflectionForm
from community.models import BuddyMatch, BuddyProfile
from community.rules import buddies as rules
from community.rules.learning_log import shared_by_buddy

Side = BuddyProfile.Side
State = BuddyMatch.State
PER_PAGE = 20


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """How it stands: what waits for an answer, what runs, what was, and what one offers and asks."""
    found = list(rules.matches_of(request.user).with_people())
    reasons = reasons_of(found)
    rows = [
        {
            "match": match,
            "other": match.other(request.user),
            "yes": match.yes_of(match.mine(request.user)),
            "reasons": reasons[match.pk],
            "contact": rules.contact_of_other(match, request.user),
        }
        for match in found
    ]
    profiles = {profile.side: profile for profile in BuddyProfile.objects.filter(user=request.user)}
    context = {
        "proposed": [row for row in rows if row["match"].state == State.PROPOSED],
        "running": [row for row in rows if row["match"].state == State.RUNNING],
        "past": [row for row in rows if row["match"].state in (State.ENDED, State.STOPPED)],
        "ask": profiles.get(Side.ASK),
        "offer": profiles.get(Side.OFFER),
    }
    return render(request, "community/buddies/index.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest, side: str) -> HttpResponse:
    """`…/zoeken/` and `…/aanbieden/`: what one asks or offers."""
    found = BuddyProfile.objects.filter(user=request.user, side=side).first()
    form = BuddyForm(request.POST if request.method == "POST" else None, side=side, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        version = data.pop("version")
        try:
            buddies.save(user=request.user, side=side, language=get_language(), data=data, expected_version=version)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Het is bewaard. We zoeken met je mee."))
            return redirect("buddies")
    context = {"form": form, "profile": found, "offers": side == Side.OFFER}
    return render(request, "community/buddies/profile.html", context)


@login_required
@require_POST
def change(request: HttpRequest, side: str) -> HttpResponse:
    """`…/zoeken/stand/` and `…/aanbieden/stand/`: pause, go on, or go."""
    found = get_object_or_404(BuddyProfile, user=request.user, side=side)
    act = {"pause": buddies.pause, "resume": buddies.resume, "drop": buddies.drop}.get(request.POST.get("step"))
    if not act:
        raise Http404
    act(profile=found)
    messages.success(request, _("Dat is geregeld."))
    return redirect("buddies")


@login_required
@require_safe
def detail(request: HttpRequest, pair) -> HttpResponse:
    """`…/<pair>/`: one proposal or one time together."""
    return _show(request, _own(request, pair), None)


@login_required
@require_POST
def step(request: HttpRequest, pair) -> HttpResponse:
    """`…/<pair>/stap/`: yes, no, stop, or never again."""
    found = _own(request, pair)
    asked = request.POST.get("step")
    try:
        if asked in ("yes", "no"):
            buddies.reply(match=found, user=request.user, yes=asked == "yes")
        elif asked == "stop":
            buddies.stop(match=found, user=request.user)
        elif asked == "block":
            buddies.block(match=found, user=request.user)
        else:
            raise Http404
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("buddy_match", pair)


@login_required
@require_POST
def reflect(request: HttpRequest, pair) -> HttpResponse:
    """`…/<pair>/terugblik/`: keep what one takes along, for oneself."""
    found = _own(request, pair)
    form = ReflectionForm(request.POST)
    if not found.started_at:
        raise Http404
    if not form.is_valid():
        return _show(request, found, form)
    buddies.reflect(match=found, user=request.user, text=form.cleaned_data["text"])
    messages.success(request, _("Je terugblik is bewaard. Alleen jij kunt hem lezen."))
    return redirect("buddy_match", pair)


def _own(request: HttpRequest, public_id) -> BuddyMatch:
    return get_object_or_404(rules.matches_of(request.user).with_people(), public_id=public_id)


def _initial(found: BuddyProfile | None) -> dict:
    if not found:
        return {}
    names = BuddyForm.base_fields
    return {name: value.all() if hasattr(value := getattr(found, name), "all") else value for name in names}


def _show(request: HttpRequest, match: BuddyMatch, form) -> HttpResponse:
    context = {
        "match": match,
        "other": match.other(request.user),
        "yes": match.yes_of(match.mine(request.user)),
        "reasons": reasons_of([match])[match.pk],
        "contact": rules.contact_of_other(match, request.user),
        "page_obj": page_at(shared_by_buddy(match, request.user), request.GET.get("page"), PER_PAGE),
        "form": form or ReflectionForm(initial={"text": rules.reflection_of(match, request.user)}),
    }
    return render(request, "community/buddies/match.html", context)
