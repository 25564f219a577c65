"""Understanding a question: for every word, the ways in which a document may answer to it.

A word stands for itself and its lemma; for words that begin with it (huisarts, huisartsenpraktijk; after three letters
what follows has to be a word too) and, less so, that end in it; for what the editors call a synonym; and, when it is in
no document, for the parts it is made of. What is left is taken for a slip of the keyboard, if clearly one slip away from
one word in use: the reader is told. Words that are further away are only suggested.
"""

from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cms import memory
from cms.models import SynonymSet
from cms.search.shelf import Vocabulary
from cms.search.words import COMMON, LONGEST, forms, in_dictionary, plain, split

MOST_WORDS = 8
LONGEST_PHRASE = 4
AS_WRITTEN, LEMMA, SYNONYM, BEGINS, PARTS, ENDS = 1.0, 0.9, 0.8, 0.6, 0.5, 0.3
PREFIX_FROM, CLEAR_FROM, SUFFIX_FROM, BEFORE_SUFFIX, PART_FROM = 3, 4, 4, 3, 4
SLIP_FROM, FAR_SLIP_FROM = 5, 6
ENDINGS = ("en", "s", "n", "e", "je", "jes")
OF_VERBS = ("t", "de", "den", "te", "ten")
MAKES_A_NOUN = ("heid", "heden", "schap", "ling", "geving")
GLUE = ("", "s", "en", "n", "e")  # what stands between the parts of a Dutch compound
PLURAL_GLUE = ("er", "eren", "ers")  # and after a few short words: ouderenzorg

Synonyms = dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]]


@dataclass(slots=True)
class Way:
    """One way to answer to a word: a document that holds a word of every group, each with how well it fits (0 to 1)."""

    groups: list[dict[str, float]]
    synonym: str = ""
    """The synonym as the editors wrote it, if that is what this is."""
    of: str = ""
    """What it is a synonym of: the word, or the phrase that it stands in."""


@dataclass(slots=True)
class Term:
    """A word of the question."""

    asked: str
    ways: list[Way] = field(default_factory=list)
    used: str = ""
    """The word that was looked for in place of a slip."""
    suggestions: list[str] = field(default_factory=list)

    @property
    def words(self) -> set[str]:
        """Every word of the vocabulary that is wanted."""
        return {word for way in self.ways for group in way.groups for word in group}


def understand(question: str, language: str, vocabulary: Vocabulary, synonyms: Synonyms) -> list[Term]:
    """The terms of a question (any text) with their ways; a term without ways stands in no document."""
    words = [plain(match.group())[:LONGEST] for match in split(question)]
    terms: list[Term] = []
    place = 0
    while place < len(words) and len(terms) < 4 * MOST_WORDS:
        phrase = _phrase(words[place:], language, synonyms)
        for word in phrase or words[place : place + 1]:
            terms.append(_term(word, phrase, language, vocabulary, synonyms))
        place += len(phrase) or 1
    terms = list({term.asked: term for term in terms}.values())
    telling = [term for term in terms if term.asked not in COMMON and (len(term.asked) > 1 or term.asked.isdigit())]
    return (telling or terms)[:MOST_WORDS]


def _phrase(words: list[str], language: str, synonyms: Synonyms) -> tuple[str, ...]:
    """The longest beginning of `words`, of two words and more, that has a synonym; empty when there is none."""
    for length in range(min(LONGEST_PHRASE, len(words)), 1, -1):
        if tuple(words[:length]) in synonyms:
            return tuple(words[:length])
    return ()


def _term(word: str, phrase: tuple[str, ...], language: str, vocabulary: Vocabulary, synonyms: Synonyms) -> Term:
    """The ways of a word. It also stands for what the phrase around it is a synonym of, if there is one."""
    term = Term(word)
    _add(term, [_fitting(word, language, vocabulary)])
    keys = {(word,), *((form,) for form in forms(word, language))}
    for key in [phrase, *keys] if phrase else keys:
        for written, other in synonyms.get(key, ()):
            groups = [_scaled(_exact(each, language, vocabulary), SYNONYM) for each in other]
            _add(term, groups, synonym=written, of=" ".join(key if key == phrase else (word,)))
    if not term.ways:
        for left, right in _parts(word, language, vocabulary):
            _add(term, [{left: PARTS}, {right: PARTS}])
    if not term.ways:
        _mend(term, language, vocabulary)
    return term


def _add(term: Term, groups: list[dict[str, float]], synonym: str = "", of: str = "") -> None:
    if all(groups):
        term.ways.append(Way(groups, synonym, of))


def _exact(word: str, language: str, vocabulary: Vocabulary) -> dict[str, float]:
    first, *others = forms(word, language)
    found = {form: LEMMA for form in others if form in vocabulary}
    return found | ({first: AS_WRITTEN} if first in vocabulary else {})


