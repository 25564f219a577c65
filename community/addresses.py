"""Mail addresses on their way out: people write them with any letter, mail servers know ASCII only."""

import contextlib

from django.core.exceptions import ValidationError
from django.utils.encoding import punycode
from django.utils.translation import gettext_lazy as _


def ascii_address(address: str) -> str:
    """The address as mail servers know it: `jan@müller.nl` is `jan@xn--mller-kva.nl`.

    Raises `ValueError` where there is none: other letters before the `@`, or a domain that would turn into another
    one (`faß.de` is not `fass.de`).
    """
    if address.isascii():
        return address
    local, _at, domain = address.rpartition("@")
    with contextlib.suppress(UnicodeError):
        encoded = punycode(domain)
        if local.isascii() and encoded.encode().decode("idna") == domain.lower():
            return f"{local}@{encoded}"
    raise ValueError(f"no ASCII form of {address!r}")


def refuse_unmailable(value: str) -> None:
    """A validator for any field of a mail address: raises `ValidationError` when no mail can be sent to it."""
    try:
        ascii_address(value)
    except ValueError:
        raise ValidationError(
            _(
                "Naar dit adres kunnen we niet mailen. Gebruik voor het @ alleen letters zonder accent, of geef een ander adres."
            ),
            code="unmailable",
        ) from None
