"""What this app brings to *Mijn regio*: examples, ambassadors per municipality, what waits, and figures."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Locale

from cms.models import Offer, PracticeExamplePage, Region, published
from cms.regions import Place
from community.models import AmbassadorProfile, ConsentField
from community.my_region import Block, Figure, Line, register_block, register_figure

MOST = 6


def _published_examples(place: Place):
    locale = Locale.objects.filter(language_code="nl").values("pk")[:1]
    return published(PracticeExamplePage, locale).filter(regions__in=place.within).distinct()


def _examples(place: Place) -> Iterable[Line]:
    for page in _published_examples(place).newest_first()[:MOST]:
        yield Line(page.title, page.url, page.summary)


def _towns(place: Place) -> list[Region]:
    return [area for area in place.areas if area.pk in place.within and area.kind == Region.Kind.MUNICIPALITY] or [
        place.region
    ]


def _public_ambassadors(place: Place):
    found = AmbassadorProfile.objects.public().consenting(ConsentField.REGIONS)
    return found.filter(regions__in=place.within)


def _ambassadors(place: Place) -> Iterable[Line]:
    """Every municipality with how many there are, those without too: that is where to look for somebody."""
    held: dict[int, set[int]] = {}
    for pk, region in _public_ambassadors(place).values_list("pk", "regions"):
        held.setdefault(region, set()).add(pk)
    for town in _towns(place):
        number = len(set().union(*(held.get(pk, set()) for pk in place.areas.within(town.pk))))
        note = ngettext("%(number)s ambassadeur", "%(number)s ambassadeurs", number) % {"number": number}
        yield Line(town.name, f"{reverse('ambassadors')}?regio={town.slug}", note if number else _("nog niemand"))


def _late_offers(place: Place) -> Iterable[Line]:
    """Offers of the social map that nobody confirmed for a year."""
    found = Offer.objects.public().filter(region__in=place.within).select_related("provider")
    late = [offer for offer in found.order_by("verified_on", "pk")[:200] if offer.is_late]
    for offer in late[:MOST]:
        yield Line(offer.title, offer.get_absolute_url(), _("klopt dit nog?"))


def _bare_page(place: Place) -> Iterable[Line]:
    """The region's own page, as long as it says nothing of itself."""
    text = getattr(place.region, "text", None)
    if not (text and text.introduction):
        yield Line(_("De regiopagina heeft nog geen inleiding"), reverse("region_edit", args=[place.region.slug]))


def _offered_roles(place: Place) -> Iterable[Line]:
    """That people want to be the spider in the web; the count comes along with the region (`roles_waiting`)."""
    if number := getattr(place.region, "roles_waiting", 0):
        words = ngettext("%(number)s mens biedt zich aan", "%(number)s mensen bieden zich aan", number)
        yield Line(words % {"number": number}, reverse("area_roles", args=[place.region.slug]))


def _examples_of_year(place: Place, year: int) -> int:
    return _published_examples(place).filter(first_published_at__year=year).count()


def _ambassadors_now(place: Place, year: int) -> int:
    return _public_ambassadors(place).distinct().count()


def register() -> None:
    """Called when the app is ready."""
    register_block(
        Block("waiting_page", gettext_lazy("Je regiopagina"), 1, _bare_page, waits=True),
    )
    register_block(Block("waiting_offers", gettext_lazy("Sociale kaart: even nakijken"), 2, _late_offers, waits=True))
    register_block(Block("waiting_roles", gettext_lazy("Wil de spin in het web zijn"), 3, _offered_roles, waits=True))
    register_block(
        Block(
            "examples",
            gettext_lazy("Voorbeelden uit de praktijk"),
            30,
            _examples,
            gettext_lazy("Nog geen voorbeeld uit deze regio. Weet jij iemand die iets te vertellen heeft?"),
        )
    )
    register_block(Block("ambassadors", gettext_lazy("Ambassadeurs per gemeente"), 40, _ambassadors))
    register_figure(Figure("examples", gettext_lazy("Praktijkvoorbeelden erbij"), 30, _examples_of_year))
    register_figure(
        Figure("ambassadors", gettext_lazy("Ambassadeurs, op dit moment"), 40, _ambassadors_now, people=True)
    )
