"""`/intervisie/`: one's groups, the agreement, and who is in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms import clock
from community.actions.cases import groups
from community.actions.cases.roles import next_facilitator
from community.actions.refusal import Refused, Stale
from community.forms.cases.groups import GroupForm, InviteForm, NewGroupForm, SignForm
from community.models import DiscussionMethod, PeerMember
from community.rules import cases as rules
from community.views.cases.base import confidential, managed_group, own_group


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """What it is, one's groups, what runs, and a new group."""
    form = NewGroupForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            group = groups.make_group(user=request.user, name=form.cleaned_data["name"], key=form.cleaned_data["key"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("peer_sign", group.public_id)
    context = {
        "form": form,
        "groups": rules.groups_of(request.user).prefetch_related("members"),
        "running": rules.cases_of(request.user).filter(closed_at=None).select_related("group"),
        "methods": DiscussionMethod.objects.filter(is_offered=True),
    }
    return render(request, "community/cases/index.html", context)


@confidential
@require_safe
def detail(request: HttpRequest, group) -> HttpResponse:
    """`…/<group>/`: members, sessions and discussions."""
    found, member = own_group(request, group)
    return show(request, found, member, InviteForm())


def show(request: HttpRequest, group, member: PeerMember, form: InviteForm, status: int = 200) -> HttpResponse:
    """The page of a group, with this form to invite people."""
    members = list(group.members.all())
    has_signed = rules.has_signed(member, members)
    context = {
        "group": group,
        "member": member,
        "members": members,
        "form": form,
        "invitations": [each for each in group.invitations.all() if each.is_open],
        "may_manage": rules.may_manage(member),
        "has_signed": has_signed,
        "is_paused": rules.is_paused(group),
        "sessions": group.sessions.filter(starts_at__gte=clock.now(), is_cancelled=False).select_related(
            "facilitator__user"
        ),
        "discussions": rules.cases_of(request.user).filter(group=group)[:20] if has_signed else [],
        "turn": next_facilitator(group),
    }
    return render(request, "community/cases/group.html", context, status=status)


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, group) -> HttpResponse:
    """`…/<group>/tekenen/`: the agreement, and the declaration to manage nobody here."""
    group, member = own_group(request, group)
    form = SignForm(request.POST if request.method == "POST" else None, initial={"seen": group.to_sign})
    if request.method == "POST" and form.is_valid():
        try:
            groups.sign(member=member, seen=form.cleaned_data["seen"])
        except Stale:
            messages.error(
                request,
                _("Terwijl je las, veranderden de afspraken of kwam er iemand bij. Lees ze nog eens en teken dan."),
            )
            return redirect("peer_sign", group.public_id)
        messages.success(request, _("Je hebt getekend."))
        return redirect("peer_group", group.public_id)
    context = {
        "group": group,
        "member": member,
        "members": group.members.all(),
        "form": form,
        "has_signed": rules.has_signed(member, group.members.all()),
    }
    return render(request, "community/cases/sign.html", context)


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, group) -> HttpResponse:
    """`…/<group>/afspraken/`: the name, the size and the group's own agreement."""
    group, _member = managed_group(request, group)
    form = GroupForm(request.POST if request.method == "POST" else None, instance=group)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            groups.change_group(group=group, expected_version=data.pop("version"), **data)
        except Stale as stale:
            form = _again(request, stale)
        except Refused as refused:
            form.add_error("largest", str(refused))
        else:
            messages.success(request, _("Bewaard. Na een andere afspraak tekent iedereen opnieuw."))
            return redirect("peer_group", group.public_id)
    context = {"group": own_group(request, group.public_id)[0], "form": form}
    return render(request, "community/cases/change.html", context)


def _again(request, stale: Stale) -> GroupForm:
    """What was typed, on what is stored now."""
    data = request.POST.copy()
    data["version"] = stale.current.agreement_version
    form = GroupForm(data, instance=stale.current)
    form.is_valid()
    form.add_error(None, str(stale))
    return form


@confidential
@require_POST
def change_member(request: HttpRequest, group, member: int) -> HttpResponse:
    """`…/<group>/leden/<member>/`: leave, remove somebody, or let them host too."""
    group, mine = own_group(request, group)
    other = get_object_or_404(PeerMember.objects.select_related("group", "user"), group=group, pk=member)
    step = request.POST.get("step")
    if step == "remove" and rules.may_remove(mine, other):
        groups.remove_member(member=other)
    elif step == "host" and rules.may_manage(mine):
        groups.share_hosting(member=other)
    else:
        raise Http404
    messages.success(request, _("Dat is geregeld."))
    return (
        redirect("peer_groups") if member == mine.pk and step == "remove" else redirect("peer_group", group.public_id)
    )


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, group) -> HttpResponse:
    """`…/<group>/opheffen/`: the group with every case, after a question."""
    group, _member = managed_group(request, group)
    if request.method == "POST":
        groups.delete_group(group=group)
        messages.success(request, _("De groep is opgeheven. Alle casussen zijn gewist."))
        return redirect("peer_groups")
    return render(request, "community/cases/delete.html", {"group": group})
