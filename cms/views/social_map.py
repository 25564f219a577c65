"""The social map: list or table, an offer, the poster, and the open data."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import pdf
from cms.models import Offer
from cms.models.regions import today
from cms.social_map import Choice, social_map
from cms.social_map.open_data import as_csv, as_json
from cms.social_map.poster import columns, poster_data


def _crumb() -> dict:
    return {"title": _("Sociale kaart"), "url": reverse("social_map")}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/sociale-kaart/`: what is on offer, by dimension, municipality and target group; `?vorm=tabel` as a table."""
    found = social_map(request.GET)
    return render(request, "cms/social_map.html", {"map": found, "page_obj": found.page_obj})


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """`/sociale-kaart/<pk>/`: one offer."""
    offer = get_object_or_404(Offer.objects.public().with_details(), pk=pk)
    return render(request, "cms/offer.html", {"offer": offer, "crumbs": [_crumb()]})


def _poster_title(choice: Choice) -> str:
    return _("Sociale kaart van %s") % choice.town.name if choice.town else _("Sociale kaart")


@require_safe
def poster(request: HttpRequest) -> HttpResponse:
    """`/sociale-kaart/poster/`: six columns on one sheet, to print from the browser."""
    choice = Choice(request.GET)
    context = {
        "columns": columns(choice),
        "title": _poster_title(choice),
        "query": choice.query(),
        "crumbs": [_crumb()],
    }
    return render(request, "cms/social_map_poster.html", context)


@require_safe
def poster_pdf(request: HttpRequest) -> HttpResponse:
    """`/sociale-kaart/poster.pdf`: the same on A3, as a tagged PDF."""
    choice = Choice(request.GET)
    day = date_format(today(), "j F Y")
    words = {"more": _("En nog %(number)s op de site."), "late": _("Langer dan een jaar niet bevestigd")}
    footer = _("Stand van %(day)s. Alles staat ook op %(address)s") % {
        "day": day,
        "address": request.build_absolute_uri(reverse("social_map")),
    }
    data = poster_data(choice, _poster_title(choice), footer, words)
    return pdf.response(pdf.make("cms/typst/social_map_poster.typ", data), "sociale-kaart.pdf")


@require_safe
def open_csv(request: HttpRequest) -> HttpResponse:
    """`/sociale-kaart.csv`: the choice as open data, all of it without a choice."""
    return _stream(as_csv(Choice(request.GET).offers()), "text/csv; charset=utf-8", "sociale-kaart.csv")


@require_safe
def open_json(request: HttpRequest) -> HttpResponse:
    """`/sociale-kaart.json`: the same as JSON."""
    return _stream(as_json(Choice(request.GET).offers()), "application/json", "sociale-kaart.json")


def _stream(lines, content_type: str, name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return StreamingHttpResponse(lines, content_type=content_type, headers=headers)
