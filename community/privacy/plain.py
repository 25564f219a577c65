"""A text as the eye reads it, with the way back: every sign knows its place in the text as it was given."""

import re
import unicodedata

# Look-alikes from Cyrillic and Greek, and the many dashes, dots and quotes.
_FOREIGN = "аеорсухіјѕԁһӏвкмнтАВЕКМНОРСТХІЈЅУΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανιρυ‐‑‒–—―−﹘‘’‚‛`´ʼ′·•∙․⁄∕"
_LATIN_ = "aeopcyxijsdhlbkmhtABEKMHOPCTXIJSYABEZHIKMNOPTYXoaviru--------''''''''....//"
assert len(_FOREIGN) == len(_LATIN_), (len(_FOREIGN), len(_LATIN_))  # noqa: S101
_LOOK_ALIKE = dict(zip(_FOREIGN, _LATIN_, strict=True))
_INVISIBLE = {"Cf", "Mn", "Me", "Cc", "Cs", "Co", "Cn"}
_BLANK = set("\u115f\u1160\u3164\uffa0\u2800")  # letters and signs that show as nothing
_ODD = re.compile(r"[^\n\r\t -~]")

# Letters that stand in for a figure, where figures are around them.
_FIGURES = str.maketrans("OoQDIl|!ZzЗзSsбBgqЧ", "0000111122335568994")
_MIXED = re.compile(r"[0-9OoQDIl|!ZzЗзSsбBgqЧ]{1,40}")
_ONLY_ROUND = re.compile(r"[OoIl|]{1,3}")


def plain(text: str) -> tuple[str, list[int] | range]:
    """The text without invisible signs, accents, wide forms and foreign look-alikes, and where each sign came from.

    Returns `(plain, places)`; `places[i]` is the offset in `text` of the sign at `plain[i]`.
    """
    if not _ODD.search(text):
        return text, range(len(text))
    signs, places, known = [], [], {}
    for place, sign in enumerate(text):
        if " " <= sign <= "~" or sign in "\n\r\t":
            signs.append(sign)
            places.append(place)
            continue
        if (read := known.get(sign)) is None:
            read = known[sign] = _read(sign)
        for part in read:
            signs.append(part)
            places.append(place)
    return "".join(signs), places


def _read(sign: str) -> str:
    if sign in _BLANK:
        return ""
    if sign in _LOOK_ALIKE:
        return _LOOK_ALIKE[sign]
    parts = []
    for part in unicodedata.normalize("NFKD", sign):
        if part in _LOOK_ALIKE:
            parts.append(_LOOK_ALIKE[part])
        elif (figure := unicodedata.decimal(part, None)) is not None:
            parts.append(str(figure))
        elif unicodedata.category(part) == "Zs":
            parts.append(" ")
        elif unicodedata.category(part) not in _INVISIBLE:
            parts.append(part)
    return "".join(parts)


def figured(read: str) -> str:
    """The same length, with letters that stand in for figures (O, l, S …) read as figures where figures are near."""

    def figures(found: re.Match) -> str:
        token = found.group()
        real = sum(sign.isdigit() for sign in token)
        beside = read[max(0, found.start() - 1) : found.start()] + read[found.end() : found.end() + 1]
        part_of_word = any(sign.isalpha() for sign in beside)
        if (
            real == len(token)
            or (part_of_word and real < 6)
            or not (real * 2 >= len(token) or _ONLY_ROUND.fullmatch(token))
        ):
            return token
        return token.translate(_FIGURES)

    return _MIXED.sub(figures, read)
