"""Finding: documents that answer to the terms of a question, ranked, and narrowed down by facets.

Who asks for two words wants both; documents with only some of them come after those, and say what they lack.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms import memory
from cms.facets import FACETS, PAGE, Facet, Option, members, narrow_bits, page_at, words_of_facets
from cms.models import SearchDocument, SearchWord
from cms.search.excerpts import Segment, excerpt, marked
from cms.search.index import unpack
from cms.search.question import Term, Way, synonyms, understand
from cms.search.ranking import Ranking, Stack, added, higher, lower, scored, stack_of, times
from cms.search.shelf import KIND, Shelf, shelf, vocabulary
from cms.search.sources import labels
from cms.search.words import forms

PER_PAGE = 10
LONGEST_QUESTION = 200
LABELS = {KIND: _("Soort")} | {name: label for name, _field, label in FACETS}

Postings = Mapping[str, Mapping[int, int]]
"""By word: its weight in each document where it stands."""
FINE, RARE = 10, 16  # scores are whole numbers: weights in tenths, rarity in sixteenths


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a document answers to a term of the question, where that cannot be read from the question itself."""

    asked: str
    word: str
    how: str
    """"synonym", "part" (a compound or a longer word) or "slip"."""


@dataclass(slots=True)
class Result:
    """One line of the answer; title and excerpt as segments, of which some are to be marked."""

    url: str
    kind: str
    label: str
    title: list[Segment]
    excerpt: list[Segment]
    reasons: list[Reason]
    missing: list[str]
    """Words of the question that are not in it."""
    first_partial: bool = False
    """The first on this page that lacks something, after all that hold everything."""
    key: str = ""
    """As in the index: "page:12"."""
    text_language: str = ""
    """The code of the language its title and excerpt are in."""


