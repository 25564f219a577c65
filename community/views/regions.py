"""The side of a region's page that only its own coordinator, and the editors, may change."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cms.actions import offers
from cms.models import Offer, Region, RegionNews, RegionText
from community import rules
from community.actions import regions
from community.actions.refusal import Stale
from community.forms.regions import NewsForm, RegionTextForm

FORM = ["GET", "HEAD", "POST"]


def _own_region(request: HttpRequest, slug: str) -> Region:
    """The region, for whoever may change it; for anybody else there is nothing here."""
    region = get_object_or_404(Region, slug=slug)
    if not rules.may_edit_region(request.user, region):
        raise Http404
    return region


def _own_news(request: HttpRequest, slug: str, pk: int) -> RegionNews:
    news = get_object_or_404(RegionNews.objects.select_related("region"), pk=pk, region__slug=slug)
    if not rules.may_edit_region(request.user, news.region):
        raise Http404
    return news


def crumbs(region: Region) -> list[dict]:
    """The way back to the page of a region."""
    return [
        {"title": _("Regio's"), "url": reverse("regions")},
        {"title": region.name, "url": region.get_absolute_url()},
    ]


@login_required
@require_http_methods(FORM)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """`/regio/<slug>/bewerken/`: the introduction, the facts, the contact, and the way to the news."""
    region = _own_region(request, slug)
    form = RegionTextForm(request.POST or None, instance=RegionText.objects.filter(region=region).first())
    differences = []
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            regions.save_region_text(region=region, expected_version=data.pop("version"), data=data)
        except Stale as stale:
            differences = [
                (form.fields[name].label, data[name] or "–", getattr(stale.current, name) or "–")
                for name in regions.TEXTS
                if data[name] != getattr(stale.current, name)
            ]
            again = request.POST.copy()
            again["version"] = stale.current.version
            form = RegionTextForm(again, instance=RegionText.objects.filter(region=region).first())
            form.add_error(None, str(stale))
        else:
            messages.success(request, _("De regiopagina is bewaard."))
            return redirect(region)
    context = {
        "form": form,
        "differences": differences,
        "region": region,
        "news": list(RegionNews.objects.filter(region=region)[:20]),
        "crumbs": crumbs(region),
    }
    return render(request, "community/region_edit.html", context)


@login_required
@require_http_methods(FORM)
def add_news(request: HttpRequest, slug: str) -> HttpResponse:
    """`/regio/<slug>/nieuws/`: write a message."""
    region = _own_region(request, slug)
    return _news_form(request, region, None)


@login_required
@require_http_methods(FORM)
def edit_news(request: HttpRequest, slug: str, news: int) -> HttpResponse:
    """`/regio/<slug>/nieuws/<pk>/`: change a message."""
    found = _own_news(request, slug, news)
    return _news_form(request, found.region, found)


@login_required
@require_POST
def drop_news(request: HttpRequest, slug: str, news: int) -> HttpResponse:
    """`/regio/<slug>/nieuws/<pk>/weg/`: take a message away."""
    found = _own_news(request, slug, news)
    regions.drop_news(news=found)
    messages.success(request, _("Het bericht is weg."))
    return redirect("region_edit", slug=slug)


def _news_form(request: HttpRequest, region: Region, news: RegionNews | None) -> HttpResponse:
    form = NewsForm(request.POST or None, instance=news)
    if request.method == "POST" and form.is_valid():
        kept = RegionNews.objects.get(pk=news.pk) if news else None
        regions.keep_news(region=region, news=kept, **form.cleaned_data)
        messages.success(request, _("Het bericht staat op de regiopagina."))
        return redirect(region)
    trail = [*crumbs(region), {"title": _("Bewerken"), "url": reverse("region_edit", args=[region.slug])}]
    context = {"form": form, "region": region, "news": news, "crumbs": trail}
    return render(request, "community/region_news.html", context)


@login_required
@require_POST
def confirm_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """`/sociale-kaart/<pk>/nog-goed/`: say that an offer of the social map still holds."""
    offer = get_object_or_404(Offer.objects.public().select_related("provider"), pk=pk)
    if not rules.may_confirm_offer(request.user, offer):
        raise Http404
    offers.confirm_offer(offer=offer)
    messages.success(request, _("Fijn. Dit aanbod is vandaag bevestigd."))
    return redirect(offer)
