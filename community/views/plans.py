"""`/account/plannen/`: a team's own journey along a guide, or its checklist of a collection."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms import pdf
from community import ical, rules
from community import plans as shown
from community.actions import plans
from community.actions.refusal import Refused, Stale
from community.actions.teams import make_team, own_team
from community.forms.plans import ItemForm, NewPlanForm, OwnItemForm, PlanTitleForm
from community.forms.team_sheets import KeepForm
from community.models import Plan, PlanItem, Team


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, source) -> HttpResponse:
    """`…/nieuw/<source>/`: a plan from the page with this translation key."""
    page = shown.source_page(source)
    if not page:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = NewPlanForm(posted, teams=rules.teams_of(request.user), initial={"title": page.title})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            team = data.get("team") or _team_of_maker(request, data)
            details = {"source": source, "kind": page.plan_kind, "title": data["title"], "key": data["key"]}
            plan = plans.make_plan(team=team, steps=page.steps(), **details)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Je plan staat klaar. Kies bij elke stap een datum en iemand die trekt."))
            return redirect("plan", plan.public_id)
    return render(request, "community/plans/new.html", {"form": form, "page": page, "kind": page.plan_kind})


def _team_of_maker(request: HttpRequest, data: dict) -> Team:
    """A new team with this name, or without one where the maker works alone."""
    if data["team_name"]:
        return make_team(user=request.user, name=data["team_name"], key=data["key"])
    return own_team(user=request.user)


@login_required
@require_safe
def detail(request: HttpRequest, plan) -> HttpResponse:
    """`…/<plan>/`: all steps with date, name, notes and obstacles, and how far the team is."""
    return _show(request, _own(request, plan))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, plan, step: int) -> HttpResponse:
    """`…/<plan>/stap/<step>/`: what the team notes at one step."""
    plan, found = _own_item(request, plan, step)
    page = shown.source_page(plan.source)
    steps = {each.key: each for each in page.steps()} if page and found.key else {}
    source = steps.get(found.key)
    obstacles = [(each.key, each.title) for each in source.obstacles] if source else []
    form = ItemForm(request.POST if request.method == "POST" else None, instance=found, obstacles=obstacles)
    differences = []
    if request.method == "POST" and form.is_valid():
        values, version = form.values(), form.cleaned_data["version"]
        try:
            plans.change_item(item=found, expected_version=version, **values)
        except Stale as stale:
            form, differences = _again(request, stale, obstacles)
        else:
            messages.success(request, _("Je stap is bewaard."))
            return redirect(f"{plan_url(plan)}#stap-{found.pk}")
    context = {"plan": plan, "item": found, "step": source, "form": form, "differences": differences}
    return render(request, "community/plans/item.html", context)


@login_required
@require_POST
def tick(request: HttpRequest, plan, step: int) -> HttpResponse:
    """`…/<plan>/stap/<step>/afvinken/`: done, or after all not."""
    plan, found = _own_item(request, plan, step)
    plans.tick(item=found, done=request.POST.get("done") == "1")
    return redirect(f"{plan_url(plan)}#stap-{found.pk}")


@login_required
@require_POST
def remove(request: HttpRequest, plan, step: int) -> HttpResponse:
    """`…/<plan>/stap/<step>/weghalen/`: a step that does not fit here."""
    plan, found = _own_item(request, plan, step)
    plans.remove_item(item=found)
    messages.success(request, _("De stap is uit je plan gehaald."))
    return redirect(plan_url(plan))


@login_required
@require_POST
def add(request: HttpRequest, plan) -> HttpResponse:
    """`…/<plan>/erbij/`: a step of the team's own, or (`from=page`) what the page has gained."""
    plan = _own(request, plan)
    if request.POST.get("from") == "page":
        if page := shown.source_page(plan.source):
            plans.add_new_steps(plan=plan, steps=page.steps())
        return redirect(plan_url(plan))
    form = OwnItemForm(request.POST)
    if form.is_valid():
        try:
            plans.add_own_item(plan=plan, title=form.cleaned_data["title"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(plan_url(plan))
    return _show(request, plan, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, plan) -> HttpResponse:
    """`…/<plan>/titel/`: another title, or take the plan away."""
    plan = _own(request, plan)
    if request.POST.get("step") == "delete":
        plans.delete_plan(plan=plan)
        messages.success(request, _("Het plan is verwijderd."))
        return redirect("team", plan.team.public_id)
    form = PlanTitleForm(request.POST if request.method == "POST" else None, instance=plan)
    if request.method == "POST" and form.is_valid():
        plans.rename_plan(plan=plan, title=form.cleaned_data["title"])
        return redirect(plan_url(plan))
    return render(request, "community/plans/rename.html", {"plan": _own(request, plan.public_id), "form": form})


@login_required
@require_safe
def as_pdf(request: HttpRequest, plan) -> HttpResponse:
    """`…/<plan>/pdf/`: the plan on paper, tagged."""
    plan = _own(request, plan)
    page = shown.source_page(plan.source)
    data = shown.pdf_data(plan, page.steps() if page else [])
    return pdf.response(pdf.make("community/typst/plan.typ", data), f"{slugify(plan.title) or 'plan'}.pdf")


@login_required
@require_safe
def as_calendar(request: HttpRequest, plan) -> HttpResponse:
    """`…/<plan>/agenda/`: every step with a date, for one's own calendar."""
    plan = _own(request, plan)
    headers = {"Content-Disposition": f'attachment; filename="{slugify(plan.title) or "plan"}.ics"'}
    body = ical.days(shown.calendar_days(plan), name=plan.title)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


def plan_url(plan) -> str:
    """The address of a plan."""
    return redirect("plan", plan.public_id).url


def _own(request, public_id):
    return get_object_or_404(rules.plans_of(request.user), public_id=public_id)


def _own_item(request, public_id, pk):
    plan = _own(request, public_id)
    return plan, get_object_or_404(PlanItem.objects.select_related("plan__team", "owner__user"), plan=plan, pk=pk)


def _show(request, plan, form=None):
    page = shown.source_page(plan.source)
    steps = page.steps() if page else []
    rows = shown.rows(plan, steps)
    present = {row.item.key for row in rows}
    context = {
        "plan": plan,
        "source_page": page,
        "rows": rows,
        "done": sum(row.item.is_done for row in rows),
        # A step that the team took out counts as new as well.
        "new_steps": [step for step in steps if step.key not in present],
        "form": form or OwnItemForm(),
        "keep_form": KeepForm(instance=plan, team=plan.team) if plan.kind == Plan.Kind.PROCESS else None,
    }
    return render(request, "community/plans/plan.html", context)


def _again(request, stale: Stale, obstacles):
    """The form with what was typed, made from what is stored now, and what differs: label, mine, theirs."""
    current = stale.current
    data = request.POST.copy()
    data["version"] = current.version
    form = ItemForm(data, instance=PlanItem.objects.get(pk=current.pk), obstacles=obstacles)
    form.is_valid()
    form.add_error(None, str(stale))
    words = dict(obstacles)
    theirs = {
        "title": current.title,
        "due_on": current.due_on,
        "owner": current.owner,
        "notes": current.notes,
        "done": current.is_done,
        "obstacles": [words[key] for key in current.obstacles if key in words],
    }
    mine = form.values() | {"obstacles": [words[key] for key in form.cleaned_data.get("marked", [])]}
    labels = {name: field.label for name, field in form.fields.items()} | {"obstacles": _("Blad op het spoor")}
    return form, [
        (labels[name], _in_words(mine[name]), _in_words(theirs[name]))
        for name in theirs
        if name in mine and mine[name] != theirs[name]
    ]


def _in_words(value) -> str:
    """A value of the form as a person reads it."""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return (", ".join(map(str, value)) if isinstance(value, list) else str(value or "")) or "–"
