"""Plain Dutch (level B1) and personal data: hints, for an editor to judge."""

import re
from collections.abc import Iterator
from functools import cache

from bs4 import BeautifulSoup
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST_SENTENCE = 20  # words; common advice for B1 is 10 to 15 on average
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+(?=[A-Z0-9“‘\"'])")
_PERSONAL = {
    gettext_lazy("e-mailadres"): re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    gettext_lazy("telefoonnummer"): re.compile(r"(?<!\d)(?:\+31|0031|0)[\s-]?[1-9](?:[\s-]?\d){8}(?!\d)"),
    gettext_lazy("rekeningnummer"): re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{4}(?:\s?\d){10}\b"),
}
EASIER = {
    "aangaande": "over", "aanvangen": "beginnen", "adequaat": "goed", "alsmede": "en", "alvorens": "voordat",
    "beoogde": "bedoelde", "betreffende": "over", "conform": "volgens", "continueren": "doorgaan",
    "creëren": "maken", "derhalve": "daarom", "desalniettemin": "toch", "desbetreffende": "deze",
    "dient te": "moet", "doch": "maar", "draagvlak": "steun", "echter": "maar", "evalueren": "terugkijken",
    "eveneens": "ook", "faciliteren": "helpen", "frequentie": "hoe vaak", "genereren": "maken",
    "geïmplementeerd": "ingevoerd", "implementatie": "invoering", "implementeren": "invoeren", "in het kader van": "voor",
    "inclusief": "met", "indien": "als", "indiceren": "aangeven", "initiatie": "begin", "initiëren": "beginnen",
    "integraal": "samen", "interventie": "aanpak", "inzake": "over", "jegens": "tegenover", "kwalitatief": "goed",
    "louter": "alleen", "met betrekking tot": "over", "middels": "met", "mits": "als", "modaliteit": "manier",
    "naar aanleiding van": "door", "nadien": "daarna", "nihil": "niets", "nochtans": "toch", "omtrent": "over",
    "onderhavige": "deze", "ondersteuning": "hulp", "optimaliseren": "verbeteren", "paradigma": "manier van kijken",
    "participeren": "meedoen", "prioriteren": "kiezen wat eerst komt", "reeds": "al", "relevant": "belangrijk",
    "significant": "duidelijk", "stakeholders": "mensen en organisaties die meedoen", "systematisch": "stap voor stap",
    "ten behoeve van": "voor", "ten gevolge van": "door", "teneinde": "om", "tevens": "ook", "thans": "nu",
    "transitie": "verandering", "tweeledig": "dubbel", "uiteraard": "natuurlijk", "uniform": "gelijk",
    "utiliseren": "gebruiken", "vervaardigen": "maken", "verstrekken": "geven", "vigerend": "geldend",
    "voorts": "verder", "wederom": "weer", "zorg dragen voor": "zorgen voor",
}  # fmt: skip


def sentences(html: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Sentences that are too long to read in one go."""
    for block in html.find_all(["p", "li", "blockquote", "td"]):
        if block.find(["p", "li"]):
            continue
        for sentence in _SENTENCE_END.split(block.get_text(" ", strip=True)):
            count = len(sentence.split())
            if count > LONGEST_SENTENCE:
                text = _("Lange zin: %(count)s woorden. Maak er twee van.") % {"count": count}
                yield text, Truncator(sentence).words(12)


def hard_words(text: str) -> Iterator[tuple[str, str]]:
    """Words for which there is an easier one, each once."""
    for word in dict.fromkeys(match.casefold() for match in _hard().findall(text)):
        yield _("Moeilijk woord. Makkelijker: “%(easier)s”.") % {"easier": EASIER[word]}, word


def personal_data(text: str) -> Iterator[tuple[str, str]]:
    """What may be about one person: fine for an organisation, not for somebody who did not say yes."""
    for kind, pattern in _PERSONAL.items():
        for match in pattern.finditer(text):
            yield _("Hier staat een %(kind)s. Mag iedereen dit weten?") % {"kind": kind}, match.group()


@cache
def _hard() -> re.Pattern:
    longest_first = sorted(EASIER, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
