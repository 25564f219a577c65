"""What a process remembers about everything public, for as long as nothing of that changes.

Ten thousand pages need not be counted again for every reader. A number in the database (`PublicStamp`) is another one
after each change of the search index, of the synonyms or of a term; what was worked out under an older number is
never used again. The number is drawn, not counted up: what a rolled-back transaction left behind cannot come back.
"""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.core.signals import request_finished, request_started

from cms import page_cache

MOST = 60  # things remembered; the one that was not used longest goes first
_remembered: OrderedDict[Any, tuple[int, Any]] = OrderedDict()
_in_order = threading.Lock()  # what is looked up, moved to the end and dropped; never while something is made

_request: ContextVar[dict | None] = ContextVar("stamp of this request", default=None)


def stamp() -> int:
    """The number that holds now: one query, and within a request only the first time."""
    known = _request.get()
    if known and "number" in known:
        return known["number"]
    model = apps.get_model("cms.PublicStamp")
    number = model.objects.values_list("number", flat=True).filter(pk=1).first() or 0
    if known is not None:
        known["number"] = number
    return number


def hold() -> None:
    """Nobody else renews until the current transaction ends; what this request knew of the number is looked up anew."""
    model = apps.get_model("cms.PublicStamp")
    model.objects.get_or_create(pk=1, defaults={"number": 0})
    model.objects.select_for_update().get(pk=1)
    (_request.get() or {}).clear()


def renew() -> None:
    """Everything remembered is out of date, in all processes, once the current transaction is committed; and with it
    every kept page."""
    number = secrets.randbits(62) + 1
    apps.get_model("cms.PublicStamp").objects.update_or_create(pk=1, defaults={"number": number})
    (_request.get() or {}).clear()
    page_cache.forget()  # last: a page that was made in between, of what is remembered, goes as well


def recall(number: int, key, make: Callable[[], Any]) -> Any:
    """What is remembered as `key` under the stamp `number`; else `make()` makes it. Do not change what comes out."""
    with _in_order:
        held = _remembered.get(key)
        if held is not None:
            _remembered.move_to_end(key)
    if held is None or held[0] != number or not number:
        held = (number, make())
        with _in_order:
            _remembered[key] = held
            _remembered.move_to_end(key)
            while len(_remembered) > MOST:
                _remembered.popitem(last=False)
    return held[1]


def forget() -> None:
    """Drop all that this process remembers, as a process that has just begun."""
    with _in_order:
        _remembered.clear()


def watch_requests() -> None:
    """Look the stamp up once per request from now on."""
    request_started.connect(_begin, dispatch_uid="cms.memory.begin")
    request_finished.connect(_end, dispatch_uid="cms.memory.end")


def _begin(**kwargs):
    _request.set({})


def _end(**kwargs):
    _request.set(None)
