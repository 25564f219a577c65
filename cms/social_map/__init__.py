"""The social map narrowed down by dimension, municipality and target group. The whole choice stands in the address.

Counted by the database: there may be tens of thousands of offers. An offer for a whole region holds in each of its
municipalities, one for a neighbourhood in the municipality around it. Within a facet one chosen word is enough,
between facets all must fit.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms.areas import Areas
from cms.facets import PAGE, Facet, Option, page_at
from cms.models import Dimension, Offer, Region, TargetGroup
from cms.models.regions import today
from cms.models.social_map import LATE_AFTER
from cms.social_map.nearest import suggestion

PER_PAGE = 24
FACETS = {"dimensie": _("Dimensie"), "gemeente": _("Gemeente"), "doelgroep": _("Voor wie")}
WORDS, FORM, TABLE = "q", "vorm", "tabel"
LONGEST_WORDS = 100


@dataclass(slots=True)
class SocialMap:
    """What the list, the table and the open data show."""

    offers: object
    """All offers that fit (a queryset, by title)."""
    total: int
    late: int
    page_obj: Page
    facets: list[Facet]
    dimensions: list[Option]
    """The six, each with how many offers it leaves."""
    ignored: bool
    words: str
    table: bool
    query: str
    """The choice as an address asks for it, without page and form."""
    suggestion: str = ""
    """The words with a slip mended, where nothing was found."""

    @property
    def active(self) -> list[Option]:
        return [option for facet in self.facets for option in facet.selected]

    @property
    def largest(self) -> int:
        """The number of offers of the dimension that has most, at least one."""
        return max([1, *(option.count for option in self.dimensions)])


class Choice:
    """What an address asks of the map; unknown values are left out."""

    def __init__(self, asked: QueryDict):
        self.areas = Areas()
        towns = [area for area in self.areas if area.kind == Region.Kind.MUNICIPALITY]
        self.terms = {
            "dimensie": {term.slug: term for term in Dimension.objects.all()},
            "gemeente": {area.slug: area for area in sorted(towns, key=lambda area: area.name)},
            "doelgroep": {term.slug: term for term in TargetGroup.objects.all()},
        }
        values = {name: asked.getlist(name)[:50] for name in FACETS}
        self.chosen = {
            name: [slug for slug in dict.fromkeys(values[name]) if slug in self.terms[name]] for name in FACETS
        }
        self.ignored = any(slug and slug not in self.terms[name] for name in FACETS for slug in values[name])
        self.words = " ".join(asked.get(WORDS, "").replace("\x00", " ").split())[:LONGEST_WORDS]

    def offers(self, without: str = ""):
        """The public offers that fit, by title; `without` leaves one facet out."""
        found = Offer.objects.public()
        for name, slugs in self.chosen.items():
            if slugs and name != without:
                found = found.filter(self._fits(name, [self.terms[name][slug].pk for slug in slugs]))
        for word in self.words.split():
            found = found.filter(
                Q(title__icontains=word) | Q(description__icontains=word) | Q(provider__name__icontains=word)
            )
        return found

    def _fits(self, name: str, pks: list[int]) -> Q:
        if name == "gemeente":
            return Q(region__in=set().union(*(self.areas.serving(pk) for pk in pks)))
        through = (Offer.dimensions if name == "dimensie" else Offer.target_groups).through
        term = "dimension" if name == "dimensie" else "targetgroup"
        return Q(pk__in=through.objects.filter(**{f"{term}__in": pks}).values("offer"))

    def counts(self, name: str) -> dict[str, int]:
        """How many offers each word of a facet leaves, given what is chosen in the others: one query."""
        field = {"dimensie": "dimensions", "gemeente": "region", "doelgroep": "target_groups"}[name]
        rows = dict(self.offers(without=name).order_by().values_list(field).annotate(number=Count("pk")))
        if name == "gemeente":
            return {
                slug: sum(rows.get(pk, 0) for pk in self.areas.serving(town.pk))
                for slug, town in self.terms[name].items()
            }
        return {slug: rows.get(term.pk, 0) for slug, term in self.terms[name].items()}

    def query(self, **changes: list[str]) -> str:
        """The address's query for this choice, with some facets changed."""
        pairs = [(name, slug) for name, slugs in (self.chosen | changes).items() for slug in slugs]
        return urlencode(pairs + ([(WORDS, self.words)] if self.words else []))

    def switched(self, name: str, slug: str) -> str:
        """The query with one word switched on or off."""
        slugs = self.chosen[name]
        return self.query(**{name: [other for other in slugs if other != slug] if slug in slugs else [*slugs, slug]})

    @property
    def town(self) -> Region | None:
        """The municipality, when it is only one."""
        slugs = self.chosen["gemeente"]
        return self.terms["gemeente"][slugs[0]] if len(slugs) == 1 else None


def social_map(asked: QueryDict, per_page: int = PER_PAGE) -> SocialMap:
    """The map as `asked` describes it; never raises. Ten queries, however many offers there are."""
    choice = Choice(asked)
    table = asked.get(FORM) == TABLE
    also = [(FORM, TABLE)] if table else []
    facets = []
    for name, label in FACETS.items():
        counts = choice.counts(name)
        options = [
            Option(
                slug,
                term.name,
                name,
                counts[slug],
                slug in choice.chosen[name],
                "?" + "&".join(filter(None, [choice.switched(name, slug), urlencode(also)])),
                term.pk,
            )
            for slug, term in choice.terms[name].items()
        ]
        facets.append(Facet(name, label, options))
    dimensions = facets[0].options
    for facet in facets:
        facet.options = [option for option in facet.options if option.count or option.selected]
    offers = choice.offers()
    fresh_from = today() - LATE_AFTER
    late = Q(verified_on=None) | Q(verified_on__lte=fresh_from)
    numbers = offers.order_by().aggregate(total=Count("pk"), late=Count("pk", filter=late))
    page_obj = page_at(_Counted(offers.with_details(), numbers["total"]), asked.get(PAGE), per_page)
    page_obj.object_list = list(page_obj.object_list)
    return SocialMap(
        offers,
        numbers["total"],
        numbers["late"],
        page_obj,
        [facet for facet in facets if facet.options],
        dimensions,
        choice.ignored,
        choice.words,
        table,
        choice.query(),
        suggestion(choice.words) if choice.words and not numbers["total"] else "",
    )


class _Counted:
    """A queryset of which the number of rows is known."""

    def __init__(self, rows, number: int):
        self.rows, self.number = rows, number

    def __len__(self):
        return self.number

    def __getitem__(self, part):
        return self.rows[part]
