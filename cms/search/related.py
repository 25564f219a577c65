"""What goes together: what shares most terms, out of everything that can be found. No page type needs code for it."""

from django.utils.translation import get_language

from cms import memory
from cms.facets import FACETS, Facet, Option, terms_of, words_of_facets
from cms.models import SearchDocument
from cms.search.pages import key
from cms.search.shelf import KIND, Shelf, shelf
from cms.search.sources import labels

# What a shared term counts for; the others (for whom, phase, scale, sector) say too little about the subject.
WORTH = {"thema": 2, "dimensie": 1, "regio": 1, "invulling": 1, "model": 2}


def terms_and_related(page, *, kind: str = "", limit: int = 3) -> tuple[list[Facet], list[SearchDocument]]:
    """The terms of a ContentPage by facet (as `cms.facets.terms_of`), and up to `limit` documents that share most.

    `kind`: of that kind only ("handvat"). Each document has `label`, the name of its kind. Two queries, for a page that
    is not published one more.
    """
    language = page.locale.language_code
    number = memory.stamp()
    held = shelf(language, number)
    own = held.names.get(key(page.pk))
    in_memory = getattr(page, "_cluster_related_objects", None)
    terms = terms_of(page) if own is None or in_memory else _terms(held, own, number)
    worth = {
        (facet.name, option.slug): WORTH[facet.name]
        for facet in terms
        if facet.name in WORTH
        for option in facet.options
    }
    among = held.held.get(KIND, {}).get(kind, 0) if kind else held.all
    if own is not None:
        among &= ~(1 << held.place[own])
    found = held.alike(worth, limit, among)
    # Zero is nobody's key: a page with nothing beside it costs the same.
    documents = SearchDocument.objects.defer("text").in_bulk(found or [0])
    names = labels()
    related = [documents[pk] for pk in found if pk in documents]
    for document in related:
        document.label = names.get(document.kind, document.kind)
    return terms, related


def _terms(held: Shelf, own: int, number: int) -> list[Facet]:
    words = memory.recall(number, ("words", get_language()), words_of_facets)
    place = 1 << held.place[own]
    return [
        Facet(
            name,
            label,
            [
                Option(slug, word, name, url=f"?{name}={slug}")
                for slug, word in words[name].items()
                if held.held.get(name, {}).get(slug, 0) & place
            ],
        )
        for name, _field, label in FACETS
    ]
