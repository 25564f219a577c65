"""*Kijk eens naar jezelf*: the six lines, their five stops and the two open questions, for the screen and for paper.

A neutral aid of our own. A stop is a word and no mark: nothing can be added up, compared or followed over time, and no
answer ever reaches the server.
"""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.models.taxonomies import Dimension

STOPS = (_("stroef"), _("kan beter"), _("gaat wel"), _("goed"), _("heel fijn"))
OPEN_QUESTIONS = (_("Waar word je blij van?"), _("Wat zou je willen veranderen?"))
OFFICIAL_TOOL = "https://mijnpositievegezondheid.nl/"


LINK_OUT, NEUTRAL_AID, LICENSED = PROVIDERS = ("link_out", "neutral_aid", "licensed")


def offers_own_aid() -> bool:
    """Whether this site shows its own lines (`INSTRUMENT_PROVIDER`); else it only leads to the owner's tool."""
    return settings.INSTRUMENT_PROVIDER == NEUTRAL_AID


def tool_address() -> str:
    """Where the owner's tool is: under a contract the address that goes with it."""
    return settings.INSTRUMENT_URL if settings.INSTRUMENT_PROVIDER == LICENSED else OFFICIAL_TOOL


@dataclass(frozen=True, slots=True)
class Line:
    slug: str
    name: str
    question: str


def lines() -> list[Line]:
    """One line for every dimension in its order, in the active language: one query."""
    return [Line(each.slug, each.name, each.question) for each in Dimension.objects.all()]


def address() -> str:
    """The absolute address of the aid on a screen, in the active language."""
    return f"{settings.BASE_URL}{reverse('wagtail_serve', args=('kijk-eens/',))}"
