"""Partners: the list by sector and region, and a page for each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.models import Organisation
from cms.partners import partners


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/organisaties/`: who take part, by sector and region."""
    return render(request, "cms/organisations.html", {"listing": partners(request.GET)})


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """`/organisaties/<slug>/`: one organisation, with every version of its pledge."""
    organisation = get_object_or_404(Organisation.objects.public().with_details(), slug=slug)
    context = {
        "page": organisation,
        "pledges": list(organisation.pledges.all()),
        "crumbs": [{"title": _("Organisaties"), "url": reverse("organisations")}],
    }
    return render(request, "cms/organisation.html", context)
