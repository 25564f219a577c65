"""Writing the index. One writer at a time; each entry is replaced as a whole.

The weight of a word in a document: 100 when it stands in the title, 20 in the summary, 12 as its kind ("handvat"), and
up to 10 for the text (more often counts for more, but ever less), so that a hit in the title always ranks above one in
the text.
"""

import math
import struct
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q

from cms import memory
from cms.models import SearchDocument, SearchWord
from cms.search.words import forms, split

TITLE, SUMMARY, TEXT, KIND = 100, 20, 10, 12
LONGEST_TEXT = 100_000
BATCH = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to find. `key` is unique in the whole site ("ambassador:12"); `url` starts with a slash.

    `terms` are what it can be narrowed down by: slugs by the facet's name in the address (see `cms.facets.FACETS`).
    """

    key: str
    kind: str
    language: str
    title: str
    url: str
    text: str = ""
    summary: str = ""
    terms: Mapping[str, Sequence[str]] = field(default_factory=dict)


_waits: ContextVar[bool] = ContextVar("the index waits", default=False)


@contextmanager
def waiting() -> Iterator[None]:
    """Leave the index as it is while much is made at once: the caller fills it anew afterwards (`rebuild`)."""
    token = _waits.set(True)
    try:
        yield
    finally:
        _waits.reset(token)


@transaction.atomic
def put(entry: Entry) -> None:
    """Add the entry, or replace what stands under its key."""
    if _waits.get():
        return
    memory.hold()
    document = SearchDocument.objects.filter(key=entry.key).first()
    changes: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    if document:
        for word in _weights(document):
            changes[document.language, word][document.pk] = 0
    document, _created = SearchDocument.objects.update_or_create(key=entry.key, defaults=_row(entry))
    for word, weight in _weights(document).items():
        changes[document.language, word][document.pk] = weight
    _apply(changes)
    memory.renew()


@transaction.atomic
def remove(*keys: str) -> None:
    """Take entries out, and the words that stand nowhere else; unknown keys are harmless."""
    if _waits.get():
        return
    memory.hold()
    changes: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for document in SearchDocument.objects.filter(key__in=keys):
        for word in _weights(document):
            changes[document.language, word][document.pk] = 0
    SearchDocument.objects.filter(key__in=keys).delete()
    _apply(changes)
    memory.renew()


@transaction.atomic
def replace(keys: Iterable[str], entries: Iterable[Entry]) -> None:
    """Make the index hold, of what stands under `keys`, these entries only.

    `entries` is read once no other writer is at work (hand in a generator), so that nothing that was closed or changed
    in the meantime comes back.
    """
    if _waits.get():
        return
    memory.hold()
    now = list(entries)
    if gone := set(keys) - {entry.key for entry in now}:
        remove(*gone)
    for entry in now:
        put(entry)


@transaction.atomic
def reword(words: Iterable[str], change: Callable[[str], str]) -> int:
    """Pass what holds one of these words through `change`, and find it by what is left; returns how many entries.

    Not the pages, which stand in the index as they are published, nor what has one of the words as its title.
    """
    holds = reduce(or_, (Q(**{f"{name}__icontains": word}) for name in ("title", "summary", "text") for word in words))
    whole = {word.lower() for word in words}
    rows = SearchDocument.objects.filter(holds).exclude(key__startswith="page:")
    found = [row for row in rows if row.title.lower() not in whole]
    for row in found:
        changed = {name: change(getattr(row, name)) for name in ("title", "summary", "text", "url")}
        terms = defaultdict(list)
        for facet, slug in (term.split(":", 1) for term in row.terms.split()):
            terms[facet].append(slug)
        put(Entry(key=row.key, kind=row.kind, language=row.language, terms=terms, **changed))
    return len(found)


@transaction.atomic
def rebuild() -> int:
    """Fill the whole index anew from the public pages and the registered sources; returns the number of entries."""
    from cms.search.pages import page_entries
    from cms.search.sources import registered

    return fill(
        entry for entries in (page_entries, *(source.entries for source in registered())) for entry in entries()
    )


@transaction.atomic
def fill(entries: Iterable[Entry]) -> int:
    """Make the index hold exactly these entries, in one go; returns their number."""
    memory.hold()
    SearchDocument.objects.all().delete()
    SearchWord.objects.all().delete()
    words: dict[tuple[str, str], tuple[array, array]] = defaultdict(lambda: (array("I"), array("B")))
    count = 0
    for entry in entries:
        document = SearchDocument.objects.create(key=entry.key, **_row(entry))
        for word, weight in _weights(document).items():
            documents, weights = words[document.language, word]
            documents.append(document.pk)
            weights.append(weight)
        count += 1
    SearchWord.objects.bulk_create(
        (
            SearchWord(language=language, text=word, postings=_pack(*postings))
            for (language, word), postings in words.items()
        ),
        batch_size=BATCH,
    )
    memory.renew()
    return count


def unpack(postings: bytes) -> dict[int, int]:
    """The weight of a word in each document where it stands."""
    number = len(postings) // 5
    return dict(zip(struct.unpack_from(f"<{number}I", postings), bytes(postings[4 * number :]), strict=True))


def _pack(documents: Sequence[int], weights: Sequence[int]) -> bytes:
    number = len(documents)
    return struct.pack(f"<{number}I{number}B", *documents, *weights)


def _row(entry: Entry) -> dict:
    return {
        "language": entry.language,
        "kind": entry.kind,
        "title": entry.title[:255],
        "url": entry.url,
        "summary": entry.summary,
        "text": entry.text[:LONGEST_TEXT],
        "terms": " ".join(f"{facet}:{slug}" for facet, slugs in entry.terms.items() for slug in slugs),
    }


def _weights(document: SearchDocument) -> dict[str, int]:
    """The words under which a document is found. Of the stored row alone, so that the same words come off again."""
    language = document.language
    counts = Counter(form for word in split(document.text) for form in forms(word.group(), language))
    weights = {word: round(min(TEXT, 4 + 2 * math.log2(count))) for word, count in counts.items()}
    # Who asks for "ambassadeur" means all of them; "overzicht-van-handvatten" is nothing to ask for.
    kind = "" if "-" in document.kind else document.kind
    for text, weight in ((kind, KIND), (document.summary, SUMMARY), (document.title, TITLE)):
        weights |= {form: weight for word in split(text) for form in forms(word.group(), language)}
    return weights


def _apply(changes: Mapping[tuple[str, str], Mapping[int, int]]) -> None:
    """Write weights per word and document; a weight of 0 takes the document away, and a word without any goes."""
    by_language = defaultdict(list)
    for language, word in changes:
        by_language[language].append(word)
    for language, words in by_language.items():
        for start in range(0, len(words), BATCH):
            _apply_batch(language, {word: changes[language, word] for word in words[start : start + BATCH]})


def _apply_batch(language: str, changes: Mapping[str, Mapping[int, int]]) -> None:
    rows = {row.text: row for row in SearchWord.objects.filter(language=language, text__in=changes)}
    new, changed, gone = [], [], []
    for word, weights in changes.items():
        row = rows.get(word)
        before = unpack(row.postings) if row else {}
        after = {document: weight for document, weight in (before | weights).items() if weight}
        if after == before:
            continue
        if not after:
            gone.append(row.pk)
        elif row:
            row.postings = _pack(list(after), list(after.values()))
            changed.append(row)
        else:
            new.append(SearchWord(language=language, text=word, postings=_pack(list(after), list(after.values()))))
    SearchWord.objects.bulk_create(new)
    SearchWord.objects.bulk_update(changed, ["postings"], batch_size=100)
    SearchWord.objects.filter(pk__in=gone).delete()
