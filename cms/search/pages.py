"""Pages in the index: published, for everyone, each under the language of its tree."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms import memory
from cms.facets import FACETS, Narrowed, narrow, terms_of, words_of_facets
from cms.models import ContentPage, SearchDocument, open_to_all
from cms.search.index import Entry, remove, replace
from cms.search.shelf import KIND, shelf
from cms.search.sources import kind_of, labels


def key(pk: int) -> str:
    return f"page:{pk}"


def page_entries(pages=None) -> Iterator[Entry]:
    """The entries of `pages` (a Page queryset; default all) that a reader may find."""
    pages = Page.objects.all() if pages is None else pages
    open_pages = open_to_all(pages.live().filter(depth__gt=1))
    for page in open_pages.select_related("locale").specific().iterator(chunk_size=100):
        if (url := page.url) and page.specific_class is not Page:
            text = page.search_text() if hasattr(page, "search_text") else ""
            summary = getattr(page, "summary", "")
            facets = terms_of(page) if isinstance(page, ContentPage) else []
            terms = {facet.name: [option.slug for option in facet.options] for facet in facets}
            language = page.locale.language_code
            if page.alias_of_id and language != settings.LANGUAGE_CODE:
                terms[SearchDocument.TEXT_LANGUAGE] = [settings.LANGUAGE_CODE]
            yield Entry(key(page.pk), kind_of(type(page)), language, page.title, url, text, summary, terms)


def refresh(page, *, below: bool = False) -> None:
    """Bring the index up to date with a page and, if asked, with everything below it and what mirrors that.

    Below counts after a move, a new address or a restriction.
    """
    within = Q(path__startswith=page.path) | Q(alias_of__path__startswith=page.path)
    pages = Page.objects.filter(within if below else Q(pk=page.pk))
    replace(map(key, pages.values_list("pk", flat=True)), page_entries(pages))


def forget(pk: int) -> None:
    """A page is gone."""
    remove(key(pk))


def narrow_pages(pks: list[int], language: str, asked: QueryDict) -> Narrowed:
    """A short list of pages of whatever types, narrowed down by their kind and terms as the index knows them."""
    number = memory.stamp()
    held = shelf(language, number)
    bits = {pk: 1 << held.place[held.names[key(pk)]] for pk in pks if key(pk) in held.names}
    words = memory.recall(number, ("words", get_language()), words_of_facets)
    words = {KIND: {slug: str(label) for slug, label in labels().items() if slug in held.held.get(KIND, {})}} | words
    holders = {
        name: {slug: {pk for pk, bit in bits.items() if bit & has} for slug, has in held.held.get(name, {}).items()}
        for name in words
    }
    names = {KIND: _("Soort")} | {name: label for name, _field, label in FACETS}
    return narrow(pks, asked, labels=names, words=words, holders=holders)
