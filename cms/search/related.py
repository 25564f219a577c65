"""What goes together: what shares most terms, out of everything that can be found. No page type needs code for it."""

from collections.abc import Iterable

from django.utils.translation import get_language

from cms import memory
from cms.facets import FACETS, Facet, Option, terms_of, words_of_facets
from cms.models import ContentPage, SearchDocument
from cms.search.find import search
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
    found = held.alike(worth, 2 * limit, among)
    # Zero is nobody's key: a page with nothing beside it costs the same.
    documents = SearchDocument.objects.defer("text").in_bulk(found or [0])
    return terms, _labelled(documents[pk] for pk in found if pk in documents)[:limit]


def _labelled(documents: Iterable[SearchDocument]) -> list[SearchDocument]:
    """With the name of their kind; somebody who is found as a member and as an ambassador stands there once."""
    names, once = labels(), {}
    for document in documents:
        document.label = names.get(document.kind, document.kind)
        once.setdefault(document.title, document)
    return list(once.values())


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


def related_to(page, limit: int = 3) -> list[SearchDocument]:
    """Up to `limit` documents that go with any page: by its terms, or where it has none by the words of its title.

    By words costs some queries the first time after a change of what is public, and none after that.
    """
    if isinstance(page, ContentPage):
        return terms_and_related(page, limit=limit)[1]
    language = page.locale.language_code
    known = memory.recall(memory.stamp(), ("related by words", language), dict)
    if page.pk not in known:
        known[page.pk] = _by_words(page, language)
    return known[page.pk][:limit]


def _by_words(page, language: str, most: int = 6) -> list[SearchDocument]:
    found = search(page.title, language)
    lines = found.page_obj.object_list if found.page_obj else []
    keys = [line.key for line in lines if not line.missing and line.key != key(page.pk)][:most]
    documents = {document.key: document for document in SearchDocument.objects.defer("text").filter(key__in=keys)}
    return _labelled(documents[name] for name in keys if name in documents)
