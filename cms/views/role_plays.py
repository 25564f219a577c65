"""Role-plays to practise a talk with: all of them, one by chance, and the cards on paper."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms import pdf
from cms.models import RolePlay
from cms.role_plays import cards, shown


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/rollenspel/`: what there is to play."""
    return render(request, "cms/role_plays/index.html", {"plays": shown(get_language())})


@never_cache
@require_safe
def draw(request: HttpRequest) -> HttpResponse:
    """`/rollenspel/trek/`: one by chance; another one than `niet`, where there is another."""
    slugs = [play.slug for play in shown(get_language())]
    others = [slug for slug in slugs if slug != request.GET.get("niet")] or slugs
    return redirect("role_play", secrets.choice(others)) if others else redirect("role_plays")


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """`/rollenspel/<slug>/`: the situation for everybody, and a card per role to open alone."""
    play = get_object_or_404(RolePlay, slug=slug, is_shown=True)
    return render(request, "cms/role_plays/detail.html", {"play": play})


@require_safe
def sheets(request: HttpRequest, slug: str) -> HttpResponse:
    """`/rollenspel/<slug>/kaarten.pdf`: every card on a sheet of its own."""
    play = get_object_or_404(RolePlay, slug=slug, is_shown=True)
    with override(play.language):
        data = {"title": play.title, "label": _("Fictief"), "cards": cards(play)}
        return pdf.response(pdf.make("cms/typst/role_play.typ", data), f"{play.slug}.pdf")
