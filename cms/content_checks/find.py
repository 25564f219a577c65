"""Walking through a page and asking every check about every part of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.db import models
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField, StreamField

from cms.content_checks import language, structure
from cms.identifiers import find_bsn

WRONG, HINT = "wrong", "hint"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the page: the anchor of its place in the editor (or the address of another), and what a reader gets."""

    anchor: str
    html: BeautifulSoup


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: `level` is "wrong" (mend it) or "hint" (judge it); `excerpt` shows where."""

    level: str
    text: str
    excerpt: str
    anchor: str


def findings(page) -> list[Finding]:
    """Everything there is to say about a page as it is given (a draft too), in the order of the page."""
    found, level = [], 1  # the title of the page is its heading of level 1
    for part in parts(page):
        headings, level = structure.headings(part.html, level)
        wrong = [*headings, *structure.links(part.html), *structure.tables(part.html), *structure.pictures(part.html)]
        words = part.html.get_text(" ", strip=True)
        wrong += [(_("Dit lijkt een burgerservicenummer (BSN). Haal het weg."), "…") for _number in find_bsn(words)]
        found += [Finding(WRONG, text, excerpt, part.anchor) for text, excerpt in wrong]
        hints = [*language.sentences(part.html), *language.hard_words(words), *language.personal_data(words)]
        found += [Finding(HINT, text, excerpt, part.anchor) for text, excerpt in hints]
    return found


def parts(page) -> Iterator[Part]:
    """The texts of a page with their places in the editor of Wagtail, and those that it shows but that are kept elsewhere
    (`texts_elsewhere()` of its class: address and text)."""
    for field in page._meta.fields:
        value = getattr(page, field.attname, None)
        if field.model._meta.label == "wagtailcore.Page" or not value:
            continue
        anchor = f"panel-child-content-{field.name}-section"
        if isinstance(field, StreamField):
            for block in value:
                yield Part(f"block-{block.id}-section", _soup(block.render()))
        elif isinstance(field, RichTextField):
            yield Part(anchor, _soup(value))
        elif isinstance(field, models.TextField) and isinstance(value, str):
            yield Part(anchor, _lines(value))
    for address, words in page.texts_elsewhere() if hasattr(page, "texts_elsewhere") else ():
        yield Part(address, _lines(words))


def _lines(text: str) -> BeautifulSoup:
    """Plain text: every line a paragraph."""
    soup = BeautifulSoup("", "html.parser")
    for line in text.splitlines():
        paragraph = soup.new_tag("p")
        paragraph.string = line
        soup.append(paragraph)
    return soup


def _soup(html) -> BeautifulSoup:
    return BeautifulSoup(str(html), "html.parser")
