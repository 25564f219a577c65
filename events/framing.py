"""How an invitation lands: hints about its words. Text in, hints out; whoever writes decides."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from cms.content_checks import language

# Words that name people by a problem. An evening about debts stays empty; one with soup does not.
LABELS = (
    "achterstand", "achterstandswijk", "arm", "armoede", "bijstand", "cliënten", "doelgroep", "dementie", "depressie",
    "eenzaam", "eenzaamheid", "eenzame", "hulpbehoevend", "kwetsbaar", "kwetsbare", "laaggeletterd",
    "laaggeletterden", "minima", "overgewicht", "patiënten", "probleem", "problemen", "schuld", "schulden",
    "schuldhulp", "schuldhulpverlening", "verslaafd", "verslaving", "verward", "zorgmijders",
)  # fmt: skip
_LABEL = re.compile(rf"\b({'|'.join(LABELS)})\b", re.IGNORECASE)


def hints(text: str) -> Iterator[tuple[str, str]]:
    """What to look at again, each with the words it is about: labels, long sentences, and hard words."""
    for word in dict.fromkeys(match.group().lower() for match in _LABEL.finditer(text)):
        yield _("Dit woord noemt een probleem. Mensen komen eerder voor iets leuks of nuttigs."), word
    soup = BeautifulSoup("", "html.parser")
    for line in text.splitlines():
        paragraph = soup.new_tag("p")
        paragraph.string = line
        soup.append(paragraph)
    yield from language.sentences(soup)
    yield from language.hard_words(text)
