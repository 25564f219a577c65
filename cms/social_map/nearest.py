"""Help for whoever mistypes on the social map, and what the search of the whole site shows of it."""

from dataclasses import dataclass

from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cms.models import Offer
from cms.search.words import plain, split

SHORTEST = 4  # letters; shorter words are too like each other
MOST_TITLES = 20_000
SHOWN = 3


def suggestion(words: str) -> str:
    """The words again with those that stand nowhere replaced by the nearest that does; "" when there is none nearer.

    Two queries, asked only where nothing was found.
    """
    known = _known()
    written = words.split()
    nearest = [word if plain(word) in known else _nearest(plain(word), known) or word for word in written]
    return " ".join(nearest) if nearest != written else ""


def _known() -> set[str]:
    """Every word in the titles of the offers and the names of who offers."""
    public = Offer.objects.public()
    names = public.order_by().values_list("provider__name").distinct()
    texts = {text for (text,) in [*public.values_list("title")[:MOST_TITLES], *names]}
    return {plain(word.group()) for text in texts for word in split(text)}


def _nearest(word: str, known: set[str]) -> str:
    if len(word) < SHORTEST:
        return ""
    slips = 1 if len(word) < 2 * SHORTEST else 2
    found = process.extractOne(word, known, scorer=OSA.distance, score_cutoff=slips)
    return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class OffersFound:
    """Offers that hold every word: the first few, and whether there are more."""

    offers: list[Offer]
    more: bool
    words: str


def offers_with(words: str) -> OffersFound | None:
    """What the social map has for these words; None when nothing. One query."""
    found = Offer.objects.public().select_related("provider", "region")
    for word in words.split()[:8]:
        found = found.filter(
            Q(title__icontains=word) | Q(description__icontains=word) | Q(provider__name__icontains=word)
        )
    offers = list(found[: SHOWN + 1]) if words.strip() else []
    return OffersFound(offers[:SHOWN], len(offers) > SHOWN, words) if offers else None
