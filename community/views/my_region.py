"""`/account/mijn-regio/`: a coordinator's own region, and its year."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import pdf
from cms.areas import Areas
from cms.models import Region
from cms.models.regions import today
from cms.regions import Place
from cms.social_map.open_data import csv_lines
from community import my_region, my_region_matches, rules
from community.models import AreaRole, Coordinator

FIRST_YEAR = 2000


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The own region, or a choice where somebody has more; nothing for who coordinates none."""
    regions = [row.region for row in Coordinator.objects.now(request.user)]
    if not regions:
        raise Http404
    if len(regions) == 1:
        return redirect("my_region_detail", regions[0].slug)
    return render(request, "community/my_region/index.html", {"regions": regions})


@login_required
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """`…/<region>/`: what is alive, what waits, and what may be changed here."""
    place = _own_place(request, slug)
    found = my_region.blocks(place)
    context = {
        "region": place.region,
        "waiting": [row for row in found if row["block"].waits],
        "blocks": [row for row in found if not row["block"].waits],
        "year": today().year,
    }
    return render(request, "community/my_region/detail.html", context)


@login_required
@require_safe
def matches(request: HttpRequest, slug: str) -> HttpResponse:
    """`…/<region>/koppelen/`: who fits whom, what was brought together, and where ambassadors work."""
    place = _own_place(request, slug)
    context = {
        "region": place.region,
        "suggestions": my_region_matches.suggested(place),
        "matches": my_region_matches.brought_together(place),
        "coverage": my_region_matches.coverage(place),
    }
    return render(request, "community/my_region/matches.html", context)


@login_required
@require_safe
def year(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """`…/<region>/<year>/`: counts of a year, without people and without groups under five."""
    place, figures = _year(request, slug, year)
    years = range(today().year, today().year - 4, -1)
    context = {"region": place.region, "year": year, "years": years, "figures": figures, "fewest": my_region.FEWEST}
    return render(request, "community/my_region/year.html", context)


@login_required
@require_safe
def year_csv(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The same as CSV: a row per figure, and one per sentence."""
    place, figures = _year(request, slug, year)
    rows = [[figure.label, figure.value, ""] for figure in figures]
    rows += [[figure.label, "", line] for figure in figures for line in figure.lines]
    lines = csv_lines([_("wat"), _("aantal"), _("toelichting")], rows)
    name = {"Content-Disposition": f'attachment; filename="{place.region.slug}-{year}.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=name)


@login_required
@require_safe
def year_pdf(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The same as a tagged PDF."""
    place, figures = _year(request, slug, year)
    sections = [{"heading": _("In cijfers"), "items": [f"{figure.label}: {figure.value}" for figure in figures]}]
    sections += [{"heading": figure.label, "items": figure.lines} for figure in figures if figure.lines]
    data = {
        "title": _("%(region)s in %(year)s") % {"region": place.region.name, "year": year},
        "summary": _("Zonder namen. Groepen van minder dan vijf mensen tellen we niet uit."),
        "sections": sections,
    }
    return pdf.response(pdf.make("cms/typst/page.typ", data), f"{place.region.slug}-{year}.pdf")


def _own_place(request: HttpRequest, slug: str) -> Place:
    """The region with all around it, for whoever may change its page; for anybody else there is nothing here."""
    waiting = AreaRole.objects.filter(region=OuterRef("pk"), starts_on=None).order_by().values("region")
    number = Coalesce(Subquery(waiting.annotate(number=Count("pk")).values("number")), 0)
    areas = Areas(Region.objects.select_related("text").annotate(roles_waiting=number))
    region = areas.by_slug.get(slug)
    if not region or not rules.may_edit_region(request.user, region):
        raise Http404
    return Place(region, areas)


def _year(request: HttpRequest, slug: str, year: int):
    place = _own_place(request, slug)
    if not FIRST_YEAR <= year <= today().year:
        raise Http404
    return place, my_region.year_of(place, year)
