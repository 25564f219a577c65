"""`/account/koerskaarten/`: from goal to effects, by plain forms; and the read-only page behind a secret link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community import maps as shown
from community import rules
from community.actions import maps
from community.actions.refusal import Refused, Stale
from community.forms.maps import GoalForm, NodeForm
from community.models import BELOW, ChangeMap, MapNode


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, team) -> HttpResponse:
    """`/account/teams/<team>/koerskaart/`: a map begins with its goal."""
    team = get_object_or_404(rules.teams_of(request.user), public_id=team)
    form = GoalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = maps.make_map(team=team, goal=form.cleaned_data["goal"], key=form.cleaned_data["key"])
            return redirect("map", made.public_id)
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "community/maps/goal.html", {"team": team, "form": form})


@login_required
@require_safe
def detail(request: HttpRequest, map) -> HttpResponse:
    """`…/<map>/`: the map as a nested list and as a picture."""
    return render(request, "community/maps/map.html", _context(_own(request, map)) | {"may_change": True})


@never_cache
@require_safe
def shared(request: HttpRequest, key) -> HttpResponse:
    """`/koerskaart/<key>/`: the same to read, for whoever has the link."""
    course = get_object_or_404(ChangeMap.objects.select_related("team"), share_key=key)
    return render(request, "community/maps/shared.html", _context(course))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, map) -> HttpResponse:
    """`…/<map>/instellen/`: another goal, share or close, or take the map away."""
    course = _own(request, map)
    step = request.POST.get("step", "")
    if step in ("share", "close"):
        maps.share(map=course, on=step == "share")
        return redirect("map", course.public_id)
    if step == "delete":
        maps.delete_map(map=course)
        messages.success(request, _("De kaart is verwijderd."))
        return redirect("team", course.team.public_id)
    form = GoalForm(request.POST if request.method == "POST" else None, instance=course)
    if request.method == "POST" and form.is_valid():
        maps.change_goal(map=course, goal=form.cleaned_data["goal"])
        return redirect("map", course.public_id)
    return render(request, "community/maps/goal.html", {"map": _own(request, map), "team": course.team, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, map) -> HttpResponse:
    """`…/<map>/erbij/?bij=<node>`: something below a step or an effect; without `bij` a step below the goal."""
    course = _own(request, map)
    parent = _node(course, request.GET["bij"]) if request.GET.get("bij") else None
    kinds = BELOW[parent and parent.kind]
    if not kinds:
        raise Http404
    asked = request.GET.get("soort")
    node = MapNode(map=course, parent=parent, kind=asked if asked in kinds else kinds[0])
    form = NodeForm(request.POST if request.method == "POST" else None, instance=node, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            added = maps.add_node(
                map=course, parent=parent, kind=data.get("kind") or kinds[0], text=data["text"],
                grounds=data["grounds"], by=request.user,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(f"{redirect('map', course.public_id).url}#punt-{added.pk}")
    title = node.get_kind_display() if len(kinds) == 1 else _("effect")
    context = {"map": course, "form": form, "parent": parent, "title": title}
    return render(request, "community/maps/node.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def node(request: HttpRequest, map, node: int) -> HttpResponse:
    """`…/<map>/punt/<node>/`: other words, or take it away with all below it."""
    course = _own(request, map)
    found = _node(course, node)
    back = f"{redirect('map', course.public_id).url}#punt-{found.parent_id or found.pk}"
    if request.POST.get("step") == "remove":
        maps.remove_node(node=found, by=request.user)
        return redirect(back)
    form = NodeForm(request.POST if request.method == "POST" else None, instance=found)
    differences = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            maps.change_node(
                node=found, expected_version=data["version"] or 0, text=data["text"], grounds=data["grounds"],
                by=request.user,
            )  # fmt: skip
        except Stale as stale:
            again = request.POST.copy()
            again["version"] = stale.current.version
            differences = [
                (form.fields[name].label, data[name] or "–", getattr(stale.current, name) or "–")
                for name in ("text", "grounds")
                if data[name] != getattr(stale.current, name)
            ]
            form = NodeForm(again, instance=MapNode.objects.get(pk=found.pk))
            form.is_valid()
            form.add_error(None, str(stale))
        else:
            return redirect(back)
    context = {
        "map": course, "form": form, "node": found, "title": found.get_kind_display(), "differences": differences,
    }  # fmt: skip
    return render(request, "community/maps/node.html", context)


@login_required
@require_safe
def history(request: HttpRequest, map) -> HttpResponse:
    """`…/<map>/geschiedenis/`: what changed, when and by whom."""
    course = _own(request, map)
    changes = course.changes.select_related("by")[:200]
    return render(request, "community/maps/history.html", {"map": course, "changes": changes})


def _own(request, public_id):
    return get_object_or_404(rules.maps_of(request.user), public_id=public_id)


def _node(course, pk):
    if not str(pk).isdecimal() or len(str(pk)) > 9:
        raise Http404
    return get_object_or_404(MapNode, map=course, pk=int(pk))


def _context(course) -> dict:
    root = shown.tree(course)
    return {"map": course, "root": root, "drawing": shown.drawing(course, root)}
