"""The public lists of the action centre, narrowed down by facets. The whole choice stands in the address.

A region counts for every area around it. Sets are compared in memory, so that a list costs the same number of
queries however long it is.
"""

from collections import defaultdict

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms.areas import Areas
from cms.facets import PAGE, Listing, narrow, page_at
from cms.models import Dimension, Region, Sector, Theme
from community.models import Barrier, Idea, Need, Notice, PolicyDocument, SupportOffer

PER_PAGE = 12
FACETS = {"status": _("Status"), "behoefte": _("Wat is er nodig"), "regio": _("Regio"), "dimensie": _("Dimensie")}
ORDER, ENERGY = "volgorde", "energie"
BARRIER_FACETS = {"sector": _("Sector"), "regio": _("Regio")}
POLICY_FACETS = {"niveau": _("Niveau"), "regio": _("Regio"), "thema": _("Thema")}
NOTICE_FACETS = {"soort": _("Soort"), "sector": _("Sector"), "regio": _("Regio")}
OFFER_FACETS = {"behoefte": _("Wat is er te geven"), "regio": _("Regio")}


def ideas(asked: QueryDict, per_page: int = PER_PAGE) -> Listing:
    """The public ideas that `asked` describes; every one has `energy`, its number of votes.

    The newest first, or with `volgorde=energie` those with the most energy. Unknown values are left out, and nothing raises.
    """
    public = Idea.objects.public().annotate(energy=Count("votes", distinct=True))
    also = [(ORDER, ENERGY)] if asked.get(ORDER) == ENERGY else []
    public = public.order_by(*(["-energy"] if also else []), "-confirmed_at", "-pk")
    rows = list(public.values_list("pk", "status", "needs", "region"))
    dimensions = Dimension.objects.all()
    areas = Areas()
    holders = {
        "status": _held((pk, [status]) for pk, status, *_rest in rows),
        "behoefte": _held((pk, needs) for pk, _status, needs, _region in rows),
        "regio": areas.upwards(_held((pk, [region]) for pk, *_rest, region in rows)),
        "dimensie": _held((pk, [term]) for pk, term in public.order_by().values_list("pk", "dimensions")),
    }
    words = {
        "status": dict(Idea.Status.choices),
        "behoefte": dict(Need.choices),
        "regio": {area.slug: area.name for area in areas},
        "dimensie": {term.slug: term.name for term in dimensions},
    }
    by_slug = {
        "regio": {area.slug: area.pk for area in areas},
        "dimensie": {term.slug: term.pk for term in dimensions},
    }
    detailed = public.select_related("region")
    return _narrowed([row[0] for row in rows], asked, FACETS, words, holders, by_slug, detailed, per_page, also)


def offers(asked: QueryDict, per_page: int = PER_PAGE) -> Listing:
    """The open offers to whoever can use them, as `ideas`."""
    public = SupportOffer.objects.on_offer()
    rows = list(public.values_list("pk", "gives", "region"))
    areas = Areas()
    holders = {
        "behoefte": _held((pk, gives) for pk, gives, _region in rows),
        "regio": areas.upwards(_held((pk, [region]) for pk, _gives, region in rows)),
    }
    words = {"behoefte": dict(Need.choices), "regio": {area.slug: area.name for area in areas}}
    by_slug = {"regio": {area.slug: area.pk for area in areas}}
    detailed = public.select_related("region")
    return _narrowed([row[0] for row in rows], asked, OFFER_FACETS, words, holders, by_slug, detailed, per_page)


def notices(asked: QueryDict, per_page: int = PER_PAGE) -> Listing:
    """What hangs on the notice board, as `ideas`."""
    public = Notice.objects.public()
    rows = list(public.values_list("pk", "kind", "region"))
    areas, sectors = Areas(), list(Sector.objects.all())
    holders = {
        "soort": _held((pk, [kind]) for pk, kind, _region in rows),
        "sector": _held((pk, [sector]) for pk, sector in public.values_list("pk", "sectors")),
        "regio": areas.upwards(_held((pk, [region]) for pk, _kind, region in rows)),
    }
    words = {
        "soort": dict(Notice.Kind.choices),
        "sector": {term.slug: term.name for term in sectors},
        "regio": {area.slug: area.name for area in areas},
    }
    by_slug = {"sector": {term.slug: term.pk for term in sectors}, "regio": {area.slug: area.pk for area in areas}}
    detailed = public.select_related("region").prefetch_related("sectors")
    return _narrowed([row[0] for row in rows], asked, NOTICE_FACETS, words, holders, by_slug, detailed, per_page)


def policies(asked: QueryDict, per_page: int = PER_PAGE) -> Listing:
    """Plans and agreements, the newest first, as `ideas`."""
    everything = PolicyDocument.objects.all()
    rows = list(everything.values_list("pk", "level", "region"))
    areas, themes = Areas(), list(Theme.objects.all())
    holders = {
        "niveau": _held((pk, [level]) for pk, level, _region in rows),
        "regio": areas.upwards(_held((pk, [region]) for pk, _level, region in rows)),
        "thema": _held((pk, [theme]) for pk, theme in everything.order_by().values_list("pk", "themes")),
    }
    words = {
        "niveau": dict(Region.Kind.choices),
        "regio": {area.slug: area.name for area in areas},
        "thema": {term.slug: term.name for term in themes},
    }
    by_slug = {"regio": {area.slug: area.pk for area in areas}, "thema": {term.slug: term.pk for term in themes}}
    detailed = everything.select_related("region")
    return _narrowed([row[0] for row in rows], asked, POLICY_FACETS, words, holders, by_slug, detailed, per_page)


def barriers(asked: QueryDict, per_page: int = PER_PAGE) -> Listing:
    """What stands in the way, the best known first, as `ideas`; every one has `support`."""
    public = Barrier.objects.public().with_support()
    rows = list(public.values_list("pk", "sector", "region"))
    areas, sectors = Areas(), list(Sector.objects.all())
    holders = {
        "sector": _held((pk, [sector]) for pk, sector, _region in rows),
        "regio": areas.upwards(_held((pk, [region]) for pk, _sector, region in rows)),
    }
    words = {
        "sector": {term.slug: term.name for term in sectors},
        "regio": {area.slug: area.name for area in areas},
    }
    by_slug = {"sector": {term.slug: term.pk for term in sectors}, "regio": {area.slug: area.pk for area in areas}}
    return _narrowed([row[0] for row in rows], asked, BARRIER_FACETS, words, holders, by_slug, public, per_page)


def _held(pairs) -> dict:
    """What holds a term, by term."""
    found = defaultdict(set)
    for pk, terms in pairs:
        for term in terms:
            if term is not None:
                found[term].add(pk)
    return found


def _narrowed(keys, asked, labels, words, holders, by_slug, detailed: QuerySet, per_page, also=()) -> Listing:
    held = {
        name: {slug: holders[name].get(by_slug.get(name, {}).get(slug, slug), set()) for slug in words[name]}
        for name in labels
    }
    narrowed = narrow(keys, asked, labels=labels, words=words, holders=held, also=also)
    page_obj = page_at(narrowed.kept, asked.get(PAGE), per_page)
    found = {row.pk: row for row in detailed.filter(pk__in=page_obj.object_list)}
    page_obj.object_list = [found[pk] for pk in page_obj.object_list if pk in found]
    return Listing(page_obj, narrowed.facets, narrowed.active, narrowed.ignored, narrowed.query)
