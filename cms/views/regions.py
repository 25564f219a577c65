"""Regions: the list of all of them, and a page for each that fills itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.areas import Areas
from cms.models import Region, RegionNews
from cms.regions import Place, filled

NEWS = 5


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/regio/`: all regions, as they lie in one another."""
    areas = Areas()
    return render(request, "cms/regions.html", {"branches": [_branch(areas, top) for top in areas.children(None)]})


def _branch(areas: Areas, region: Region) -> dict:
    return {"region": region, "branches": [_branch(areas, child) for child in areas.children(region.pk)]}


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """`/regio/<slug>/`: what the coordinator wrote, and what every app knows of this place."""
    areas = Areas(Region.objects.select_related("text"))
    region = areas.by_slug.get(slug)
    if not region:
        raise Http404
    around = [{"title": area.name, "url": area.get_absolute_url()} for area in reversed(areas.above(region.pk))]
    context = {
        "region": region,
        "text": getattr(region, "text", None),
        "news": list(RegionNews.objects.filter(region=region)[:NEWS]),
        "inside": areas.children(region.pk),
        "sections": filled(Place(region, areas)),
        "crumbs": [{"title": _("Regio's"), "url": reverse("regions")}, *around],
    }
    return render(request, "cms/region.html", context)
