"""The sheets of a team: what there is and what is needed, what follows from a talk, and its work processes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.social_map.open_data import csv_lines
from community import rules, team_sheets
from community.actions import processes
from community.actions import team_sheets as actions
from community.actions.refusal import Refused
from community.forms.team_sheets import ConditionsForm, KeepForm, LineForm, NextStepForm, ProcessForm, ResidentsForm
from community.models import ConditionsCheck, Plan, SheetLine
from community.processes import PROCESSES

FORM = ["GET", "HEAD", "POST"]
Sheet = SheetLine.Sheet
FORMS = {Sheet.NEXT: NextStepForm, Sheet.RESIDENTS: ResidentsForm}
PAGES = {Sheet.NEXT: "team_follow_up", Sheet.RESIDENTS: "team_residents"}


@login_required
@require_http_methods(FORM)
def inventory(request: HttpRequest, team) -> HttpResponse:
    """`…/<team>/inventaris/`: two columns, and a check of the conditions that each member fills in alone."""
    team = _own(request, team)
    form = LineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _added(request, form, team):
        return redirect("team_inventory", team.public_id)
    return _show_inventory(request, team, form)


@login_required
@require_POST
def check(request: HttpRequest, team) -> HttpResponse:
    """`…/<team>/voorwaarden/`: one's own answers, seen by nobody else."""
    team = _own(request, team)
    form = ConditionsForm(request.POST)
    if not form.is_valid():
        return _show_inventory(request, team, LineForm(), form)
    actions.check_conditions(team=team, user=request.user, answers=form.cleaned_data)
    messages.success(request, _("Je antwoorden zijn bewaard. Alleen de optelling is te zien, vanaf vier mensen."))
    return redirect("team_inventory", team.public_id)


@login_required
@require_http_methods(FORM)
def follow_up(request: HttpRequest, team) -> HttpResponse:
    """`…/<team>/vervolg/`: from what was heard to what happens, without a word about who said it."""
    team = _own(request, team)
    form = NextStepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _added(request, form, team, sheet=Sheet.NEXT):
        return redirect("team_follow_up", team.public_id)
    lines = team.sheet_lines.filter(sheet=Sheet.NEXT)
    return render(request, "community/teams/follow_up.html", {"team": team, "form": form, "lines": lines})


@login_required
@require_safe
def export(request: HttpRequest, team) -> HttpResponse:
    """`…/<team>/vervolg.csv`: the same as a table, without anything that says whose it is."""
    lines = csv_lines(team_sheets.export_head(), team_sheets.export_rows(_own(request, team)))
    headers = {"Content-Disposition": 'attachment; filename="vervolg.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


@login_required
@require_http_methods(FORM)
def residents(request: HttpRequest, team) -> HttpResponse:
    """`…/<team>/inwoners/`: a ladder with how, at what, who and when, and what happens with what people say."""
    team = _own(request, team)
    form = ResidentsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _added(request, form, team, sheet=Sheet.RESIDENTS):
        return redirect("team_residents", team.public_id)
    context = {"team": team, "form": form, "rungs": team_sheets.ladder(team)}
    return render(request, "community/teams/residents.html", context)


@login_required
@require_http_methods(FORM)
def change(request: HttpRequest, team, line) -> HttpResponse:
    """`…/<team>/regel/<line>/`: a line in other words."""
    team = _own(request, team)
    line = get_object_or_404(team.sheet_lines, public_id=line)
    form = FORMS.get(line.sheet, LineForm)(
        request.POST if request.method == "POST" else None, initial=model_to_dict(line)
    )
    back = reverse(PAGES.get(line.sheet, "team_inventory"), args=[team.public_id])
    if request.method == "POST" and form.is_valid():
        fields = {name: value for name, value in form.cleaned_data.items() if name != "key"}
        try:
            actions.change_line(line=line, state=request.POST.get("state", ""), **fields)
        except Refused as refused:
            form.add_error(None, str(refused))
            line = team.sheet_lines.filter(pk=line.pk).first() or line
        else:
            messages.success(request, _("De regel is gewijzigd."))
            return redirect(back)
    context = {"team": team, "form": form, "state": line.state, "back": back}
    return render(request, "community/teams/line.html", context)


@login_required
@require_POST
def remove(request: HttpRequest, team, line) -> HttpResponse:
    """`…/<team>/regel/<line>/weg/`: a line goes."""
    team = _own(request, team)
    line = get_object_or_404(team.sheet_lines, public_id=line)
    actions.remove_line(line=line)
    return redirect(PAGES.get(line.sheet, "team_inventory"), team.public_id)


@login_required
@require_http_methods(FORM)
def process(request: HttpRequest, team) -> HttpResponse:
    """`…/<team>/werkproces/`: a checklist for a process, with who keeps it and when the team looks back."""
    team = _own(request, team)
    form = ProcessForm(request.POST if request.method == "POST" else None, team=team)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            plan = processes.begin_process(team=team, process=PROCESSES[data.pop("process")], **data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("plan", plan.public_id)
    return render(request, "community/teams/process.html", {"team": team, "form": form})


@login_required
@require_POST
def keep(request: HttpRequest, plan) -> HttpResponse:
    """`/account/plannen/<plan>/bijhouden/`: who keeps the checklist, and when the team looks back."""
    plan = get_object_or_404(rules.plans_of(request.user), public_id=plan, kind=Plan.Kind.PROCESS)
    form = KeepForm(request.POST, team=plan.team)
    if form.is_valid():
        processes.keep_process(plan=plan, **form.cleaned_data)
        messages.success(request, _("Dat is bewaard."))
    else:
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
    return redirect("plan", plan.public_id)


def _own(request, public_id):
    return get_object_or_404(rules.teams_of(request.user), public_id=public_id)


def _added(request, form, team, **fields) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.add_line(team=team, **form.cleaned_data, **fields)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Het staat erbij."))  # by which the browser lets go of what was typed
    return True


def _show_inventory(request, team, form, conditions=None) -> HttpResponse:
    own = ConditionsCheck.objects.filter(team=team, user=request.user).first()
    aspects, missing = team_sheets.conditions(team)
    columns = {sheet: [] for sheet in (Sheet.HAVE, Sheet.NEED)}
    for line in team.sheet_lines.filter(sheet__in=columns):
        columns[Sheet(line.sheet)].append(line)
    context = {
        "team": team,
        "form": form,
        "columns": [(sheet.label, lines) for sheet, lines in columns.items()],
        "conditions": conditions or ConditionsForm(instance=own),
        "has_answered": own is not None,
        "aspects": aspects,
        "missing": missing,
    }
    return render(request, "community/teams/inventory.html", context)
