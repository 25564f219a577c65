"""`/account/teams/`: one's teams, who is in them, letting people in, and leaving."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community import plans, rules
from community.actions import teams
from community.actions.refusal import Refused
from community.forms.plans import InviteForm, OrganisationForm, TeamForm
from community.limits import within_limit
from community.models import TeamMember

INVITATIONS_PER_DAY = 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """All one's teams with what they made; a new team, or (`step=own`) the place where one works alone."""
    alone = request.method == "POST" and request.POST.get("step") == "own"
    if alone:
        try:
            return redirect("team", teams.own_team(user=request.user).public_id)
        except Refused as refused:
            messages.error(request, str(refused))
    form = TeamForm(request.POST if request.method == "POST" and not alone else None)
    if form.is_valid():
        try:
            team = teams.make_team(user=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("team", team.public_id)
    own = rules.teams_of(request.user).prefetch_related("plans", "members")
    return render(request, "community/teams/index.html", {"form": form, "teams": own})


@login_required
@require_safe
def detail(request: HttpRequest, team) -> HttpResponse:
    """`…/<team>/`: the members and what the team made."""
    return _show(request, _own(request, team), InviteForm())


@login_required
@require_POST
def invite(request: HttpRequest, team) -> HttpResponse:
    """`…/<team>/uitnodigen/`: a link by mail, from an owner."""
    team = _managed(request, team)
    form = InviteForm(request.POST)
    if form.is_valid():
        key = str(request.user.pk)
        if not within_limit("team-invitation", key, amount=INVITATIONS_PER_DAY, seconds=86_400):
            form.add_error(None, _("Je hebt vandaag al veel mensen uitgenodigd. Probeer het morgen weer."))
            return _show(request, team, form)
        try:
            teams.invite(team=team, by=request.user, email=form.cleaned_data["email"], language=get_language())
        except Refused as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, _("De uitnodiging is verstuurd."))
            return redirect("team", team.public_id)
    return _show(request, team, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, invitation) -> HttpResponse:
    """`…/meedoen/<invitation>/`: read the invitation, and say yes. For the address it was sent to, and no other."""
    found = teams.open_invitation(user=request.user, public_id=invitation)
    if not found:
        return render(request, "community/teams/no_invitation.html", status=404)
    if request.method == "POST":
        team = teams.join(user=request.user, invitation=found)
        messages.success(request, _("Je doet nu mee."))
        return redirect("team", team.public_id)
    return render(request, "community/teams/join.html", {"invitation": found})


@login_required
@require_POST
def change_member(request: HttpRequest, team, member: int) -> HttpResponse:
    """`…/<team>/leden/<member>/`: leave, remove somebody, or make them an owner too."""
    team = _own(request, team)
    member = get_object_or_404(TeamMember.objects.select_related("team"), team=team, pk=member)
    step = request.POST.get("step")
    if step == "remove" and rules.may_remove_member(request.user, member):
        teams.remove_member(member=member)
    elif step == "own" and rules.may_manage_team(request.user, team):
        teams.share_ownership(member=member)
    else:
        raise Http404
    messages.success(request, _("Dat is geregeld."))
    return redirect("team", team.public_id) if team in rules.teams_of(request.user) else redirect("teams")


@login_required
@require_POST
def withdraw(request: HttpRequest, team) -> HttpResponse:
    """`…/<team>/intrekken/`: make an invitation worthless."""
    team = _managed(request, team)
    form = InviteForm(request.POST)
    if not form.is_valid():
        raise Http404
    teams.withdraw_invitation(team=team, email=form.cleaned_data["email"].lower())
    messages.success(request, _("De uitnodiging is ingetrokken."))
    return redirect("team", team.public_id)


@login_required
@require_POST
def link(request: HttpRequest, team) -> HttpResponse:
    """`…/<team>/organisatie/`: which organisation the team belongs to."""
    team = _managed(request, team)
    form = OrganisationForm(request.POST)
    if not form.is_valid():
        raise Http404
    teams.link_organisation(team=team, organisation=form.cleaned_data["organisation"])
    messages.success(request, _("Dat is bewaard."))
    return redirect("team", team.public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, team) -> HttpResponse:
    """`…/<team>/verwijderen/`: the team and everything it made, after a question."""
    team = _managed(request, team)
    if request.method == "POST":
        teams.delete_team(team=team)
        messages.success(request, _("Het team is verwijderd, met alles wat het maakte."))
        return redirect("teams")
    return render(request, "community/teams/delete.html", {"team": team})


@login_required
@require_safe
def export(request: HttpRequest, team) -> HttpResponse:
    """`…/<team>/gegevens/`: everything kept about the team, as JSON."""
    team = _own(request, team)
    headers = {"Content-Disposition": 'attachment; filename="team.json"'}
    return JsonResponse(plans.team_data(team), headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 2})


def _own(request, public_id):
    return get_object_or_404(rules.teams_of(request.user), public_id=public_id)


def _managed(request, public_id):
    team = _own(request, public_id)
    if not rules.may_manage_team(request.user, team):
        raise Http404
    return team


def _show(request, team, form):
    may_manage = rules.may_manage_team(request.user, team)
    context = {
        "team": team,
        "form": form,
        "organisation_form": OrganisationForm(instance=team) if may_manage else None,
        "members": team.members.select_related("user"),
        "invitations": [invitation for invitation in team.invitations.all() if invitation.is_open],
        "may_manage": may_manage,
        "plans": team.plans.all(),
        "maps": team.maps.all(),
    }
    return render(request, "community/teams/team.html", context)
