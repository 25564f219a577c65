"""Narrowing a list down by facets: the words of the taxonomies, or any other. The whole choice stands in the address.

Within one facet an item needs one of the chosen terms, between facets it needs all. Sets are compared in memory, as
whole numbers in which bit n stands for the n-th item, so that a list of ten thousand costs hardly more than one of a
hundred: three queries however many facets and options it shows, and two more after a change of what is public.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from itertools import compress
from operator import and_, or_
from urllib.parse import urlencode

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet, Value
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms import memory

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
    ("model", "related_models", _("Verwant model")),
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


def listing(
    pages: QuerySet, asked: QueryDict, per_page: int = PER_PAGE, choices: Mapping[str, str] | None = None
) -> Listing:
    """The part of `pages` (ordered ContentPages of one model and language) that `asked` describes; never raises.

    `choices`: facets besides the taxonomies, from fields of the model with choices: the field by its name in the
    address. They come first.
    """
    choices = choices or {}
    fields = {name: pages.model._meta.get_field(field) for name, field in choices.items()}
    number = memory.stamp()
    words = memory.recall(number, ("words", get_language()), words_of_facets)
    everything = memory.recall(number, ("list", _question(pages)), lambda: _Everything.of(pages, choices))
    own = {name: {slug: capfirst(str(word)) for slug, word in field.choices} for name, field in fields.items()}
    labels = {name: capfirst(field.verbose_name) for name, field in fields.items()}
    words = own | words
    found = narrow_bits(
        everything.all,
        asked,
        labels=labels | {name: label for name, _field, label in FACETS},
        words=words,
        holders=everything.held,
    )
    page_obj = page_at(everything.keys_in(found.kept), asked.get(PAGE), per_page)
    rows = {page.pk: page for page in pages.filter(pk__in=page_obj.object_list)}
    page_obj.object_list = [rows[pk] for pk in page_obj.object_list if pk in rows]
    for page in page_obj.object_list:
        place = 1 << everything.place[page.pk]
        page.tags = [
            _tag(name, slug, word)
            for name, *_rest in FACETS
            for slug, word in words[name].items()
            if everything.held[name].get(slug, 0) & place
        ]
    return Listing(page_obj, found.facets, found.active, found.ignored, found.query)


def _question(pages: QuerySet) -> str:
    """What tells one list from another."""
    try:
        return str(pages.query.sql_with_params())
    except EmptyResultSet:
        return f"no {pages.model._meta.label}"


@dataclass(frozen=True, slots=True)
class _Everything:
    """A whole list in its order, and which of its items hold a term: by facet and slug."""

    keys: list[int]
    place: dict[int, int]
    held: dict[str, dict[str, int]]

    @classmethod
    def of(cls, pages: QuerySet, choices: Mapping[str, str]) -> "_Everything":
        """Two queries."""
        rows = list(pages.values_list("pk", *choices.values()))
        keys = [pk for pk, *_values in rows]
        place = {pk: at for at, pk in enumerate(keys)}
        holders = {
            name: {slug: bits((place[pk] for pk in found if pk in place), len(keys)) for slug, found in slugs.items()}
            for name, slugs in _holders(pages).items()
        }
        for at, name in enumerate(choices, start=1):
            found = defaultdict(set)
            for pk, *values in rows:
                found[values[at - 1]].add(place[pk])
            holders[name] = {slug: bits(places, len(keys)) for slug, places in found.items()}
        return cls(keys, place, holders)

    @property
    def all(self) -> int:
        return (1 << len(self.keys)) - 1

    def keys_in(self, kept: int) -> list[int]:
        """The keys of a set, in the order of the list."""
        return self.keys if kept == self.all else members(self.keys, kept)


def bits(places: Iterable[int], length: int) -> int:
    """The set of these places (each below `length`) as one number."""
    flags = bytearray(b"0" * length)
    for place in places:
        flags[length - 1 - place] = 49  # "1"
    return int(flags, 2) if length else 0


_FLAGS = bytes.maketrans(b"01", b"\0\1")


def members(items: Sequence, kept: int) -> list:
    """The items whose bit is set, in their order."""
    return list(compress(items, bin(kept)[:1:-1].encode().translate(_FLAGS)))


def page_at(items: Sequence, number, per_page: int) -> Page:
    """A page of `items`: below one is the first, beyond the end the last, and what is no number the first."""
    paginator = Paginator(items, per_page)
    try:
        return paginator.page(min(max(int(number), 1), paginator.num_pages))
    except (TypeError, ValueError):
        return paginator.page(1)


@dataclass(slots=True)
class NarrowedBits:
    """A list narrowed down: the set that is `kept`, and what a page shows of the choice."""

    kept: int
    facets: list[Facet]
    ignored: bool
    query: str

    @property
    def active(self) -> list[Option]:
        return [option for facet in self.facets for option in facet.selected]


@dataclass(slots=True)
class Narrowed(NarrowedBits):
    """The same with the ids that are `kept`, in their order."""

    kept: list[int]


def narrow(
    everything: list[int],
    asked: QueryDict,
    *,
    labels: Mapping[str, str],
    words: Mapping[str, Mapping[str, str]],
    holders: Mapping[str, Mapping[str, Set[int]]],
    also: Sequence[tuple[str, str]] = (),
) -> Narrowed:
    """As `narrow_bits`, for a short list of ids in their order and sets of those ids."""
    place = {pk: at for at, pk in enumerate(everything)}
    held = {
        name: {slug: bits((place[pk] for pk in ids if pk in place), len(place)) for slug, ids in slugs.items()}
        for name, slugs in holders.items()
    }
    found = narrow_bits((1 << len(place)) - 1, asked, labels=labels, words=words, holders=held, also=also)
    return Narrowed(members(everything, found.kept), found.facets, found.ignored, found.query)


def narrow_bits(
    everything: int,
    asked: QueryDict,
    *,
    labels: Mapping[str, str],
    words: Mapping[str, Mapping[str, str]],
    holders: Mapping[str, Mapping[str, int]],
    also: Sequence[tuple[str, str]] = (),
) -> NarrowedBits:
    """The part of `everything` (a set as a number) that `asked` describes; never raises.

    By facet (its name in the address): its label, the words of its options by slug in their order, and the set that
    holds each slug. `also` are pairs that every address keeps. An option is shown when it leaves something, or is
    chosen.
    """
    chosen = {name: [slug for slug in dict.fromkeys(asked.getlist(name)) if slug in words[name]] for name in labels}
    held = {name: holders.get(name, {}) for name in labels}
    fitting = {
        name: reduce(or_, (held[name].get(slug, 0) for slug in slugs)) for name, slugs in chosen.items() if slugs
    }

    rest = [urlencode(also)] if also else []

    def query(choice: dict[str, list[str]]) -> str:
        return "&".join([_pair(name, slug) for name, slugs in choice.items() for slug in slugs] + rest)

    def switched(name: str, slug: str) -> str:
        """The address (relative to the list) with one option switched; page numbers start over."""
        slugs = [other for other in chosen[name] if other != slug] if slug in chosen[name] else [*chosen[name], slug]
        return f"?{query(chosen | {name: slugs})}"

    facets = []
    for name, label in labels.items():
        left = reduce(and_, (ids for other, ids in fitting.items() if other != name), everything)
        counts = {slug: (left & held[name].get(slug, 0)).bit_count() for slug in words[name]}
        options = [
            Option(slug, word, name, counts[slug], slug in chosen[name], switched(name, slug))
            for slug, word in words[name].items()
            if slug in chosen[name] or counts[slug]
        ]
        if options:
            facets.append(Facet(name, label, options))
    kept = reduce(and_, fitting.values(), everything)
    ignored = any(slug and slug not in words[name] for name in labels for slug in asked.getlist(name)[:50])
    return NarrowedBits(kept, facets, ignored, query(chosen))


@lru_cache(maxsize=2000)
def _pair(name: str, slug: str) -> str:
    """Of an address: the same few come back in every list, and quoting them took a tenth of its time."""
    return urlencode({name: slug})


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


def _tag(facet: str, slug: str, name: str, pk: int = 0) -> Option:
    return Option(slug, name, facet, url=f"?{urlencode({facet: slug})}", pk=pk)


def words_of_facets() -> dict[str, dict[str, str]]:
    """All terms of all facets in the active language: the name by facet and slug, in their order. One query."""
    rows = [
        model.objects.order_by()
        .annotate(facet=Value(name))
        .values_list("facet", "slug", "name_nl", "name_en", "sort_order")
        for name, model in ((name, _taxonomy(fieldname)) for name, fieldname, _label in FACETS)
    ]
    english = get_language() == "en"
    found: dict[str, dict[str, str]] = {name: {} for name, *_rest in FACETS}
    for name, slug, name_nl, name_en, _order in sorted(
        rows[0].union(*rows[1:], all=True), key=lambda row: (row[4], row[2])
    ):
        found[name][slug] = (english and name_en) or name_nl
    return found


def _taxonomy(fieldname: str):
    """The taxonomy behind a field of ContentPage: asked of one page type, the same for all."""
    from cms.models import HandvatPage

    return HandvatPage._meta.get_field(fieldname).related_model


def _holders(pages: QuerySet) -> dict[str, dict[str, set[int]]]:
    """Which pages of a model hold a term, by facet and slug: one query. Of all its pages: telling which are in the
    list would cost the database far more than reading some rows too many."""
    rows = []
    for name, fieldname, _label in FACETS:
        relation = pages.model._meta.get_field(fieldname)
        through = relation.remote_field.through
        rows.append(
            through.objects.annotate(
                facet=Value(name),
                page=F(f"{relation.m2m_field_name()}_id"),
                slug=F(f"{relation.m2m_reverse_field_name()}__slug"),
            ).values_list("facet", "page", "slug")
        )
    found: dict[str, dict[str, set[int]]] = {name: defaultdict(set) for name, *_rest in FACETS}
    for name, page, slug in rows[0].union(*rows[1:], all=True):
        found[name][slug].add(page)
    return found
