"""Headings, links, tables and pictures, as WCAG 2.2 wants them (1.1.1, 1.3.1, 2.4.4, 2.4.6)."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from django.utils.text import Truncator
from django.utils.translation import gettext as _

SAYS_NOTHING = {
    "klik", "klik hier", "hier", "lees", "lees meer", "lees verder", "meer", "meer info", "meer informatie", "deze link",
    "link", "website", "deze site", "download", "bekijk", "ga verder", "click here", "here", "read more", "more",
}  # fmt: skip
BARE_ADDRESS = re.compile(r"^(https?://|www\.)\S+$", re.IGNORECASE)


def headings(html: BeautifulSoup, level: int) -> tuple[list[tuple[str, str]], int]:
    """What is wrong with the headings, `level` being that of the last one before; and the level after."""
    found = []
    for heading in html.find_all(re.compile("^h[1-6]$")):
        text, own = heading.get_text(" ", strip=True), int(heading.name[1])
        if not text:
            found.append((_("Lege kop. Geef hem een tekst of haal hem weg."), f"<{heading.name}>"))
            continue
        if own > level + 1:
            skipped = _("Overgeslagen kop: na niveau %(before)s komt niveau %(after)s. Gebruik niveau %(better)s.")
            found.append((skipped % {"before": level, "after": own, "better": level + 1}, text))
        level = own
    return found, level


def links(html: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Links whose text does not say where they lead."""
    for link in html.find_all("a"):
        text = link.get_text(" ", strip=True)
        plain = text.casefold().strip(" .:>»→!")
        if not text and not link.find("img", alt=True):
            yield _("Link zonder tekst."), str(link.get("href", ""))[:60]
        elif plain in SAYS_NOTHING:
            yield _("De linktekst zegt niet waar de link heen gaat. Noem de pagina of het bestand."), text
        elif BARE_ADDRESS.match(text):
            yield _("Het adres staat als linktekst. Noem de pagina bij haar naam."), Truncator(text).chars(60)


def tables(html: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Tables without a header."""
    for table in html.find_all("table"):
        if not table.find("th"):
            yield (
                _("Tabel zonder koprij. Geef elke kolom een naam."),
                Truncator(table.get_text(" ", strip=True)).words(8),
            )


def pictures(html: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Pictures of which nothing says what they show; an empty alternative marks them as decoration."""
    for picture in html.find_all("img"):
        if picture.get("alt") is None:
            yield _("Afbeelding zonder beschrijving."), str(picture.get("src", ""))[-60:]
