"""Narrowing a list down by facets: the words of the taxonomies, or any other. The whole choice stands in the address.

Within one facet an item needs one of the chosen terms, between facets it needs all. Sets are compared in memory, so
that a list costs four queries however many facets and options it shows.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet, Value
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

PER_PAGE = 12
PAGE = "page"
# The name in the address, the field of ContentPage, the label.
FACETS = (
    ("voor", "audiences", _("Voor wie")),
    ("dimensie", "dimensions", _("Dimensie")),
    ("thema", "themes", _("Thema")),
    ("fase", "phases", _("Fase")),
    ("schaal", "scales", _("Schaal")),
    ("sector", "sectors", _("Sector")),
    ("regio", "regions", _("Regio")),
    ("invulling", "interpretations", _("Invulling")),
)


@dataclass(slots=True)
class Option:
    """A term in a facet: how many pages it leaves, given what is chosen in the other facets."""

    slug: str
    name: str
    facet: str
    count: int = 0
    selected: bool = False
    url: str = ""
    """The list with this option switched (off when it is on)."""
    pk: int = 0


@dataclass(slots=True)
class Facet:
    """One row of options; `name` is the name in the address."""

    name: str
    label: str
    options: list[Option] = field(default_factory=list)

    @property
    def selected(self) -> list[Option]:
        return [option for option in self.options if option.selected]


@dataclass(slots=True)
class Listing:
    """What a list page shows. Every page in `page_obj` has `tags`: a list of its terms as Options."""

    page_obj: Page
    facets: list[Facet]
    active: list[Option]
    """The chosen options; `url` of each is the list without it."""
    ignored: bool
    """True when the address held values that do not exist."""
    query: str
    """The known part of the address's query, in a fixed order, without a page number; "" when nothing is chosen."""

    @property
    def total(self) -> int:
        return self.page_obj.paginator.count


def listing(pages: QuerySet, asked: QueryDict, per_page: int = PER_PAGE) -> Listing:
    """The part of `pages` (ordered ContentPages of one model and language) that `asked` describes; never raises."""
    everything = list(pages.values_list("pk", flat=True))
    terms = terms_by_slug(pages.model)
    holders = _holders(pages)
    found = narrow(
        everything,
        asked,
        labels={name: label for name, _field, label in FACETS},
        words={name: {slug: term.name for slug, term in terms[name].items()} for name in terms},
        holders={name: {slug: holders[name][term.pk] for slug, term in terms[name].items()} for name in terms},
    )
    page_obj = page_at(found.kept, asked.get(PAGE), per_page)
    rows = {page.pk: page for page in pages.filter(pk__in=page_obj.object_list)}
    page_obj.object_list = [rows[pk] for pk in page_obj.object_list if pk in rows]
    for page in page_obj.object_list:
        page.tags = [
            _tag(name, slug, term.name, term.pk)
            for name, *_rest in FACETS
            for slug, term in terms[name].items()
            if page.pk in holders[name][term.pk]
        ]
    return Listing(page_obj, found.facets, found.active, found.ignored, found.query)


def page_at(items: Sequence, number, per_page: int) -> Page:
    """A page of `items`: below one is the first, beyond the end the last, and what is no number the first."""
    paginator = Paginator(items, per_page)
    try:
        return paginator.page(min(max(int(number), 1), paginator.num_pages))
    except (TypeError, ValueError):
        return paginator.page(1)


@dataclass(slots=True)
class Narrowed:
    """A list narrowed down: the ids that are `kept`, in their order, and what a page shows of the choice."""

    kept: list[int]
    facets: list[Facet]
    ignored: bool
    query: str

    @property
    def active(self) -> list[Option]:
        return [option for facet in self.facets for option in facet.selected]


