"""What may never stand in a case text: numbers and addresses that lead straight to one person.

Every function takes the plain text and yields `(kind, start, end)` in offsets of that text.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from cms.identifiers import is_bsn
from community.privacy.dates import dates
from community.privacy.word_lists import words

Span = tuple[str, int, int]

# ISO 13616: the length per country (SWIFT IBAN registry).
_IBAN = {
    "NL": 18,
    "BE": 16,
    "DE": 22,
    "FR": 27,
    "GB": 22,
    "ES": 24,
    "IT": 27,
    "PT": 25,
    "AT": 20,
    "CH": 21,
    "LU": 20,
    "IE": 22,
    "DK": 18,
    "SE": 24,
    "NO": 15,
    "FI": 18,
    "PL": 28,
    "TR": 26,
    "RO": 24,
    "BG": 22,
    "HU": 28,
    "CZ": 24,
    "GR": 27,
    "HR": 21,
    "LT": 20,
    "LV": 21,
    "EE": 20,
    "SK": 24,
    "SI": 19,
    "MT": 31,
    "CY": 28,
    "MA": 28,
    "UA": 29,
}
_F = "[0-9OoIlSBZ]"
_IBAN_START = re.compile(rf"(?=((?:{'|'.join(_IBAN)})[\s.:\-_/]{{0,3}}{_F}[\s.\-_/]{{0,3}}{_F}))", re.IGNORECASE)
_TO_FIGURE = str.maketrans("OIQDLSBZ", "01001582")
_TO_LETTER = str.maketrans("01582", "OISBZ")

_BETWEEN = r"(?:(?!, |,\n|; )[^\w€$%+]|_){1,4}"  # any signs, but not the comma of a list
_RUN = re.compile(rf"\d+(?:{_BETWEEN}\d+)*")
_NO_FIGURES, _NO_FIGURES_END = re.compile(r"\D+"), re.compile(r"\D+$")
_USUAL_SHAPES = ([3, 3, 3], [4, 2, 3], [2, 2, 2, 3], [3, 2, 2, 2], [4, 5], [5, 4], [3, 2, 4])
_GROUP = re.compile(r"\d+")
_TIMES = re.compile(
    r"(?<![\d.:])(?:[01]?\d|2[0-4])[.:][0-5]\d(?:\s?(?:-|tot|/)\s?(?:[01]?\d|2[0-4])[.:][0-5]\d)?"
    r"(?=\s?(?:uur|u\b|h\b))|(?<![\d.:])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])"
    r"|(?<![\d.:])(?:[01]?\d|2[0-3])\.[0-5]\d\s?-\s?(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d.])"
)
_YEARS = re.compile(r"(?<![\d.-])(?:19|20)\d\d\s?[-/–]\s?(?:19|20)\d\d(?![\d.-])")
_MONEY = re.compile(r"(?:€|\beur|\beuro)\s?\d[\d.,]{0,20}|\d[\d.,]{0,20}(?=\s?(?:euro\b|eur\b|€))", re.IGNORECASE)
_NOT_A_PERSON = re.compile(
    r"(?:order|bestel|factuur|zaak|dossier|artikel|referentie|kenmerk|polis|ticket|serie|product|code|batch|isbn|ean|"
    r"kvk|handelsregister|koophandel|agb|btw|big|lot|klant|lidmaatschap|verzekering|personeel|registratie|project|rapport|melding|incident|aanvraag|pakket|track|trace|inventaris)[\w-]{0,12}\.?"
    r"(?:\s(?:is|was|nummer|nr\.?|met|van))?[\s:#(=]{0,3}$",
    re.IGNORECASE,
)
_SAYS_BSN = re.compile(r"\b(?:bsn|burgerservice|sofi)[^\d]{0,30}$", re.IGNORECASE)
_DIGITAL_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d|[0-3]\d(?:0[1-9]|1[0-2])(?:19|20)\d\d")

_ABROAD = re.compile(r"(?:\+|(?<!\d)00)[\s(]{0,2}[1-9](?:[\s().\-/]{0,4}\d){8,13}(?!\d)")
_HOME = re.compile(r"(?<![\d+])\(?0(?![.,]\d{9})(?:(?!, )[\s()./\-_·|,*:]{0,3}\d){9}(?!\d)(?![-./]\d)")
_NO_PLUS = re.compile(r"(?<![\d+])31[\s\-]{0,2}(?:\(0\)\s?)?6(?:[\s.\-]{0,2}\d){8}(?![\d])")
_SAYS_PHONE = re.compile(
    r"\b(?:tel|telefoon|telefoonnummer|telnr|tel\.?nr|mobiel|mobiele nummer|06-nummer|gsm|doorkiesnummer|"
    r"(?:bel|bellen|app|appen|whatsapp|sms|bereikbaar|te bereiken) (?:\w{1,10} )?(?:op|via|naar))"
    r"(?:\s(?:is|nummer|nr))?[\s.:]{0,3}(?P<n>\(?[1-9](?:[\s.\-]{0,2}\d){5,10})(?![\d:])(?!\s?(?:uur|euro))",
    re.IGNORECASE,
)

_TLD = r"(?:nl|com|org|net|eu|be|de|info|nu|frl|amsterdam|fr|uk|edu|online|care|zorg|me|io|live|tr|ch|at)"
_ENDS_WELL = re.compile(rf"{_TLD}$", re.IGNORECASE)
_AT = re.compile(
    r"\s?@\s?|\s?[\[({<]\s?(?:at|apenstaart(?:je)?|a|@)\s?[\])}>]\s?|\s(?:at|apenstaart(?:je)?)\s|\s?&#64;\s?",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"(?:[\w+'%&-]|\.|\s?[\[({](?:punt|dot)[\])}]\s?|\s(?:punt|dot)\s|\s\.\s){1,64}$", re.IGNORECASE)
_DOT = r"(?:\s?\.\s?|\s?[\[({<]\s?(?:punt|dot|\.)\s?[\])}>]\s?|\s(?:punt|dot)\s)"
_DOMAIN = re.compile(
    rf"[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,3}}\.[a-z]{{2,24}}(?![\w])|[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,3}}?{_DOT}{_TLD}(?!\w)",
    re.IGNORECASE,
)

_TWO_LETTER_WORDS = words(
    """is en op in te de om of al ze ik er na uw we zo je ja nu bv km kg cm mm ml ha mg gb mb kb kw aan ca zn nr st ga
    ha wc ma di wo do vr za"""
)
_POSTCODE = r"(?<![\d.,€])(?P<p>[1-9]\d{3})(?P<gap>\s{0,2}|[-.]?)(?P<l>[A-Za-z]{2})(?![A-Za-z])"
_ADDITION = r"(?:\s?[-/]?\s?(?:[A-Za-z]{1,2}|\d{1,4}|bis|hs|rood|zwart|huis|i{1,3})(?!\w))?"
_THEN_NUMBER = re.compile(
    rf"{_POSTCODE}(?P<say>[\s,;:/|(\-]{{0,4}}(?:op\s|met\s)?(?:huisnummer|huisnr\.?|nummer|nr\.?|no\.?|#|hnr\.?)?[\s:]{{0,2}})"
    rf"(?P<n>[1-9]\d{{0,4}})(?!\d)(?P<a>{_ADDITION})",
    re.IGNORECASE,
)
_THING = re.compile(
    r"[:.,]\d|\s?(?:%|°|uur|u\b|procent|euro|jaar|mensen|personen|bewoners|cliënt|client|keer|maal|dagen|weken|maanden|"
    r"minuten|meter|km|kilo|adressen|huizen|woningen|huishoudens|deelnemers|inwoners|straten|gezinnen|jan|feb|maart|mrt|"
    r"apr|mei|jun|jul|aug|sep|okt|nov|dec|van de|of\s\d|leden|graden|plaatsen|bezoekers|procent|gevallen|aanvragen|reacties)",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(
    rf"(?:[A-Z][a-z'.-]{{2,40}}|\w{{2,30}}(?:straat|laan|weg|plein|gracht|kade|singel|dijk|hof|pad|dreef))\s"
    rf"(?P<n>[1-9]\d{{0,4}}(?:\s?-?[A-Za-z]|-\d{{1,4}}|\s?bis)?)[\s,;|/(\-]{{1,4}}(?:postcode\s|te\s|in\s)?{_POSTCODE}"
)
_STREET_LATER = re.compile(
    rf"{_POSTCODE}[\s,]{{1,3}}(?:[A-Z][\w'-]{{1,30}}[\s,]{{1,3}}){{0,3}}"
    r"\w{2,30}(?:straat|laan|weg|plein|gracht|kade|singel|dijk|hof|pad|dreef|steeg)\s(?P<n>[1-9]\d{0,4})(?!\d)(?P<a>)"
)

_BORN = re.compile(
    r"\b(?:geboren|geb\b\.?|gebn\b|geboortedatum|geboortedag|geb\.?\s?dat(?:um|\.)?|gebdat|geboortedd|gbd|g\.d\.|"
    r"geboorte\s?:|dob\b|ter wereld|het levenslicht|verjaar\w*|jarig|born\b|(?:is|was) van(?= \d))|(?<=[\s(])[*°†](?=\s?\d)|^[*°](?=\s?\d)",
    re.IGNORECASE,
)
_BIRTHDAY = re.compile(r"verjaar|jarig", re.IGNORECASE)


def _hide(read: str, spans) -> str:
    """The text with these stretches made unreadable, at the same length."""
    signs = list(read)
    for start, end in spans:
        signs[start:end] = "x" * (end - start)
    return "".join(signs)


def emails(read: str) -> Iterator[Span]:
    """Mail addresses, also in the form `naam [at] domein punt nl`."""
    behind = 0
    for at in _AT.finditer(read):
        before = _LOCAL.search(read[max(behind, at.start() - 64) : at.start()])
        after = _DOMAIN.match(read, at.end())
        if not (before and after):
            continue
        bare = at.group().strip().lower() in ("at", "apenstaart", "apenstaartje") or " " in after.group()
        if bare and not _ENDS_WELL.search(after.group()):  # “hij at” is a meal, unless a real ending follows
            continue
        local = before.group().strip()
        start = at.start() - len(before.group().lstrip(" ."))
        if re.search(r"\w", local):
            yield "email", start, after.end()
            behind = after.end()


def ibans(read: str) -> Iterator[Span]:
    """Bank account numbers that pass modulo 97 (ISO 13616), with any signs between."""
    behind = 0
    for found in _IBAN_START.finditer(read):
        start = found.start()
        if start < behind:
            continue
        length = _IBAN[read[start : start + 2].upper()]
        places = [place for place in range(start, min(len(read), start + 3 * length)) if read[place].isalnum()][:length]
        if len(places) < length or any(after - before > 5 for before, after in pairwise(places)):
            continue
        account = "".join(read[place] for place in places).upper()
        forms = [account, account[:2] + account[2:4].translate(_TO_FIGURE) + account[4:]]
        if account.startswith("NL"):
            forms.append(
                "NL"
                + account[2:4].translate(_TO_FIGURE)
                + account[4:8].translate(_TO_LETTER)
                + account[8:].translate(_TO_FIGURE)
            )
        if any(_modulo_97(form) for form in forms):
            behind = places[-1] + 1
            yield "iban", start, behind


def _modulo_97(account: str) -> bool:
    if not (account.isascii() and account.isalnum() and account[2:4].isdigit()):
        return False
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


def phones(read: str) -> Iterator[Span]:
    """Telephone numbers: Dutch ones in ten figures, international ones, and shorter ones after a word that says so."""
    for pattern in (_ABROAD, _NO_PLUS):
        for found in pattern.finditer(read):
            yield "phone", found.start(), found.end()
    for found in _HOME.finditer(read):
        figures = re.sub(r"\D", "", found.group())
        public = figures.startswith(("00", "0800", "0900", "0906", "0909"))
        if not public and not _NOT_A_PERSON.search(read[max(0, found.start() - 40) : found.start()]):
            yield "phone", found.start(), found.end()
    for found in _SAYS_PHONE.finditer(read):
        yield "phone", found.start("n"), found.end("n")


def bsns(read: str) -> Iterator[Span]:
    """Citizen service numbers in nine figures, cut up in any way, or eight (the leading nought left out)."""
    for run in _RUN.finditer(read):
        groups = [(run.start() + group.start(), group.group()) for group in _GROUP.finditer(run.group())]
        behind = 0
        for number, (start, _figures) in enumerate(groups):
            figures = ""
            end = start
            for place, group in groups[number : number + 9]:
                end = place + len(group)
                figures += group
                if len(figures) >= 9:
                    break
            if (
                start >= behind
                and is_bsn(figures)
                and _stands_alone(run.group(), start - run.start(), end - run.start())
            ):
                behind = end
                yield "bsn", start, end
        figures = "".join(group for _place, group in groups) if len(groups) < 9 else ""
        if len(figures) == 8 and is_bsn("0" + figures):
            before = read[max(0, run.start() - 40) : run.start()]
            told = _SAYS_BSN.search(before)
            if told or not (_DIGITAL_DATE.fullmatch(figures) or _NOT_A_PERSON.search(before)):
                yield "bsn", run.start(), run.end()


def _stands_alone(run: str, start: int, end: int) -> bool:
    """Whether groups of figures are a number of their own: one group, a usual shape, or set apart from the rest.

    A window on an ISBN or a row of dates passes the eleven-check once in eleven times.
    """
    shape = [len(group) for group in _GROUP.findall(run[start:end])]
    if len(shape) == 1 or shape in _USUAL_SHAPES:
        return True
    inside = set(_NO_FIGURES.findall(run[start:end]))
    before, after = _NO_FIGURES_END.search(run[max(0, start - 4) : start]), _NO_FIGURES.match(run, end)
    return not any(beside and beside.group() in inside for beside in (before, after))


def addresses(read: str) -> Iterator[Span]:
    """A postcode with a house number, in either order: together they point at one house."""
    for pattern in (_THEN_NUMBER, _STREET_LATER):
        for found in pattern.finditer(read):
            rest = read[found.end("n") : found.end("n") + 14]
            year = re.fullmatch(r"(?:19|20)\d\d", found["n"]) and not found["a"].strip()
            thing = _THING.match(rest) or _THING.match(read, found.end())
            next_postcode = re.match(r"\d{4}\s?[A-Z]{2}\b", read[found.start("n") : found.start("n") + 8])
            if _is_postcode(found) and not (year or thing or next_postcode):
                yield "postcode_number", found.start("p"), found.end("n") + len(found["a"].rstrip())
    for found in _NUMBER_FIRST.finditer(read):
        if _is_postcode(found):
            yield "postcode_number", found.start("n"), found.end("l")


def _is_postcode(found: re.Match) -> bool:
    letters = found["l"]
    if letters.upper() in ("SA", "SD", "SS"):  # never given out
        return False
    return letters.isupper() or letters.lower() not in _TWO_LETTER_WORDS


def births(read: str) -> Iterator[Span]:
    """Full dates beside a word that ties them to a birth."""
    tied = [(word.start(), word.end(), word.group()) for word in _BORN.finditer(read)]
    if not tied:
        return
    at = 0
    for start, end, _month, year in sorted(dates(read, loose=True)):
        while at < len(tied) and tied[at][1] <= start:
            at += 1
        near = []
        if at and start - tied[at - 1][1] <= 50:
            near.append((tied[at - 1], read[tied[at - 1][1] : start]))
        if at < len(tied) and tied[at][0] - end <= 30 and not tied[at][2].startswith(("*", "°", "†")):
            near.append((tied[at], read[end : tied[at][0]]))
        for word, between in near:
            if re.search(r"[a-z]{4,}[.!?]\s|[!?\n]\s?[A-Z]", between) or not year:
                continue
            recent = year.isdigit() and len(year) == 4 and int(year) >= 2020
            if not (_BIRTHDAY.search(word[2]) and recent):
                yield "birth_date", start, end
                break


def stops(read: str) -> Iterator[Span]:
    """Everything that must go, from one reading of the text."""
    found = [*emails(read), *ibans(read)]
    born = list(births(read))
    left = _hide(read, [span[1:] for span in found])
    houses = list(addresses(left))
    known = [span[:2] for span in dates(left)]
    left = _hide(left, known)
    for pattern in (_TIMES, _YEARS, _MONEY):
        left = _hide(left, [match.span() for match in pattern.finditer(left)])
    calls = list(phones(left))
    left = _hide(left, [span[1:] for span in (*calls, *houses)])
    yield from (*found, *born, *houses, *calls, *bsns(left))
