"""Letting people into a peer group: a link by mail, and saying yes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.actions.cases import groups
from community.actions.refusal import Refused
from community.forms.cases.groups import InviteForm
from community.limits import within_limit
from community.views.cases.base import confidential, managed_group
from community.views.cases.groups import show

PER_DAY = 20


@confidential
@require_POST
def invite(request: HttpRequest, group) -> HttpResponse:
    """`…/<group>/uitnodigen/`: a link by mail, from a host."""
    group, member = managed_group(request, group)
    form = InviteForm(request.POST)
    if form.is_valid():
        if not within_limit("peer-invitation", str(request.user.pk), amount=PER_DAY, seconds=86_400):
            form.add_error(None, _("Je hebt vandaag al veel mensen uitgenodigd. Probeer het morgen weer."))
            return show(request, group, member, form, status=429)
        try:
            groups.invite(group=group, by=request.user, email=form.cleaned_data["email"], language=get_language())
        except Refused as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, _("De uitnodiging is verstuurd."))
            return redirect("peer_group", group.public_id)
    return show(request, group, member, form)


@confidential
@require_POST
def withdraw(request: HttpRequest, group) -> HttpResponse:
    """`…/<group>/intrekken/`: make an invitation worthless."""
    group, _member = managed_group(request, group)
    form = InviteForm(request.POST)
    if not form.is_valid():
        raise Http404
    groups.withdraw_invitation(group=group, email=form.cleaned_data["email"])
    messages.success(request, _("De uitnodiging is ingetrokken."))
    return redirect("peer_group", group.public_id)


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, invitation) -> HttpResponse:
    """`…/meedoen/<invitation>/`: read the invitation, and say yes. For the address it was sent to, and no other."""
    found = groups.open_invitation(user=request.user, public_id=invitation)
    if not found:
        return render(request, "community/cases/no_invitation.html", status=404)
    if request.method == "POST":
        try:
            group = groups.join(user=request.user, invitation=found)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("peer_groups")
        return redirect("peer_sign", group.public_id)
    return render(request, "community/cases/join.html", {"invitation": found})
