"""Plans and agreements: the timeline, and one of them with what it came from and led to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community import action_centre
from community.models import Idea, PolicyDocument


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/plannen/`: the newest first, by level, region and theme; what is over is marked."""
    return render(request, "community/policies/index.html", {"listing": action_centre.policies(request.GET)})


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """`/plannen/<slug>/`: one plan, with its parties and its projects."""
    found = get_object_or_404(PolicyDocument.objects.with_details(), slug=slug)
    context = {
        "policy": found,
        "parties": found.parties.public(),
        "leads_to": found.leads_to.all(),
        "projects": Idea.objects.public().filter(policies=found).select_related("region"),
        "crumbs": [{"title": _("Plannen en akkoorden"), "url": reverse("policies")}],
    }
    return render(request, "community/policies/detail.html", context)
