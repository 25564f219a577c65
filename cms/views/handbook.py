"""The handbook: a list of tasks, and a page for each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.handbook import tasks


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/handboek/`: what there is, for whom."""
    names = {"organisatie": _("Voor organisatoren"), "redactie": _("Voor de redactie")}
    parts = [(name, [task for task in tasks().values() if task.role == role]) for role, name in names.items()]
    return render(request, "cms/handbook.html", {"parts": parts})


@require_safe
def task(request: HttpRequest, task: str) -> HttpResponse:
    """`/handboek/<task>/`: its steps, and the way to the next one."""
    found = tasks().get(task)
    if found is None:
        raise Http404
    after = list(tasks().values())
    following = next(iter(after[after.index(found) + 1 :]), None)
    return render(request, "cms/handbook_task.html", {"task": found, "following": following})
