"""`/zoeken/?q=`: one search box over everything public, with facets that combine."""

from django.shortcuts import render
from django.utils.translation import get_language

from cms.search import search


def find(request):
    """The results for `q`, narrowed down by the facets in the address, by page (`page`). Any input gets an answer."""
    return render(
        request, "cms/search.html", {"results": search(request.GET.get("q", ""), get_language(), request.GET)}
    )
