"""One search over everything public. Other apps bring in what they have with `register`, `put` and `remove`."""

from cms.search.find import Result, Results, search
from cms.search.index import Entry, put, rebuild, remove, replace, reword, waiting
from cms.search.related import terms_and_related
from cms.search.sources import Source, register

__all__ = [
    "Entry",
    "Result",
    "Results",
    "Source",
    "put",
    "rebuild",
    "register",
    "remove",
    "replace",
    "reword",
    "search",
    "terms_and_related",
    "waiting",
]
