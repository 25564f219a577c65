"""What is in the index, kept in memory in two small shapes: which documents hold a term, and all words there are.

A set of documents is one whole number, in which bit n stands for document n: "in this region and about this theme"
is an `&`, and counting ten thousand of them costs microseconds. The vocabulary is one long text, so that words that
begin or end in a certain way are found without the database.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from cms import memory
from cms.facets import bits
from cms.models import SearchDocument, SearchWord

KIND = "soort"  # the facet that every document has
MOST = 150  # words of the vocabulary that one word of a question may stand for


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of one language, by place: the newest last."""

    keys: list[int]
    place: dict[int, int]
    """The place of a document by its key."""
    held: dict[str, dict[str, int]]
    """By facet and slug: the documents that hold it."""
    names: dict[str, int]
    """The key of a document by its name in the index ("page:12")."""

    @property
    def all(self) -> int:
        return (1 << len(self.keys)) - 1

    def alike(self, held: dict[tuple[str, str], int], limit: int, among: int | None = None) -> list[int]:
        """Keys of at most `limit` documents that share most of these terms (facet, slug; each with what it counts for).

        The newest first among equals. Works with levels: level n holds whatever scores at least n.
        """
        levels = [self.all if among is None else among]
        for (facet, slug), worth in held.items():
            having = self.held.get(facet, {}).get(slug, 0)
            if having:
                levels += [0] * worth
                for level in range(len(levels) - 1, worth - 1, -1):
                    levels[level] |= levels[level - worth] & having
                for level in range(1, worth):
                    levels[level] |= having & levels[0]
        found: list[int] = []
        taken = 0
        for level in range(len(levels) - 1, 0, -1):
            fresh = levels[level] & ~taken
            while fresh and len(found) < limit:
                highest = fresh.bit_length() - 1
                found.append(self.keys[highest])
                fresh ^= 1 << highest
            taken |= levels[level]
            if len(found) >= limit:
                break
        return found


def shelf(language: str, number: int | None = None) -> Shelf:
    """The shelf of a language under the stamp `number` (looked up when not given). One query after a change."""
    number = memory.stamp() if number is None else number
    return memory.recall(number, ("shelf", language), lambda: _make_shelf(language))


def _make_shelf(language: str) -> Shelf:
    rows = SearchDocument.objects.filter(language=language).order_by("pk").values_list("pk", "key", "kind", "terms")
    keys: list[int] = []
    names: dict[str, int] = {}
    found: dict[str, list[int]] = defaultdict(list)
    for place, (pk, name, kind, terms) in enumerate(rows.iterator()):
        keys.append(pk)
        names[name] = pk
        found[f"{KIND}:{kind}"].append(place)
        for term in terms.split():
            found[term].append(place)
    held: dict[str, dict[str, int]] = defaultdict(dict)
    for term, at in found.items():
        facet, _colon, slug = term.partition(":")
        held[facet][slug] = bits(at, len(keys))
    return Shelf(keys, {pk: place for place, pk in enumerate(keys)}, dict(held), names)


class Vocabulary:
    """All words of a language as one text, each between two line ends."""

    def __init__(self, words: Iterable[str]):
        self.text = "\n" + "".join(f"{word}\n" for word in words)

    def __contains__(self, word: str) -> bool:
        return f"\n{word}\n" in self.text

    def starting(self, part: str) -> list[str]:
        """At most 150 words that begin with `part`, and go on; the shortest of the first thousand."""
        return sorted(islice(self._around(f"\n{part}", 1), 1000), key=len)[:MOST]

    def ending(self, part: str) -> list[str]:
        """At most 150 words that end in `part`, after something else; the shortest of the first thousand."""
        return sorted(islice(self._around(f"{part}\n", 0), 1000), key=len)[:MOST]

    def _around(self, part: str, skip: int) -> Iterator[str]:
        at = self.text.find(part)
        while at >= 0:
            begin = self.text.rfind("\n", 0, at + 1) + 1
            end = self.text.index("\n", at + len(part) - 1 + skip) if skip else at + len(part) - 1
            if end - begin > len(part) - 1:
                yield self.text[begin:end]
            at = self.text.find(part, max(end, at + 1))

    def of_length(self, shortest: int, longest: int) -> list[str]:
        """Words of so many letters."""
        return [word for length in range(shortest, longest + 1) for word in self.by_length.get(length, ())]

    @cached_property
    def by_length(self) -> dict[int, list[str]]:
        """The words by their length, for whoever mistypes."""
        found = defaultdict(list)
        for word in self.text.split():
            found[len(word)].append(word)
        return found


def vocabulary(language: str, number: int) -> Vocabulary:
    """The words in use under the stamp `number`. One query after a change."""

    def make() -> Vocabulary:
        words = SearchWord.objects.filter(language=language).order_by("text")
        return Vocabulary(words.values_list("text", flat=True).iterator())

    return memory.recall(number, ("vocabulary", language), make)