def narrow(
    everything: list[int],
    asked: QueryDict,
    *,
    labels: Mapping[str, str],
    words: Mapping[str, Mapping[str, str]],
    holders: Mapping[str, Mapping[str, Set[int]]],
    also: Sequence[tuple[str, str]] = (),
) -> Narrowed:
    """The part of `everything` (ids in their order) that `asked` describes; never raises.

    By facet (its name in the address): its label, the words of its options by slug in their order, and which ids
    hold each slug. `also` are pairs that every address keeps. An option is shown when it leaves something, or is
    chosen.
    """
    chosen = {name: [slug for slug in dict.fromkeys(asked.getlist(name)) if slug in words[name]] for name in labels}
    fitting = {name: set().union(*(holders[name][slug] for slug in slugs)) for name, slugs in chosen.items() if slugs}

    def query(choice: dict[str, list[str]]) -> str:
        return urlencode([(name, slug) for name, slugs in choice.items() for slug in slugs] + list(also))

    def switched(name: str, slug: str) -> str:
        """The address (relative to the list) with one option switched; page numbers start over."""
        slugs = [other for other in chosen[name] if other != slug] if slug in chosen[name] else [*chosen[name], slug]
        return f"?{query(chosen | {name: slugs})}"

    facets = []
    for name, label in labels.items():
        left = set(everything).intersection(*(ids for other, ids in fitting.items() if other != name))
        options = [
            Option(slug, word, name, len(left & holders[name][slug]), slug in chosen[name], switched(name, slug))
            for slug, word in words[name].items()
            if slug in chosen[name] or left & holders[name][slug]
        ]
        if options:
            facets.append(Facet(name, label, options))
    kept = set(everything).intersection(*fitting.values())
    ignored = any(slug and slug not in words[name] for name in labels for slug in asked.getlist(name)[:50])
    return Narrowed([pk for pk in everything if pk in kept], facets, ignored, query(chosen))


def terms_of(page) -> list[Facet]:
    """The terms of one saved ContentPage, by facet; `url` of each is the query of a list narrowed to it. One query.

    A preview holds its terms in memory and costs one query for each facet that was not edited.
    """
    in_memory = getattr(page, "_cluster_related_objects", None)
    if page.pk and not in_memory:
        rows = []
        for name, fieldname, _label in FACETS:
            relation = page._meta.get_field(fieldname)
            held = relation.remote_field.through.objects.filter(**{relation.m2m_field_name(): page.pk})
            terms = relation.related_model.objects.order_by().filter(
                pk__in=held.values(f"{relation.m2m_reverse_field_name()}_id")
            )
            rows.append(
                terms.annotate(facet=Value(name)).values_list("facet", "pk", "slug", "name_nl", "name_en", "sort_order")
            )
        rows = sorted(rows[0].union(*rows[1:], all=True), key=lambda row: (row[5], row[3]))
    else:
        rows = [
            (name, term.pk, term.slug, term.name_nl, term.name_en)
            for name, fieldname, _label in FACETS
            for term in getattr(page, fieldname).all()
        ]
    english = get_language() == "en"
    return [
        Facet(
            name,
            label,
            [_tag(name, slug, (english and en) or nl, pk) for facet, pk, slug, nl, en, *_ in rows if facet == name],
        )
        for name, _field, label in FACETS
    ]


def _tag(facet: str, slug: str, name: str, pk: int) -> Option:
    return Option(slug, name, facet, url=f"?{urlencode({facet: slug})}", pk=pk)


@dataclass(slots=True)
class Term:
    """A term as a list needs it: its name in the active language."""

    pk: int
    name: str


def terms_by_slug(model) -> dict[str, dict[str, Term]]:
    """All terms of all facets by facet and slug, in their order: one query."""
    rows = [
        model._meta.get_field(fieldname)
        .related_model.objects.order_by()
        .annotate(facet=Value(name))
        .values_list("facet", "pk", "slug", "name_nl", "name_en", "sort_order")
        for name, fieldname, _label in FACETS
    ]
    english = get_language() == "en"
    found: dict[str, dict[str, Term]] = {name: {} for name, *_rest in FACETS}
    for name, pk, slug, name_nl, name_en, _order in sorted(
        rows[0].union(*rows[1:], all=True), key=lambda row: (row[5], row[3])
    ):
        found[name][slug] = Term(pk, (english and name_en) or name_nl)
    return found


def _holders(pages: QuerySet) -> dict[str, dict[int, set[int]]]:
    """Which pages hold a term, by facet and term: one query."""
    within = pages.order_by().values("pk")
    rows = []
    for name, fieldname, _label in FACETS:
        relation = pages.model._meta.get_field(fieldname)
        through = relation.remote_field.through
        rows.append(
            through.objects.filter(**{f"{relation.m2m_field_name()}__in": within})
            .annotate(
                facet=Value(name),
                page=F(f"{relation.m2m_field_name()}_id"),
                term=F(f"{relation.m2m_reverse_field_name()}_id"),
            )
            .values_list("facet", "page", "term")
        )
    found: dict[str, dict[int, set[int]]] = {name: defaultdict(set) for name, *_rest in FACETS}
    for name, page, term in rows[0].union(*rows[1:], all=True):
        found[name][term].add(page)
    return found
