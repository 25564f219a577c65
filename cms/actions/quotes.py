"""Quotations: what follows on a change, and taking one back."""

from django.db import transaction
from wagtail.models import Page, ReferenceIndex

from cms import clock, page_cache
from cms.models import Quote
from cms.search.pages import refresh


@transaction.atomic
def withdraw_quote(*, quote: Quote) -> None:
    """Whoever said this takes it back: the words and the name are wiped, and every page that shows them follows.

    Pages, and every older version of them, hold only a reference to the quotation, so nothing is left to bring back.
    Harmless when called twice.
    """
    quote = Quote.objects.select_for_update().get(pk=quote.pk)
    if quote.withdrawn_at is not None:
        return
    quote.withdrawn_at = clock.now()
    quote.text = quote.name = ""
    quote.save(update_fields=["withdrawn_at", "text", "name"])
    show_again(quote=quote)


@transaction.atomic
def show_again(*, quote: Quote) -> None:
    """A quotation is another one: readers and the search see it so on every page where it stands."""
    for page in pages_with(quote):
        refresh(page)
    page_cache.forget()


def pages_with(quote: Quote):
    """The pages in whose present version the quotation stands, and their mirrors in other languages."""
    holders = [int(reference.object_id) for reference in ReferenceIndex.get_references_to(quote)]
    own = Page.objects.filter(pk__in=holders)
    return own | Page.objects.filter(alias_of__in=holders)
