"""Writing the index. One writer at a time; each entry is replaced as a whole.

The weight of a word in a document: 100 when it stands in the title, 20 in the summary, 12 as its kind ("handvat"), and
up to 10 for the text (more often counts for more, but ever less), so that a hit in the title always ranks above one in
the text.
"""

import math
from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from cms.models import SearchDocument, SearchPosting, SearchWord
from cms.search.words import forms, split

TITLE, SUMMARY, TEXT, KIND = 100.0, 20.0, 10.0, 12.0
LONGEST_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to find. `key` is unique in the whole site ("ambassador:12"); `url` starts with a slash."""

    key: str
    kind: str
    language: str
    title: str
    url: str
    text: str = ""
    summary: str = ""


@transaction.atomic
def put(entry: Entry) -> None:
    """Add the entry, or replace what stands under its key."""
    _lock()
    document, _created = SearchDocument.objects.update_or_create(
        key=entry.key,
        defaults={
            "language": entry.language,
            "kind": entry.kind,
            "title": entry.title[:255],
            "url": entry.url,
            "summary": entry.summary,
            "text": entry.text[:LONGEST_TEXT],
        },
    )
    before = set(document.postings.values_list("word_id", flat=True))
    document.postings.all().delete()
    weights = _weights(entry)
    SearchWord.objects.bulk_create(
        [SearchWord(text=word, length=len(word)) for word in weights], ignore_conflicts=True, batch_size=500
    )
    words = {}
    texts = list(weights)
    for start in range(0, len(texts), 500):
        words |= dict(SearchWord.objects.filter(text__in=texts[start : start + 500]).values_list("text", "pk"))
    SearchPosting.objects.bulk_create(
        [SearchPosting(document=document, word_id=words[word], weight=weight) for word, weight in weights.items()],
        batch_size=500,
    )
    _forget_words(before - set(words.values()))


@transaction.atomic
def remove(*keys: str) -> None:
    """Take entries out, and the words that stand nowhere else; unknown keys are harmless."""
    _lock()
    documents = SearchDocument.objects.filter(key__in=keys)
    words = set(SearchPosting.objects.filter(document__in=documents).values_list("word_id", flat=True))
    documents.delete()
    _forget_words(words)


@transaction.atomic
def rebuild() -> int:
    """Fill the whole index anew from the public pages and the registered sources; returns the number of entries."""
    from cms.search.pages import page_entries
    from cms.search.sources import registered

    _lock()
    SearchDocument.objects.all().delete()
    SearchWord.objects.exclude(text="").delete()
    count = 0
    for entries in (page_entries, *(source.entries for source in registered())):
        for entry in entries():
            put(entry)
            count += 1
    return count


def _weights(entry: Entry) -> dict[str, float]:
    counts = Counter(form for word in split(entry.text[:LONGEST_TEXT]) for form in forms(word.group(), entry.language))
    weights = {word: min(TEXT, 4.0 + 2.0 * math.log2(count)) for word, count in counts.items()}
    # Who asks for "ambassadeur" means all of them; "overzicht-van-handvatten" is nothing to ask for.
    kind = "" if "-" in entry.kind else entry.kind
    for text, weight in ((kind, KIND), (entry.summary, SUMMARY), (entry.title, TITLE)):
        weights |= {form: weight for word in split(text) for form in forms(word.group(), entry.language)}
    return weights


def _forget_words(pks: set[int]) -> None:
    pks = list(pks)
    for start in range(0, len(pks), 500):
        SearchWord.objects.filter(pk__in=pks[start : start + 500], postings=None).delete()


def _lock() -> None:
    SearchWord.objects.get_or_create(text="", defaults={"length": 0})
    SearchWord.objects.select_for_update().get(text="")
