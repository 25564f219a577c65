"""Text on its way to a spreadsheet: what might run as a formula, and what a cell can hold.

A spreadsheet takes a cell that begins with a sign such as `=` for a formula and runs it.
"""

import unicodedata

FORMULA_SIGNS = set("=+-@\t\r\n|%")
MAX_CELL = 32_767  # characters in a cell of Excel


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run this cell: a sign in front, also in its wide form or behind blanks."""
    if text[:1].isascii() and text[:1].isalnum():
        return False  # nearly all cells; the rest costs more
    if text[:1] in ("\t", "\r", "\n"):
        return True
    seen = unicodedata.normalize("NFKC", text).lstrip()
    while seen and unicodedata.category(seen[0]) in ("Cc", "Cf", "Zs"):
        seen = seen[1:]
    return seen[:1] in FORMULA_SIGNS


def cell_text(value) -> str:
    """The value as text that any format can hold: no control characters but tab and newline, no endless cell."""
    text = "" if value is None else str(value)
    if text.isprintable():
        return text[:MAX_CELL]
    return "".join(sign for sign in text if sign in "\t\n\r" or not _is_forbidden(sign))[:MAX_CELL]


def safe_cell(value) -> str:
    """The value for a CSV: an apostrophe in front of what looks like a formula says "this is text" to a spreadsheet."""
    text = cell_text(value)
    return "'" + text if looks_like_formula(text) else text


def plain_cell(text: str) -> str:
    """What `safe_cell` made of a text, as it was."""
    return text[1:] if text[:1] == "'" and looks_like_formula(text[1:]) else text


def _is_forbidden(sign: str) -> bool:
    """Control characters, halves of a pair, and the code points that XML does not know."""
    return unicodedata.category(sign) in ("Cc", "Cs") or ord(sign) & 0xFFFE == 0xFFFE
