"""Showing why something was found: the words in their place, as plain segments that a template escapes and marks."""

from collections.abc import Callable
from dataclasses import dataclass

from cms.search.words import forms, plain, words

WIDTH = 220


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text; `hit` when it is to be marked."""

    text: str
    hit: bool = False


def marked(text: str, wanted: set[str], language: str) -> list[Segment]:
    """The whole text, with the wanted words (vocabulary forms) as segments of their own."""
    is_wanted = _telling(text, wanted, language)
    return _segments(text, [word.span() for word in words(text) if is_wanted and is_wanted(word.group())])


def excerpt(summary: str, text: str, wanted: set[str], language: str) -> list[Segment]:
    """About 220 characters around the first wanted word; the summary when it holds one, or when nothing does."""
    for source in (summary, text):
        source = " ".join(source.split())
        if is_wanted := _telling(source, wanted, language):
            first = next(word for word in words(source) if is_wanted(word.group()))
            start, end = _window(source, first.start())
            before = [Segment("… ")] if start else []
            after = [Segment(" …")] if end < len(source) else []
            window = source[start:end]
            hits = [word.span() for word in words(window) if is_wanted(word.group())]
            return [*before, *_segments(window, hits), *after]
    source = " ".join((summary or text).split())
    return [Segment(source[:WIDTH] + (" …" if len(source) > WIDTH else ""))] if source else []


def _telling(text: str, wanted: set[str], language: str) -> Callable[[str], bool] | None:
    """What tells a wanted word of this text: as it is written, or by its lemma when none is; None without any."""

    def as_written(word: str) -> bool:
        return plain(word) in wanted

    def by_lemma(word: str) -> bool:  # costs more
        return not wanted.isdisjoint(forms(word, language))

    for way in (as_written, by_lemma):
        if any(way(word.group()) for word in words(text)):
            return way
    return None


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
