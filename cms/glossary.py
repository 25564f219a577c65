"""Links from running text to the terms explained in the glossary.

Worked into the finished page, inside elements of the class `prose` only, so that no page type needs code for it: the
first time a word stands there, outside headings and links. What the word means stands at the foot of the page too, to
be read without following the link or pointing at it.
"""

import re
from dataclasses import dataclass
from html import escape

from django.template.loader import render_to_string

from cms import memory

MOST = 12  # terms explained on one page
_TOKEN = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_PROSE = re.compile(r"""\sclass=["'](?:[^"']*\s)?prose(?:\s[^"']*)?["']""")
# No links inside these; a term that stands in a heading is linked where it comes back.
_CLOSED = {
    "a",
    "abbr",
    "button",
    "code",
    "dt",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "label",
    "summary",
    "th",
}
_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass(frozen=True, slots=True)
class Explained:
    """A term as a page links to it."""

    pk: int
    title: str
    meaning: str
    url: str
    translated: bool
    """False for the Dutch text under `/en/`: it is linked in Dutch texts only."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms of a language: by each form, in lower case, and the pattern that finds the forms."""

    terms: dict[str, Explained]
    pattern: re.Pattern | None


def glossary(locale_id: int) -> Glossary:
    """The public terms of a locale; a query after a change of what is public."""

    def make() -> Glossary:
        from cms.models import GlossaryTermPage, published

        terms = {}
        for page in published(GlossaryTermPage, locale_id).select_related("locale").order_by("title", "pk"):
            explained = Explained(page.pk, page.title, page.summary, page.url or "", page.alias_of_id is None)
            for form in page.forms:
                terms.setdefault(form.casefold(), explained)
        longest_first = sorted(terms, key=len, reverse=True)
        words = "|".join(re.escape(escape(form, quote=False)) for form in longest_first)
        return Glossary(terms, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE) if terms else None)

    return memory.recall(memory.stamp(), ("glossary", locale_id), make)


def link_terms(
    html: str, found: Glossary, *, own: int = 0, only_translated: bool = False
) -> tuple[str, list[Explained]]:
    """A page with its first terms linked, and those terms. `own`: the term whose page this is."""
    if found.pattern is None:
        return html, []
    linked: dict[int, Explained] = {}

    def link(match: re.Match) -> str:
        term = found.terms[_unescaped(match.group()).casefold()]
        barred = only_translated and not term.translated
        if term.pk == own or term.pk in linked or barred or not term.url or len(linked) >= MOST:
            return match.group()
        linked[term.pk] = term
        return f'<a class="term" href="{escape(term.url)}">{match.group()}</a>'

    parts = _TOKEN.split(html)
    prose: list[str] = []  # open elements since the prose began; empty outside it
    closed = 0
    for place, part in enumerate(parts):
        if place % 2:
            tag = _TAG.match(part)
            name = tag.group(2).lower() if tag else ""
            if not tag or name in _VOID or part.endswith("/>"):
                continue
            if tag.group(1):
                if prose and name in prose:
                    while (last := prose.pop()) != name:
                        closed -= last in _CLOSED
                    closed -= name in _CLOSED
            elif prose or _PROSE.search(part):
                prose.append(name)
                closed += name in _CLOSED
        elif prose and not closed and part.strip():
            parts[place] = found.pattern.sub(link, part)
    return "".join(parts), list(linked.values())


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def explain(page, response) -> None:
    """Work the links into the rendered `response` of a PublicPage, and their meanings in at the end of `<main>`."""
    if not response.get("Content-Type", "").startswith("text/html"):
        return
    html = response.content.decode()
    if 'class="prose' not in html:
        return
    only_translated = page.alias_of_id is None and page.locale_id != _default_locale()
    html, linked = link_terms(html, glossary(page.locale_id), own=page.pk or 0, only_translated=only_translated)
    if linked:
        head, main, rest = html.rpartition("</main>")
        html = head + render_to_string("cms/components/terms_explained.html", {"explained": linked}) + main + rest
        response.content = html


def _default_locale() -> int:
    from wagtail.models import Locale

    return memory.recall(memory.stamp(), "default locale", lambda: Locale.get_default().pk)
