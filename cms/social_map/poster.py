"""The poster: six columns, one per dimension, for a wall in a town hall or a waiting room."""

from dataclasses import dataclass

from cms.models import Dimension, Offer
from cms.social_map import Choice

MOST = 14  # offers in a column, so that a poster stays one sheet


@dataclass(slots=True)
class Column:
    """One dimension with its offers, fresh ones first; `more` were left out."""

    dimension: Dimension
    offers: list[Offer]
    more: int


def columns(choice: Choice, most: int | None = MOST) -> list[Column]:
    """The six columns of a choice; an offer stands in each of its dimensions. Seven queries at most."""
    offers = sorted(choice.offers().with_details()[:3000], key=lambda offer: (offer.is_late, offer.title.casefold()))
    found = []
    for dimension in choice.terms["dimensie"].values():
        own = [offer for offer in offers if dimension in offer.dimensions.all()]
        found.append(Column(dimension, own[:most], len(own) - len(own[:most])))
    return found


def poster_data(choice: Choice, title: str, footer: str, words: dict[str, str]) -> dict:
    """What the Typst template needs."""
    return {
        "title": title,
        "footer": footer,
        "columns": [
            {
                "name": column.dimension.name,
                "explanation": column.dimension.description,
                "more": words["more"] % {"number": column.more} if column.more else "",
                "offers": [
                    {
                        "title": offer.title,
                        "provider": offer.provider.name,
                        "contact": offer.phone or offer.email or offer.access,
                        "late": words["late"] if offer.is_late else "",
                    }
                    for offer in column.offers
                ],
            }
            for column in columns(choice)
        ],
    }
