"""Checklists per work process: where a new way of working gets a fixed place. Own words; a team copies one and adapts it."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.steps import Step

FAMILY = uuid.uuid5(uuid.NAMESPACE_URL, "leerspoor:process")


@dataclass(frozen=True, slots=True)
class Process:
    """A work process and what to arrange in it."""

    key: str
    name: Any
    lines: tuple

    @property
    def source(self) -> uuid.UUID:
        """What a plan made of it remembers as its source."""
        return uuid.uuid5(FAMILY, self.key)

    def steps(self) -> list[Step]:
        """The lines as steps of a plan, in the language of the moment."""
        return [Step(str(number), str(line)) for number, line in enumerate(self.lines, start=1)]


PROCESSES = {
    process.key: process
    for process in (
        Process("intake", _("Intake"), (
            _("De eerste vraag gaat over wat iemand belangrijk vindt"),
            _("Er is tijd voor het gesprek: het staat in de planning"),
            _("Wie wil, vult vooraf thuis iets in; wie niet wil, hoeft dat niet"),
            _("Wat iemand zelf wil, staat bovenaan in het verslag"),
        )),
        Process("evaluatie", _("Evaluatie"), (
            _("We vragen eerst hoe het nu gaat, en dan pas naar de doelen"),
            _("Iemand kiest zelf wie er bij het gesprek is"),
            _("We schrijven op wat we stoppen, niet alleen wat erbij komt"),
            _("De datum van de volgende keer is afgesproken"),
        )),
        Process("werkbegeleiding", _("Werkbegeleiding en intervisie"), (
            _("Op elke agenda staat één situatie zonder namen"),
            _("We oefenen twee keer per jaar een gesprek met een rollenspel"),
            _("Iedereen weet bij wie je terecht kunt als een gesprek blijft hangen"),
        )),
        Process("inwerken", _("Inwerken van nieuwe collega's"), (
            _("Een nieuwe collega loopt mee bij twee gesprekken"),
            _("De gids en de eerste stappen staan in het inwerkprogramma"),
            _("Na drie maanden kijken we samen terug"),
            _("Een nieuwe collega krijgt een maatje"),
        )),
        Process("inkoop", _("Inkoop en jaarplan"), (
            _("Het staat in het jaarplan, met uren en met een naam erbij"),
            _("In afspraken met partners staat wat we samen willen merken"),
            _("We vragen bewoners wat zij ervan merkten, en schrijven dat op"),
            _("Eén keer per jaar bespreken we dit met wie over het geld gaat"),
        )),
    )
}  # fmt: skip
BY_SOURCE = {process.source: process for process in PROCESSES.values()}
