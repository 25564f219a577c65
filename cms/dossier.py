"""A dossier: pages that a reader picked, kept in the address alone (`?stuk=12&stuk=40`), so that it can be shared."""

import html
import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page

from cms.models import ContentPage, PracticeExamplePage, open_to_all
from cms.models.provenance import Provenance
from cms.search.sources import kind_of, labels

PIECE, TITLE = "stuk", "titel"
MOST = 30
LONGEST_TITLE = 120
END_OF_LINE = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br\s*/?>", re.IGNORECASE)
TEXTLESS = ("summary", "provenance", "plain_introduction")


@dataclass(frozen=True, slots=True)
class Piece:
    """A picked page as plain words."""

    pk: int
    title: str
    kind: str
    url: str
    summary: str
    sections: list[tuple[str, list[str]]]
    """Label and lines of every text of the page."""
    origin: list[tuple[str, list[str]]]
    """Where it comes from, what it rests on, and from when it is: label and lines."""
    text_language: str
    """The code of the language its words are in."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What was picked, in the order of the address. `missing`: how many are no longer there."""

    title: str
    pieces: list[Piece]
    missing: int

    @property
    def keys(self) -> list[int]:
        return [piece.pk for piece in self.pieces]


def asked_keys(asked: QueryDict) -> list[int]:
    """The keys of pages in an address, each once, at most `MOST`; what is no key is left out."""
    found = [int(key) for key in asked.getlist(PIECE)[:500] if re.fullmatch(r"[0-9]{1,9}", key)]
    return list(dict.fromkeys(found))[:MOST]


def query(keys, title: str = "") -> str:
    """The part of the address behind the question mark."""
    return urlencode([(PIECE, key) for key in keys] + ([(TITLE, title)] if title else []))


def gather(request, language: str) -> Dossier:
    """The dossier in an address: public content pages in `language`, whatever the language they were picked in."""
    asked = request.GET
    keys = asked_keys(asked)
    picked = dict(Page.objects.filter(pk__in=keys).values_list("pk", "translation_key"))
    here = Page.objects.live().filter(translation_key__in=picked.values(), locale__language_code=language)
    pages = {page.translation_key: page for page in open_to_all(here).specific() if isinstance(page, ContentPage)}
    wanted = dict.fromkeys(picked[key] for key in keys if key in picked)
    locale = Locale.get_active()
    for page in pages.values():
        page.locale = locale  # its address asks for it, else a query each
    pieces = [_piece(pages[key], request) for key in wanted if key in pages]
    title = " ".join(asked.get(TITLE, "").replace("\x00", " ").split())[:LONGEST_TITLE]
    return Dossier(title or _("Mijn dossier"), pieces, len(keys) - len(pieces))


def _piece(page: ContentPage, request) -> Piece:
    return Piece(
        pk=page.pk,
        title=page.title,
        kind=labels()[kind_of(type(page))],
        url=page.get_full_url(request) or "",
        summary=page.summary,
        sections=list(_sections(page)),
        origin=_origin(page),
        text_language=page.text_language,
    )


def _sections(page):
    """Every text of the page's own, by the name of its field."""
    for field in page._meta.get_fields():
        if not field.concrete or field.name in TEXTLESS or field.name in page.unsearched_fields:
            continue
        if isinstance(field, RichTextField):
            lines = plain_lines(getattr(page, field.name) or "")
        elif isinstance(field, StreamField):
            value = getattr(page, field.name)
            lines = (
                [line for part in field.get_searchable_content(value) for line in plain_lines(part)] if value else []
            )
        else:
            continue
        if lines:
            yield str(field.verbose_name), lines


def plain_lines(text: str) -> list[str]:
    """Rich text as lines of plain text: a paragraph, heading or item each."""
    parts = html.unescape(strip_tags(END_OF_LINE.sub("\n", text))).splitlines()
    return [line for part in parts if (line := " ".join(part.split()))]


def _origin(page) -> list[tuple[str, list[str]]]:
    rows = [(str(label), list(lines)) for label, lines in getattr(page, "origin", [])]
    evidence = str(_("Waar het op rust"))
    if evidence not in [label for label, _lines in rows]:
        known = isinstance(page, PracticeExamplePage)
        rows.append((evidence, [str(Provenance.Evidence.EXPERIENCE.label) if known else _("niet vastgelegd")]))
    if page.provenance:
        rows.append((_("Herkomst"), page.provenance.splitlines()))
    source = [getattr(page, "source_title", ""), getattr(page, "source_url", "")]
    if any(source):
        rows.append((_("Bron"), [part for part in source if part]))
    placed = page.first_published_at and timezone.localdate(page.first_published_at)
    dates = ((_("Laatst bijgewerkt"), page.last_reviewed_on), (_("Geplaatst"), placed))
    return rows + [(label, [date_format(day, "j F Y")]) for label, day in dates if isinstance(day, date)]


def pdf_data(dossier: Dossier, address: str, today: date) -> dict:
    """What `cms/typst/dossier.typ` shows."""
    return {
        "title": dossier.title,
        "gathered": _("Samengesteld op %(day)s") % {"day": date_format(today, "j F Y")},
        "contents": _("In dit dossier"),
        "address": address,
        "source_word": _("Lees het op de site"),
        "origin_word": _("Herkomst"),
        "pieces": [
            {
                "title": piece.title,
                "kind": piece.kind,
                "url": piece.url,
                "summary": piece.summary,
                "sections": [
                    {"label": label[:1].upper() + label[1:], "lines": lines} for label, lines in piece.sections
                ],
                "origin": [{"label": label, "value": " · ".join(lines)} for label, lines in piece.origin],
            }
            for piece in dossier.pieces
        ],
    }
