"""What templates ask about finding: where most is written about."""

from django import template
from django.urls import reverse
from django.utils.translation import get_language

from cms import memory
from cms.facets import Option, words_of_facets
from cms.models import SearchDocument
from cms.search import related
from cms.search.shelf import shelf

register = template.Library()


@register.simple_tag
def popular_themes(limit: int = 6) -> list[Option]:
    """The themes that most pages and people are about, with a search for each. One query."""
    language = get_language()
    number = memory.stamp()
    words = memory.recall(number, ("words", language), words_of_facets)["thema"]
    held = shelf(language, number).held.get("thema", {})
    counts = sorted(((held[slug].bit_count(), slug) for slug in words if held.get(slug)), reverse=True)[:limit]
    address = reverse("search")
    return [Option(slug, words[slug], "thema", count, url=f"{address}?thema={slug}") for count, slug in counts]


@register.simple_tag
def related_to(page) -> list[SearchDocument]:
    """What goes with a page, each with `label`, the name of its kind; nothing for a page that is not saved yet."""
    return related.related_to(page) if page.pk else []
