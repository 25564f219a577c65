"""Dates as people write them in Dutch, inside a plain text."""

import re
from collections.abc import Iterator

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan",
            "februari feb febr",
            "maart mrt",
            "april apr",
            "mei",
            "juni jun",
            "juli jul",
            "augustus aug",
            "september sept sep",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_SHORT = r"(?:'\s?\d\d)"
_IN_WORDS = re.compile(
    rf"(?<![\d.,])(?P<d>[0-3]?\d)\s?(?:e|ste|de)?(?:\s|[-./]\s?){{1,2}}(?:de\s)?(?P<m>{_MONTH})\b\.?"
    rf"(?:[\s,./-]{{1,3}}(?P<y>{_YEAR}|{_SHORT})(?!\d))?",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(
    rf"(?<!\d)(?<!\d[-./])(?P<d>[0-3]?\d)\s?(?P<s>[-./])\s?(?P<m>[01]?\d)\s?(?P=s)\s?"
    rf"(?P<y>{_YEAR}|{_SHORT}|\d\d)(?!\d)(?![-/.]\d)"
)
_YEAR_FIRST = re.compile(rf"(?<!\d)(?<!\d[-./])(?P<y>{_YEAR})(?P<s>[-./])(?P<m>[01]?\d)(?P=s)(?P<d>[0-3]?\d)(?!\d)")
_LOOSE = re.compile(
    rf"(?<!\d)(?:(?P<d>[0-3]?\d)\s(?P<m>[01]?\d)\s(?P<y>{_YEAR})|(?P<d2>[0-3]\d)(?P<m2>[01]\d)(?P<y2>{_YEAR}))(?!\d)"
)


def dates(read: str, *, loose: bool = False) -> Iterator[tuple[int, int, int, str]]:
    """`(start, end, month, year)` of every date with a day and a month; `year` is "" where it is not told.

    `loose` adds forms that are a date only where the words around say so: `03 05 1950` and `03051950`.
    """
    for pattern in (_IN_WORDS, _IN_FIGURES, _YEAR_FIRST, *((_LOOSE,) if loose else ())):
        for found in pattern.finditer(read):
            parts = found.groupdict()
            day, month, year = (parts.get(key) or parts.get(f"{key}2") or "" for key in "dmy")
            number = MONTHS.get(month.lower()) or (int(month) if month.isdigit() else 0)
            if 1 <= int(day) <= 31 and 1 <= number <= 12:
                yield found.start(), found.end(), number, year
