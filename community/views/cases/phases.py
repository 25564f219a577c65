"""What the facilitator decides: the next phase, the one before, who does what, and the end."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms import clock
from community.actions.cases import discussions, phases
from community.actions.cases.deadlines import not_yet_written
from community.actions.refusal import Refused, Stale
from community.cases.method import FACILITATOR, OWNER
from community.cases.page import candidates, page_for
from community.cases.standard import in_language
from community.forms.cases.steps import MoveForm, RoleForm
from community.models import CaseParticipant
from community.rules import cases as rules
from community.views.cases.base import case_url, confidential, with_case
from community.views.cases.discussions import people


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
@with_case
def move(request: HttpRequest, discussion, part) -> HttpResponse:
    """`…/<case>/verder/`: who has not written yet, what comes next, and the step itself."""
    if not rules.may_move(part, discussion):
        raise Http404
    page = page_for(part, discussion)
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        discussion=discussion,
        candidates=candidates(page, discussion),
        initial={"version": discussion.version},
    )
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        owner = CaseParticipant.objects.filter(discussion=discussion, pk=data.pop("owner", None)).first()
        try:
            moved = phases.move(
                discussion=discussion, by=request.user, expected_version=data.pop("version"), owner=owner, **data
            )
        except Stale:
            messages.warning(request, _("Iemand anders was je voor. Kijk eerst waar jullie nu zijn."))
            return redirect(case_url(discussion))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            done = _("De bespreking is afgerond.") if moved.has_ended else _("De volgende fase is begonnen.")
            messages.success(request, done)
            return redirect(case_url(discussion))
    number = discussion.phase_number + 1
    later = discussion.method.phases
    context = {
        "discussion": discussion,
        "group": discussion.group,
        "form": form,
        "waiting": not_yet_written(discussion),
        "next": later[number] if number < len(later) else None,
    }
    return render(request, "community/cases/move.html", context)


@confidential
@require_POST
@with_case
def undo(request: HttpRequest, discussion, part) -> HttpResponse:
    """`…/<case>/terug/`: one step back, during the whole of the phase that followed."""
    if not rules.may_undo(part, discussion):
        raise Http404
    try:
        phases.undo(discussion=discussion, by=request.user, expected_version=_version(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Jullie zijn terug in de vorige fase. Wat intussen geschreven is, blijft bewaard."))
    return redirect(case_url(discussion))


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
@with_case
def stop(request: HttpRequest, discussion, part) -> HttpResponse:
    """`…/<case>/stoppen/`: end it early, by the owner or the facilitator; everything is wiped at once."""
    if part.role not in (OWNER, FACILITATOR) or discussion.has_ended:
        raise Http404
    if request.method == "POST":
        hidden = discussion.is_anonymous and part.role == OWNER
        try:
            discussions.stop(
                discussion=discussion, by=None if hidden else request.user, expected_version=_version(request)
            )
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(case_url(discussion))
        messages.success(request, _("De bespreking is gestopt. Alle tekst is gewist."))
        return redirect("peer_group", discussion.group.public_id)
    return render(request, "community/cases/stop.html", {"discussion": discussion, "group": discussion.group})


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
@with_case
def roles(request: HttpRequest, discussion, part) -> HttpResponse:
    """`…/<case>/rollen/`: let somebody watch, or facilitate along."""
    if not rules.may_move(part, discussion):
        raise Http404
    if request.method == "POST":
        form = RoleForm(request.POST)
        if not form.is_valid():
            raise Http404
        other = get_object_or_404(CaseParticipant, discussion=discussion, pk=form.cleaned_data["part"], has_left=False)
        try:
            phases.give_role(discussion=discussion, part=other, role=form.cleaned_data["role"], by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Dat is geregeld."))
        return redirect(case_url(discussion))
    context = {"discussion": discussion, "group": discussion.group, "people": people(discussion, part)}
    context["choices"] = RoleForm().fields["role"].choices
    return render(request, "community/cases/roles.html", context)


@confidential
@require_safe
@with_case
def screen(request: HttpRequest, discussion, part) -> HttpResponse:
    """`…/<case>/scherm/`: phase and clock, big, for everybody in the room; no word of the case."""
    context = {"discussion": discussion, "group": discussion.group, "ends_at": _ends_at(discussion)}
    return render(request, "community/cases/screen.html", context | {"state": state_of(discussion)})


@confidential
@require_safe
@with_case
def state(request: HttpRequest, discussion, part) -> HttpResponse:
    """`…/<case>/stand/`: where the discussion is now, for the clock on the screen; no word of the case."""
    return JsonResponse(state_of(discussion))


def state_of(discussion) -> dict:
    """Version, phase, and the seconds that are left (below zero: over time; None without a clock)."""
    ends = _ends_at(discussion)
    return {
        "version": discussion.version,
        "phase": discussion.phase_number,
        "name": in_language(discussion.phase.name),
        "running": discussion.is_running,
        "left": round((ends - clock.now()).total_seconds()) if ends else None,
    }


def _ends_at(discussion):
    if not discussion.is_live_now:
        return None
    return discussion.phase_started_at + phases.minutes(discussion.phase)


def _version(request) -> int:
    number = request.POST.get("version", "")
    if not number.isdecimal():
        raise Http404
    return int(number[:9])
