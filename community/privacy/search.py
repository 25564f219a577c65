"""The search itself: reads the text, looks for everything, and brings the findings back to the text as given."""

from collections.abc import Iterable

from community.privacy.combination import combinations
from community.privacy.finding import ASK, KINDS, STOP, STOPS, Finding
from community.privacy.plain import figured, plain
from community.privacy.questions import questions
from community.privacy.stops import stops
from community.privacy.wording import advice

Span = tuple[str, int, int]
LONGEST = 50_000  # signs that are looked through: no field here takes more, and refusing a flood should cost little
_CERTAIN_FIRST = ("email", "iban", "birth_date", "postcode_number", "phone", "bsn")


def findings(text: str) -> list[Finding]:
    """What in a case text can lead to a person, in the order of the text.

    Within a kind nothing overlaps; a question inside a stop is left out, except the combination around it.
    """
    read, places = plain(text)
    hard = _merged(_stops(read))
    covered = _Cover(hard)
    soft = _merged(span for span in questions(read) if not covered.touches(span))
    soft = _without_names_of_houses(_before_houses(read, soft))
    together = list(combinations(read, hard + soft))
    result = [
        Finding(
            kind,
            places[start],
            places[end - 1] + 1,
            STOP if kind in STOPS else ASK,
            advice(kind, read[start:end]),
        )
        for kind, start, end in hard + soft + together
    ]
    return sorted(result, key=lambda finding: (finding.start, KINDS.index(finding.kind)))


def _stops(read: str) -> list[Span]:
    found = list(stops(read))
    if (with_figures := figured(read)) != read:
        for start, end in _around_changes(read, with_figures):
            found += [
                (kind, start + first, start + last)
                for kind, first, last in stops(with_figures[start:end])
                if (first or not start) and (start + last < end or end == len(read))  # the edge may cut a number
            ]
    # Where the two readings differ, a number counts as what is most certain (a mail address before a number).
    kept: list[Span] = []
    for kind in _CERTAIN_FIRST:
        covered = _Cover(kept)
        kept += [span for span in found if span[0] == kind and not covered.touches(span)]
    return kept


def _around_changes(read: str, other: str) -> list[tuple[int, int]]:
    """The stretches, with room for a whole number or address on both sides, in which the two readings differ."""
    stretches: list[tuple[int, int]] = []
    for place in (place for place, (one, two) in enumerate(zip(read, other, strict=True)) if one != two):
        start, end = max(0, place - 80), min(len(read), place + 80)
        if stretches and start <= stretches[-1][1]:
            start = stretches.pop()[0]
        stretches.append((start, end))
    return stretches


def hard_stops(text: str) -> list[str]:
    """The kinds of hard stops in the text, each once, without the rest of the search."""
    found = {kind for kind, _start, _end in _stops(plain(text[:LONGEST])[0])}
    return [kind for kind in STOPS if kind in found]


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Per kind the union of what overlaps; two forms of a date or a name become one."""
    merged: list[Span] = []
    for kind, start, end in sorted(set(spans)):
        if merged and merged[-1][0] == kind and start < merged[-1][2]:
            merged[-1] = (kind, merged[-1][1], max(end, merged[-1][2]))
        else:
            merged.append((kind, start, end))
    return merged


def _before_houses(read: str, spans: list[Span]) -> list[Span]:
    """A name that runs on into the name of an institution ends before it ("Tjitske van" Thuiszorg Noord)."""
    begins = sorted(start for kind, start, _end in spans if kind == "institution")
    cut = []
    for kind, start, end in spans:
        if kind == "name" and (house := next((each for each in begins if start < each < end), None)):
            end = start + len(read[start:house].rstrip())
        cut.append((kind, start, end))
    return cut


def _without_names_of_houses(spans: list[Span]) -> list[Span]:
    """A name or place that is part of an institution's or a street's name is no finding of its own."""
    houses = _Cover([span for span in spans if span[0] == "institution"])
    places = _Cover([span for span in spans if span[0] == "place"])
    return [
        span
        for span in spans
        if not (span[0] in ("name", "place") and houses.touches(span))
        and not (span[0] == "name" and places.touches(span))
    ]


class _Cover:
    """Answers quickly whether a span touches any of the given ones."""

    def __init__(self, spans: Iterable[Span]):
        self.signs: set[int] = set()
        for _kind, start, end in spans:
            self.signs.update(range(start, end))

    def touches(self, span: Span) -> bool:
        return not self.signs.isdisjoint(range(span[1], span[2]))
