"""Finding: every word of the question widened to words of the vocabulary, and documents ranked by what they hold.

A word of the question stands for itself and its lemma, for words that begin with it (huisarts, huisartsenpraktijk)
and, less so, words that end in it. A word that is in no document is taken for a slip of the keyboard: the nearest
word of the vocabulary (one insertion, deletion, replacement or swap) takes its place, and the reader is told.
"""

import math
from collections import defaultdict
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cms.models import SearchDocument, SearchPosting, SearchWord
from cms.search.excerpts import Segment, excerpt, marked
from cms.search.sources import labels
from cms.search.words import COMMON, LONGEST, forms, plain, split

PER_PAGE = 10
LONGEST_QUESTION = 200
MOST_WORDS = 8
AS_WRITTEN, LEMMA, BEGINS, ENDS = 1.0, 0.9, 0.6, 0.3
PREFIX_FROM, SUFFIX_FROM, SLIP_FROM = 3, 5, 3
ENDINGS = ("en", "s", "n", "e", "je", "jes")


@dataclass(slots=True)
class Term:
    """A word of the question: vocabulary ids with how well each fits (0 to 1)."""

    asked: str
    used: str
    words: dict[int, float] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Result:
    """One line of the answer; title and excerpt as segments, of which some are to be marked."""

    url: str
    kind: str
    label: str
    title: list[Segment]
    excerpt: list[Segment]


@dataclass(slots=True)
class Kind:
    """A type of result and how many there are of it."""

    slug: str
    label: str
    count: int
    selected: bool
    url: str = ""


