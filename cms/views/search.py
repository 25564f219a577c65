"""`/zoeken/?q=`: one search box over everything public, with facets that combine."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.search import search
from cms.social_map.nearest import offers_with


@require_safe
def find(request):
    """The results for `q`, narrowed down by the facets in the address, by page (`page`). Any input gets an answer.

    Below them what the social map has for the same words, slips mended.
    """
    results = search(request.GET.get("q", ""), get_language(), request.GET)
    words = results.question
    for asked, used in results.corrections:
        words = words.casefold().replace(asked, used)
    context = {"results": results, "offers": None if results.active else offers_with(words)}
    return render(request, "cms/search.html", context)
