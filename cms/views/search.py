"""`/zoeken/?q=`: one search box over everything public."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.utils.translation import get_language

from cms.search import search


def find(request):
    """The results for `q`, of one kind (`soort`) if asked, by page (`page`). Any input gets an answer."""
    results = search(
        request.GET.get("q", ""), get_language(), kind=request.GET.get("soort", ""), page=request.GET.get("page")
    )
    for kind in results.kinds:
        kind.url = (
            f"?{urlencode({'q': results.question} if kind.selected else {'q': results.question, 'soort': kind.slug})}"
        )
    return render(request, "cms/search.html", {"results": results})