@dataclass(slots=True)
class Results:
    """The answer to a question. `question` is what was understood of it."""

    question: str
    page_obj: Page | None = None
    kinds: list[Kind] = field(default_factory=list)
    corrections: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of (asked, used instead)."""
    loosened: bool = False
    """True when nothing held all words, and documents with some of them are shown."""

    @property
    def total(self) -> int:
        return self.page_obj.paginator.count if self.page_obj else 0

    @property
    def corrected(self) -> str:
        """The question with the slips mended; "" when there were none."""
        mended = self.question
        for asked, used in self.corrections:
            mended = mended.replace(asked, used)
        return mended if self.corrections else ""


def search(question: str, language: str, *, kind: str = "", page: str | int = 1) -> Results:
    """Answer a question in a language ("nl", "en"), optionally one kind of results only. Takes any text; never raises.

    At most six queries, whatever the number of results.
    """
    question = " ".join(question[:LONGEST_QUESTION].replace("\x00", " ").split())
    results = Results(question)
    asked = _asked(question)
    if not asked:
        return results
    terms = [Term(word, word) for word in asked]
    scores = _scores(terms, language)
    missing = [term for term, found in zip(terms, scores, strict=True) if not _sure(term, found)]
    if missing and _mend(missing, language):
        results.corrections = [(term.asked, term.used) for term in missing if term.asked != term.used]
        scores = _scores(terms, language)

    totals: dict[int, float] = defaultdict(float)
    hits: dict[int, int] = defaultdict(int)
    for found in scores:
        rarity = math.log(1 + 1000 / len(found)) if found else 0
        for document, weight in found.items():
            totals[document] += weight * rarity
            hits[document] += 1
    if not totals:
        return results
    most = max(hits.values())
    results.loosened = most < len(terms)
    ranked = sorted((pk for pk, count in hits.items() if count == most), key=lambda pk: (-totals[pk], pk))
    return _answer(results, ranked, terms, kind, page)


def _asked(question: str) -> list[str]:
    words = list(dict.fromkeys(plain(match.group())[:LONGEST] for match in split(question)))
    telling = [word for word in words if word not in COMMON and (len(word) > 1 or word.isdigit())]
    return (telling or words)[:MOST_WORDS]


def _scores(terms: list[Term], language: str) -> list[dict[int, float]]:
    """Per term: documents with the weight of their best word. Two queries for all terms together."""
    wanted = Q(pk__in=[])
    for term in terms:
        known = forms(term.used, language)
        wanted |= Q(text__in=known)
        for form in known:
            if len(form) >= PREFIX_FROM:
                wanted |= Q(text__startswith=form)
            if len(form) >= SUFFIX_FROM:
                wanted |= Q(text__endswith=form)
    vocabulary = list(SearchWord.objects.filter(wanted).exclude(text="").values_list("pk", "text")[:5000])
    for term in terms:
        term.words = {pk: fit for pk, text in vocabulary if (fit := _fit(text, term.used, language))}
        term.texts = {text for pk, text in vocabulary if pk in term.words}
    words = {pk for term in terms for pk in term.words}
    postings = SearchPosting.objects.filter(word__in=words, document__language=language)
    holders = defaultdict(list)
    for word, document, weight in postings.values_list("word_id", "document_id", "weight"):
        holders[word].append((document, weight))
    scores = []
    for term in terms:
        found: dict[int, float] = {}
        for word, fit in term.words.items():
            for document, weight in holders[word]:
                found[document] = max(found.get(document, 0), weight * fit)
        term.words = {word: fit for word, fit in term.words.items() if holders[word]}
        scores.append(found)
    return scores


def _fit(text: str, word: str, language: str) -> float:
    first, *others = forms(word, language)
    if text == first:
        return AS_WRITTEN
    if text in others:
        return LEMMA
    if any(len(form) >= PREFIX_FROM and text.startswith(form) for form in (first, *others)):
        return BEGINS
    if any(len(form) >= SUFFIX_FROM and text.endswith(form) for form in (first, *others)):
        return ENDS
    return 0


def _sure(term: Term, found: dict) -> bool:
    return bool(found) and max(term.words.values(), default=0) > ENDS


def _mend(terms: list[Term], language: str) -> bool:
    """Give misspelt terms the nearest word in use; True when any was found. One query."""
    lengths = [len(term.asked) for term in terms if len(term.asked) >= SLIP_FROM and not term.asked.isdigit()]
    if not lengths:
        return False
    known = SearchWord.objects.filter(
        length__range=(min(lengths) - 4, max(lengths) + 1), postings__document__language=language
    )
    known = dict(known.annotate(uses=Count("postings")).values_list("text", "uses"))
    known = {text: uses for text, uses in known.items() if text not in COMMON}
    changed = False
    for term in terms:
        if len(term.asked) < SLIP_FROM or term.asked.isdigit():
            continue
        stems = [term.asked.removesuffix(ending) for ending in ENDINGS if term.asked.endswith(ending)]
        for guess in (term.asked, *(stem for stem in stems if len(stem) > SLIP_FROM)):
            if near := _near(guess, known):
                term.used, changed = near, True
                break
    return changed


def _near(word: str, known: dict[str, int]) -> str:
    """The word at distance one (two in words of nine letters and more); among equals the one used most."""
    for distance in (1, 2) if len(word) >= 9 else (1,):
        found = process.extract(word, list(known), scorer=OSA.distance, score_cutoff=distance, limit=20)
        if found:
            return min(found, key=lambda match: (match[1], match[0][0] != word[0], -known[match[0]], match[0]))[0]
    return ""


def _answer(results: Results, ranked: list[int], terms: list[Term], kind: str, page) -> Results:
    kinds = dict(SearchDocument.objects.filter(pk__in=ranked).values_list("pk", "kind"))
    names = labels()
    counts: dict[str, int] = defaultdict(int)
    for pk in ranked:
        counts[kinds[pk]] += 1
    kind = kind if kind in counts else ""
    results.kinds = [Kind(slug, names.get(slug, slug), count, slug == kind) for slug, count in counts.items()]
    results.kinds.sort(key=lambda one: one.label)
    paginator = Paginator([pk for pk in ranked if not kind or kinds[pk] == kind], PER_PAGE)
    results.page_obj = paginator.get_page(page)
    documents = SearchDocument.objects.in_bulk(results.page_obj.object_list)
    wanted = set().union(*(term.texts for term in terms))
    results.page_obj.object_list = [
        Result(
            document.url,
            document.kind,
            names.get(document.kind, document.kind),
            marked(document.title, wanted, document.language),
            excerpt(document.summary, document.text, wanted, document.language),
        )
        for document in (documents[pk] for pk in results.page_obj.object_list)
    ]
    return results
