"""What knowledge brings to the page of a region: partners across sectors and practice examples."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.models import Organisation, PracticeExamplePage, published
from cms.regions import Place, Section, register_section

MOST = 6


def _partners(place: Place) -> dict | None:
    """The partners that work here, and how many there are."""
    found = Organisation.objects.public().filter(regions__in=place.serving).distinct()
    rows = list(found.prefetch_related("sectors"))
    return {"rows": rows[:MOST], "total": len(rows), "region": place.region} if rows else None


def _examples(place: Place) -> list | None:
    locale = Locale.objects.filter(language_code=get_language()).values("pk")[:1]
    found = published(PracticeExamplePage, locale).filter(regions__in=place.within).distinct()
    return list(found.newest_first()[:MOST]) or None


def register() -> None:
    """Called when the app is ready."""
    register_section(Section("partners", _("Wie doen hier mee"), 40, "cms/regions/partners.html", _partners))
    register_section(Section("examples", _("Wat hier al gebeurt"), 50, "cms/regions/examples.html", _examples))
