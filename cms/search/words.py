"""From text to words: split, lower case, without accents, and the lemma beside the word as written."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

LONGEST = 40
_WORD = re.compile(r"[^\W_]+")
# The frugal dictionaries: Dutch and English together 15 MB instead of 75, and 0.03 ms per new word.
_lemmatizer = Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=LOW_MEMORY_DICTIONARY_FACTORY))

# Too common to tell documents apart; only dropped from a question that has other words.
_COMMON = """
    aan al als bij dan dat de der deze die dit door een en er het hoe ik in is je jij kan maar me mee met mijn naar
    kunnen moet moeten niet nog of om onze ook op over te toe tot uit van veel voor waar wat we wel wie wij zijn zo zich
    a an and are as at be by for from how i it my on or our that the this to was what where who with you
"""
COMMON = frozenset(_COMMON.split())


def plain(text: str) -> str:
    """Lower case without accents: "Reünie" becomes "reunie"."""
    text = text.casefold()
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def words(text: str) -> Iterator[re.Match]:
    """The words of a text as matches (with their place), unchanged, one by one."""
    return _WORD.finditer(text)


def split(text: str) -> list[re.Match]:
    """All of `words` at once."""
    return list(words(text))


def _languages(language: str) -> tuple[str, ...]:
    """Below `/en/` Dutch texts stand too, so there both languages count."""
    return ("nl", "en") if language == "en" else ("nl",)


def in_dictionary(word: str, language: str) -> bool:
    """Whether a word (lower case) stands in the dictionary, in whatever form, and not only in our documents."""
    return any(word in LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary(code) for code in _languages(language))


@lru_cache(maxsize=20_000)
def forms(word: str, language: str) -> tuple[str, ...]:
    """The word as it is indexed: itself and its lemma."""
    lowered = unicodedata.normalize("NFC", word[:LONGEST]).lower()
    found = [plain(lowered)[:LONGEST]]
    if not lowered.isdigit():
        for code in _languages(language):
            found.append(plain(_lemmatizer.lemmatize(lowered, lang=code))[:LONGEST])
    return tuple(dict.fromkeys(form for form in found if form))