@dataclass(slots=True)
class Results:
    """The answer to a question. `question` is what was understood of it."""

    question: str
    page_obj: Page | None = None
    facets: list[Facet] = field(default_factory=list)
    active: list[Option] = field(default_factory=list)
    ignored: bool = False
    query: str = ""
    corrections: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of (asked, used instead)."""
    suggestions: list[str] = field(default_factory=list)
    """The whole question again with a word that is near to one we do not know."""
    whole: int = 0
    """How many hold all words of the question."""
    without_facets: int = 0
    """How many there are before any facet."""

    @property
    def total(self) -> int:
        return self.page_obj.paginator.count if self.page_obj else 0

    @property
    def clear_url(self) -> str:
        """The same question without any facet."""
        return f"?{urlencode({'q': self.question})}"

    @property
    def partial(self) -> int:
        """How many hold only some of the words, after those that hold all; none when nothing holds all."""
        return self.total - self.whole if self.whole else 0

    @property
    def loosened(self) -> bool:
        """True when nothing holds all words, and documents with some of them are shown."""
        return bool(self.total) and not self.whole


def search(question: str, language: str, asked: QueryDict | None = None) -> Results:
    """Answer a question in a language ("nl", "en"), narrowed down and paged by `asked`. Takes any text; never raises.

    Without a question, but with facets chosen, it shows all that fits. Three queries, whatever the number of results,
    and four more after a change of what can be found.
    """
    asked = QueryDict() if asked is None else asked
    question = " ".join(question[:LONGEST_QUESTION].replace("\x00", " ").split())
    results = Results(question)
    number = memory.stamp()
    held = shelf(language, number)
    terms = understand(question, language, vocabulary(language, number), synonyms(number, language))
    results.corrections = [(term.asked, term.used) for term in terms if term.used]
    results.suggestions = [
        question.lower().replace(term.asked, near, 1) for term in terms for near in term.suggestions
    ][:3]
    postings = _postings(terms, language)
    ranking, whole = _ranked(terms, postings, held)
    if not terms and any(asked.getlist(name) for name in LABELS):
        ranking = Ranking(held.keys, [held.all])
    words = memory.recall(number, ("words", get_language()), words_of_facets)
    words = {KIND: {slug: label for slug, label in labels().items() if slug in held.held.get(KIND, {})}} | words
    found = narrow_bits(
        ranking.all,
        asked,
        labels=LABELS,
        words=words,
        holders=held.held,
        also=[("q", question)] if question else [],
    )
    results.facets, results.active, results.ignored = found.facets, found.active, found.ignored
    results.query, results.without_facets = found.query, len(ranking)
    results.whole = (found.kept & whole).bit_count()
    ranked = ranking.within(found.kept) if terms else members(held.keys, found.kept)[::-1]
    results.page_obj = page_at(ranked, asked.get(PAGE), PER_PAGE)
    _show(results, terms, postings, language)
    return results


def _postings(terms: list[Term], language: str) -> Postings:
    """Where the wanted words stand. One query."""
    wanted = set().union(*(term.words for term in terms))
    rows = SearchWord.objects.filter(language=language, text__in=wanted) if wanted else ()
    return {row.text: unpack(row.postings) for row in rows}


def _ranked(terms: list[Term], postings: Postings, held: Shelf) -> tuple[Ranking, int]:
    """Documents, the best first: those with most terms, then those with most weight; and the set that holds them all."""
    if not terms:
        return Ranking(held.keys), 0
    scores: Stack = []
    holding = [held.all, *(0 for _term in terms)]  # by number: the documents that hold at least so many terms
    for term in terms:
        stack = reduce(higher, (_way(way, postings, held) for way in term.ways), [])
        having = scored(stack)
        rarity = math.log(1 + 1000 / having.bit_count()) if having else 0
        scores = added(scores, times(stack, round(rarity * RARE)))
        for number in range(len(terms), 0, -1):
            holding[number] |= holding[number - 1] & having
    most = max((number for number, some in enumerate(holding) if some), default=0)
    enough = min(math.ceil(len(terms) / 2), most) or 1
    groups = [some & ~more for some, more in zip(holding[enough:], [*holding[enough + 1 :], 0], strict=True)]
    return Ranking(held.keys, groups[::-1], scores), holding[-1]


def _way(way: Way, postings: Postings, held: Shelf) -> Stack:
    """What documents get for one way to answer to a term; of a phrase the weakest word counts."""
    return reduce(lower, (_group(group, postings, held) for group in way.groups))


def _group(words: Mapping[str, float], postings: Postings, held: Shelf) -> Stack:
    """What documents get for the best of some words, each with how well it fits."""
    alike = defaultdict(list)
    for word, fit in words.items():
        alike[fit].append(postings.get(word, {}))
    return reduce(higher, (stack_of(found, held.place, fit * FINE) for fit, found in alike.items()))


def _show(results: Results, terms: list[Term], postings: Postings, language: str) -> None:
    """Put Results in place of the keys on the page. One query."""
    shown = results.page_obj.object_list
    documents = SearchDocument.objects.in_bulk(shown) if shown else {}
    names = labels()
    wanted = set().union(*(term.words for term in terms))
    reasons = _reasons(terms, postings, shown, language)
    lines = []
    for document in (documents[pk] for pk in shown if pk in documents):
        here = reasons[document.pk]
        line = Result(
            document.url,
            document.kind,
            names.get(document.kind, document.kind),
            marked(document.title, wanted, document.language),
            excerpt(document.summary, document.text, wanted, document.language),
            list(dict.fromkeys(reason for reason in here.values() if reason.how)),
            [term.asked for term in terms if term.asked not in here],
        )
        line.key, line.text_language = document.key, document.text_language
        line.first_partial = bool(line.missing and results.whole and not (lines and lines[-1].missing))
        lines.append(line)
    results.page_obj.object_list = lines


def _reasons(terms: list[Term], postings: Postings, shown: list[int], language: str) -> dict[int, dict]:
    """By document and term, how it was found: for the few documents on a page."""
    found: dict[int, dict[str, Reason]] = defaultdict(dict)
    for term in terms:
        known = set(forms(term.used or term.asked, language))
        for pk in shown:
            answers = [(found, way, word) for way in term.ways for found, word in _answer(way, postings, pk)]
            if not answers:
                continue
            _weight, way, word = max(answers, key=lambda answer: answer[0])
            how = "synonym" if way.synonym else "" if word in known else "part"
            how = how or ("slip" if term.used else "")
            found[pk][term.asked] = Reason(way.of or term.asked, way.synonym or word, how)
    return found


def _answer(way: Way, postings: Postings, pk: int) -> list[tuple[float, str]]:
    """The weight of a document for this way and the word that decides it; empty when it does not answer so."""
    best = []
    for group in way.groups:
        weights = [(postings[word][pk] * fit, fit, word) for word, fit in group.items() if pk in postings.get(word, {})]
        if not weights:
            return []
        best.append(max(weights))
    weight, _fit, word = min(best)
    return [(weight, word)]