def _fitting(word: str, language: str, vocabulary: Vocabulary) -> dict[str, float]:
    """Words of the vocabulary for a word, each with how well it fits."""
    found: dict[str, float] = {}
    for form in forms(word, language):
        if len(form) >= SUFFIX_FROM:
            # One or two letters before it are more likely a slip than a compound.
            found |= {other: ENDS for other in vocabulary.ending(form) if len(other) - len(form) >= BEFORE_SUFFIX}
    for form in forms(word, language):
        if len(form) >= CLEAR_FROM:
            found |= dict.fromkeys(vocabulary.starting(form), BEGINS)
    if PREFIX_FROM <= len(word) < CLEAR_FROM:
        found |= {other: BEGINS for other in vocabulary.starting(word) if _made_of(word, other, language)}
    return found | _exact(word, language, vocabulary)


def _made_of(short: str, other: str, language: str) -> bool:
    """Whether a word goes on from a short one, as in "belbus", "belde" and "bellen", and does not merely begin alike:
    "belang".
    """
    rest = other[len(short) :]
    if rest in ENDINGS + OF_VERBS + MAKES_A_NOUN:
        return True
    if rest[:1] == short[-1]:  # written twice before an ending: rollenspel, zeggen
        return any(rest[1:] == end or _is_word(rest[1:].removeprefix(end), language) for end in ENDINGS)
    return any(_is_word(rest[len(glue) :], language) for glue in GLUE + PLURAL_GLUE if rest.startswith(glue))


def _is_word(text: str, language: str) -> bool:
    return len(text) >= PART_FROM and in_dictionary(text, language)


def _scaled(words: dict[str, float], by: float) -> dict[str, float]:
    return {word: fit * by for word, fit in words.items()}


def _parts(word: str, language: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """The two words in use of which a compound is made: huisartsenpraktijk is huisarts and praktijk."""
    found = []
    for at in range(PART_FROM, len(word) - PART_FROM + 1):
        left = word[:at]
        right = next((form for form in forms(word[at:], language) if form in vocabulary and form not in COMMON), "")
        if right:
            stems = (left.removesuffix(glue) for glue in GLUE if left.endswith(glue))
            stem = next((stem for stem in stems if len(stem) >= PART_FROM and stem in vocabulary), "")
            if stem:
                found.append((stem, right))
    return found


def _mend(term: Term, language: str, vocabulary: Vocabulary) -> None:
    """Put the one word that is clearly meant in place of a slip; else suggest what is near."""
    word = term.asked
    if len(word) < SLIP_FROM - 1 or word.isdigit():
        return
    for guess in (word, *(word.removesuffix(end) for end in ENDINGS if word.endswith(end))):
        if meant := _clearly(guess, _near(guess, vocabulary, 1), language):
            term.used = meant
            _add(term, [_fitting(meant, language, vocabulary)])
            return
    near = _near(word, vocabulary, 1) or (_near(word, vocabulary, 2) if len(word) >= FAR_SLIP_FROM else [])
    term.suggestions = sorted(near, key=lambda other: (other[0] != word[0], abs(len(other) - len(word)), other))[:3]


def _near(word: str, vocabulary: Vocabulary, distance: int) -> list[str]:
    known = vocabulary.of_length(len(word) - distance, len(word) + distance)
    found = process.extract(word, known, scorer=OSA.distance, score_cutoff=distance, limit=50)
    return [other for other, *_rest in found if not other.isdigit() and other not in COMMON]


def _clearly(word: str, near: list[str], language: str) -> str:
    """The word that is meant: one slip away, and the only one of its kind that begins alike; "" when in doubt."""
    if len(word) < SLIP_FROM:
        near = [other for other in near if sorted(other) == sorted(word)]  # in short words only two letters swapped
    near = [other for other in near if other[0] == word[0]] or near
    kinds = {forms(other, language)[-1] for other in near}
    return min(near, key=lambda other: (len(other), other)) if len(kinds) == 1 else ""


def synonyms(number: int, language: str) -> Synonyms:
    """By word or phrase (plain, and single words also as lemma): what it also stands for, as written and as words.

    Mirrored: every word of a set leads to all the others. One query after a change.
    """

    def make() -> Synonyms:
        found: Synonyms = {}
        for each in SynonymSet.objects.all():
            written = {text: tuple(plain(word.group())[:LONGEST] for word in split(text)) for text in each.each}
            for text, phrase in written.items():
                others = [(other, words) for other, words in written.items() if other != text and words]
                keys = {(form,) for form in forms(phrase[0], language)} if len(phrase) == 1 else {phrase}
                for key in keys - {()}:
                    found.setdefault(key, []).extend(others)
        return found

    return memory.recall(number, ("synonyms", language), make)
