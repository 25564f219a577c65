"""Telling nobody, where people are made up."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from community import mail

_silent = ContextVar("silent", default=False)


@contextmanager
def silently() -> Iterator[None]:
    """Tell nobody of what is done inside: for made-up people only."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def is_silent() -> bool:
    """Whether nobody is told now."""
    return _silent.get()


def queue(**letter) -> None:
    """As `community.mail.queue`, unless nobody is told now."""
    if not is_silent():
        mail.queue(**letter)
