"""`/intervisie/<group>/bijeenkomst/`: when a group meets, and the calendar to take along."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.cases import sessions
from community.actions.cases.roles import next_facilitator
from community.actions.refusal import Refused, Stale
from community.forms.cases.groups import SessionForm
from community.models import PeerSession
from community.notifications.cases import calendar
from community.views.cases.base import confidential, with_group


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
@with_group
def new(request: HttpRequest, group, member) -> HttpResponse:
    """`…/bijeenkomst/nieuw/`: plan one."""
    form = SessionForm(request.POST if request.method == "POST" else None, group=group)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        data.pop("sequence")
        try:
            sessions.plan_session(group=group, **data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De bijeenkomst staat gepland. Alle leden krijgen een mail voor hun agenda."))
            return redirect("peer_group", group.public_id)
    return render(
        request, "community/cases/session.html", {"group": group, "form": form, "turn": next_facilitator(group)}
    )


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
@with_group
def change(request: HttpRequest, group, member, session) -> HttpResponse:
    """`…/bijeenkomst/<session>/`: another moment, place or facilitator, or cancel it."""
    found = get_object_or_404(PeerSession, group=group, public_id=session)
    if request.method == "POST" and request.POST.get("step") == "cancel":
        sessions.cancel_session(session=found)
        messages.success(request, _("De bijeenkomst is afgezegd. Alle leden krijgen een mail."))
        return redirect("peer_group", group.public_id)
    form = SessionForm(request.POST if request.method == "POST" else None, instance=found, group=group)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            sessions.change_session(session=found, expected_sequence=data.pop("sequence") or 0, **data)
        except Stale as stale:
            data = request.POST.copy()
            data["sequence"] = stale.current.sequence
            form = SessionForm(data, instance=stale.current, group=group)
            form.is_valid()
            form.add_error(None, str(stale))
        else:
            messages.success(request, _("Bewaard. Alle leden krijgen een mail voor hun agenda."))
            return redirect("peer_group", group.public_id)
    return render(request, "community/cases/session.html", {"group": group, "session": found, "form": form})


@confidential
@require_safe
@with_group
def as_calendar(request: HttpRequest, group, member) -> HttpResponse:
    """`…/agenda/`: every session, for one's own calendar."""
    headers = {"Content-Disposition": 'attachment; filename="intervisie.ics"'}
    body = calendar(group.sessions.select_related("group"))
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
