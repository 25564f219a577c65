"""Numbers that may never be stored here: the citizen service number (BSN), recognised by its eleven-check.

The check: nine digits, weighted 9, 8, 7, 6, 5, 4, 3, 2 and -1; the sum is a multiple of eleven (Rijksdienst voor
Identiteitsgegevens, "Logisch ontwerp GBA"). The bare eight-digit form is left alone: one in eleven
chamber-of-commerce numbers passes the same check.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Groups of digits kept apart by at most three signs people put inside a number, invisible ones included.
_BETWEEN = r"[\s.\-_–—·:/|’'\u200b-\u200d\u2060\ufeff]{1,3}"
_RUN = re.compile(rf"\d+(?:{_BETWEEN}\d+)*")
_COUNTRY_CODE = re.compile(r"(?:\+|\b00)\d{1,3}[\s\-]*(?:\(0\)[\s\-]*)?[\d\s\-]{8,}")


def is_bsn(digits: str) -> bool:
    """Whether nine digits pass the eleven-check; nine zeros do not count."""
    if len(digits) != 9 or digits == "000000000":
        return False
    total = sum((9 - place) * int(digit) for place, digit in enumerate(digits[:8])) - int(digits[8])
    return total % 11 == 0


def find_bsn(text: str) -> list[str]:
    """The numbers in `text` that pass as a BSN, as bare digits, also when written with separators.

    A group of digits is never cut: ten digits in a row (a telephone number) hold no BSN. International
    telephone numbers are set aside first.
    """
    plain = _COUNTRY_CODE.sub(" x ", unicodedata.normalize("NFKC", text))
    found = []
    for run in _RUN.finditer(plain):
        groups = re.findall(r"\d+", run.group())
        for start in range(len(groups)):
            digits = ""
            for group in groups[start : start + 9]:
                digits += group
                if len(digits) >= 9:
                    break
            if is_bsn(digits):
                found.append(digits)
    return found


def refuse_bsn(value: str) -> None:
    """A validator for any field of free text; raises `ValidationError`. The number itself is not repeated."""
    if isinstance(value, str) and find_bsn(value):
        raise ValidationError(
            _(
                "In deze tekst staat een nummer dat een burgerservicenummer (BSN) kan zijn. Haal het weg: dat bewaren we nooit."
            ),
            code="bsn",
        )
