"""Signed links that end by themselves: the day they were made stands in them."""

from datetime import date, timedelta

from django.core.signing import BadSignature, Signer
from django.utils import timezone

from cms import clock


class DatedSigner:
    """Signs a value with today's date, so that the link is the same all day and useless after `lifetime`."""

    def __init__(self, *, salt: str, lifetime: timedelta):
        self._signer = Signer(salt=salt, sep=".")
        self.lifetime = lifetime

    def sign(self, value: str) -> str:
        """A URL-safe token that holds `value` and cannot be guessed or altered."""
        return self._signer.sign(f"{value}-{_today():%Y%m%d}")

    def unsign(self, token: str, *, ended: bool = False) -> str:
        """The value in a token. Raises `BadSignature` for a forged one, and unless `ended` is asked for one that is
        too old: that still says what it was about, and opens nothing."""
        value, _dash, day = self._signer.unsign(token).rpartition("-")
        try:
            made = date.fromisoformat(day)
        except ValueError as error:
            raise BadSignature(day) from error
        if not ended and _today() > made + self.lifetime:
            raise BadSignature(day)
        return value


def _today() -> date:
    return timezone.localdate(clock.now())
