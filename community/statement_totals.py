"""Who stands under a statement: organisations in their order, and how many per sector."""

from collections import Counter
from dataclasses import dataclass

from community.models import Signature, Statement


@dataclass(frozen=True, slots=True)
class Totals:
    """`signatures` are the organisations, each once. One in two sectors counts in both, and once in the whole."""

    signatures: list[Signature]
    sectors: list[tuple[str, int]]

    @property
    def number(self) -> int:
        return len(self.signatures)


def totals(statement: Statement) -> Totals:
    """What stands now. Two queries."""
    found = statement.signatures.standing().filter(organisation__is_public=True).select_related("organisation")
    rows = list(found.prefetch_related("organisation__sectors").order_by("organisation__name"))
    counted = Counter(str(sector) for row in rows for sector in row.organisation.sectors.all())
    return Totals(rows, sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
