"""English for some pages: what stands under `/en/` as an alias of the Dutch page becomes a page of its own."""

from cms.models import CollectionPage, HandvatPage, StandardPage
from config.demo.content import read
from config.demo.knowledge import one_line, paragraphs, steps
from events.models import EventPage

MODELS = {"handvat": HandvatPage, "collection": CollectionPage, "page": StandardPage, "event": EventPage}


def load() -> int:
    """Translate the pages, unless that was done before; returns how many were."""
    file = read("english")
    first = next(iter(file["handvat"]))
    if not HandvatPage.objects.filter(locale__language_code="en", slug=first).exclude(alias_of=None).exists():
        return 0
    for kind, rows in file.items():
        for slug, words in rows.items():
            page = MODELS[kind].objects.get(locale__language_code="en", slug=slug)
            page.alias_of = None
            for field, text in words.items():
                setattr(page, field, _stored(page, field, text))
            page.draft_title = page.title
            page.save()
    return sum(len(rows) for rows in file.values())


def _stored(page, field: str, text: str | list[str]):
    """The words as the field holds them."""
    if field == "how":
        return steps(text)
    if field == "why":
        return paragraphs(text)
    if field == "body" and isinstance(page, StandardPage):
        return [("text", one_line(text))]
    return one_line(text)
