"""What knowledge brings to the page of a region: partners across sectors and practice examples."""

from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.models import Offer, Organisation, PracticeExamplePage, Region, published
from cms.regions import Place, Section, register_section

MOST = 6


def _partners(place: Place) -> dict | None:
    """The partners that work here with their sectors, and how many there are: one query for both."""
    names = ("slug", "name", "summary", "sectors__name_nl", "sectors__name_en")
    found = Organisation.objects.public().filter(regions__in=place.serving)
    found = found.order_by("name", "pk", "sectors__sort_order", "sectors__name_nl").distinct()
    english = get_language() == "en"
    rows: dict[str, dict] = {}
    for slug, name, summary, dutch, in_english in found.values_list(*names):
        row = rows.setdefault(slug, {"slug": slug, "name": name, "summary": summary, "sectors": []})
        row["sectors"] += filter(None, [(english and in_english) or dutch])
    return {"rows": list(rows.values())[:MOST], "total": len(rows), "region": place.region} if rows else None


def _examples(place: Place) -> list | None:
    locale = Locale.objects.filter(language_code=get_language()).values("pk")[:1]
    found = published(PracticeExamplePage, locale).filter(regions__in=place.within).distinct()
    return list(found.newest_first()[:MOST]) or None


def _offers(place: Place) -> dict | None:
    """How many offers of the social map hold here, per dimension: one query."""
    through = Offer.dimensions.through
    counted = through.objects.filter(offer__is_public=True, offer__region__in=place.serving)
    rows = counted.values("dimension").annotate(number=Count("pk")).order_by("dimension__sort_order")
    names = ("dimension__slug", "dimension__name_nl", "dimension__name_en", "number")
    english = get_language() == "en"
    found = [
        {"slug": slug, "name": (english and name_en) or name_nl, "number": number}
        for slug, name_nl, name_en, number in rows.values_list(*names)
    ]
    town = place.region if place.region.kind == Region.Kind.MUNICIPALITY else None
    return {"rows": found, "town": town} if found else None


def register() -> None:
    """Called when the app is ready."""
    register_section(Section("partners", _("Wie doen hier mee"), 40, "cms/regions/partners.html", _partners))
    register_section(Section("examples", _("Wat hier al gebeurt"), 50, "cms/regions/examples.html", _examples))
    register_section(Section("offers", _("Sociale kaart"), 60, "cms/regions/offers.html", _offers))
