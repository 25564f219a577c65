"""Showing why something was found: the words in their place, as plain segments that a template escapes and marks."""

from dataclasses import dataclass

from cms.search.words import forms, plain, split

WIDTH = 220


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text; `hit` when it is to be marked."""

    text: str
    hit: bool = False


def marked(text: str, wanted: set[str], language: str) -> list[Segment]:
    """The whole text, with the wanted words (vocabulary forms) as segments of their own."""
    return _segments(text, _hits(text, wanted, language))


def excerpt(summary: str, text: str, wanted: set[str], language: str) -> list[Segment]:
    """About 220 characters around the first wanted word; the summary when it holds one, or when nothing does."""
    for source in (summary, text):
        source = " ".join(source.split())
        if source and (hits := _hits(source, wanted, language)):
            start, end = _window(source, hits[0][0])
            inside = [(a - start, b - start) for a, b in hits if a >= start and b <= end]
            segments = _segments(source[start:end], inside)
            before = [Segment("… ")] if start else []
            after = [Segment(" …")] if end < len(source) else []
            return [*before, *segments, *after]
    source = " ".join((summary or text).split())
    return [Segment(source[:WIDTH] + (" …" if len(source) > WIDTH else ""))] if source else []


def _hits(text: str, wanted: set[str], language: str) -> list[tuple[int, int]]:
    words = split(text)
    hits = [word.span() for word in words if plain(word.group()) in wanted]
    # Lemmas only when no word stands there as it is: they cost more.
    return hits or [word.span() for word in words if not wanted.isdisjoint(forms(word.group(), language))]


def _window(text: str, place: int) -> tuple[int, int]:
    if len(text) <= WIDTH:
        return 0, len(text)
    start = max(0, min(place - WIDTH // 3, len(text) - WIDTH))
    end = min(len(text), start + WIDTH)
    if start:
        start = text.find(" ", start, place) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", place, end), place + 1) if text.rfind(" ", place, end) > 0 else end
    return start, end


def _segments(text: str, hits: list[tuple[int, int]]) -> list[Segment]:
    segments, last = [], 0
    for start, end in hits:
        segments += [Segment(text[last:start]), Segment(text[start:end], hit=True)]
        last = end
    segments.append(Segment(text[last:]))
    return [segment for segment in segments if segment.text]
