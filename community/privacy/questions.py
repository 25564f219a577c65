"""What to think about in a case text: it does not point at one person by itself, but it helps to find one.

Every function takes the plain text and yields `(kind, start, end)` in offsets of that text.
"""

import re
from collections.abc import Iterator

from community.privacy.ages import ages
from community.privacy.dates import dates
from community.privacy.word_lists import (
    AFTER_PARTICLE,
    DOUBTFUL_NAMES,
    DOUBTFUL_PLACES,
    FIRST_NAMES,
    LONG_PLACES,
    PLACES,
    SURNAMES,
    words,
)

Span = tuple[str, int, int]

_PARTICLE = (
    r"(?:[Vv]an der|[Vv]an den|[Vv]an de|[Vv]an 't|[Vv]an het|[Vv]an|von|[Dd]e la|[Dd]e|[Dd]en|[Dd]er|[Tt]en|[Tt]er|te|[Ee]l|"
    r"[Aa]l|in 't|[Oo]p de|'t|[Bb]in|[Bb]en|[Dd]a|[Dd]i|[Dd]os)"
)
_CAPITAL = r"[A-Z][a-z']+(?:-[A-Z][a-z]+)?"
_SURNAME = rf"(?:{_PARTICLE} ){{0,2}}{_CAPITAL}"
_TITLES = r"mevrouw|mevr\.?|mw\.?|mej\.?|meneer|mijnheer|de heer|dhr\.?|hr\.?|heer|fam\.|familie|weduwe|zuster|broeder|dokter|dr\.|drs\.|ir\.|mr\.|prof\.|professor|ds\.|dominee|pastoor"
_KIN_OR_ROLE = (
    r"tante|oom|oma|opa|zoon|zoontje|dochter|dochtertje|client|clienten?|patient|patiente|bewoner|bewoonster|collega|buurvrouw|"
    r"buurman|buurjongen|buurmeisje|vriend|vriendin|vrijwilliger|vrijwilligster|mantelzorger|casemanager|wijkverpleegkundige|"
    r"huisarts|begeleider|begeleidster|broer|broertje|zus|zusje|man|vrouw|echtgenoot|echtgenote|kleinzoon|kleindochter|"
    r"nicht|neef|juf|meester|moeder|vader|deelnemer|deelneemster|leerling|mentor|verpleegkundige|verzorgende|coach|"
    r"wijkagent|ergotherapeut|fysiotherapeut|psycholoog|psychiater|specialist|partner|ex|leidinggevende|manager|stagiair|stagiaire"
)
_CALLED = r"(?:heet|heette|genaamd|genoemd|noemen we|noem ik|mijn naam is|naam is|naam:|naam was|ik ben|luistert naar|voornaam:?|achternaam:?|roepnaam:?)"
_SAYS = (
    r"(?:zei|zegt|vertelde|vertelt|vroeg|vraagt|belde|belt|appte|mailde|schreef|knikte|lachte|huilde|riep|antwoordde)"
)
_TITLED = re.compile(
    rf"\b(?i:{_TITLES})\s{{1,2}}(?:en mevrouw )?(?P<n>(?:[A-Z]\.\s?){{1,4}}{_SURNAME}|{_SURNAME}(?: (?:{_PARTICLE} ){{0,2}}{_CAPITAL})?|[A-Z]\.?(?![\w'.]))"
)
_RELATED = re.compile(
    rf"\b(?i:{_KIN_OR_ROLE})[,:]?\s{{1,2}}(?P<n>(?:[A-Z]\.\s?){{1,4}}{_SURNAME}|{_CAPITAL}(?: (?:{_PARTICLE} ){{0,2}}{_CAPITAL})?|[A-Z]\.?(?![\w'.]))"
)
_NAMED = re.compile(rf"\b(?i:{_CALLED}|{_SAYS})\s{{1,2}}(?P<n>{_SURNAME}(?: (?:{_PARTICLE} ){{0,2}}{_CAPITAL})?)")
_SMALL = re.compile(
    rf"\b(?:{_TITLES}|familie|client|bewoner|patient)\s{{1,2}}(?P<n>(?:{_PARTICLE} ){{0,2}}(?P<s>[a-z]{{3,14}}))\b",
    re.IGNORECASE,
)
_WHO_SAYS = re.compile(rf"(?<![\w'-]){_CAPITAL} (?={_SAYS}\b)")
_OF_A_FAMILY = re.compile(r"van de[rn] ", re.IGNORECASE)  # hardly ever anything but a surname
_INITIALS = re.compile(rf"(?<![\w.])(?:[A-Z]\.\s?){{1,4}}(?:{_PARTICLE} ){{0,2}}[A-Z][a-z]{{2,}}(?:-[A-Z][a-z]+)?")
_WORD = re.compile(r"(?<![\w@'])[A-Z][A-Za-z'-]*")
_FOLLOWING = re.compile(rf" (?:{_PARTICLE} ){{0,2}}(?:{_CAPITAL}|[A-Z]\.(?!\w))")
_BEGINS = re.compile(r"(?:^|[.!?:\n•*\"“”(]|- |\d\))\s*$")
_NOT_NAMES = words(
    """De Het Een Dit Dat Die Deze Hij Zij Ze Ik We Wij Je Jij U Er Hier Daar Nu Toen Als En Maar Want Of Omdat
    Nederland Nederlandse Europa Maandag Dinsdag Woensdag Donderdag Vrijdag Zaterdag Zondag Januari Februari
    Maart April Mei Juni Juli Augustus September Oktober November December Kerst Pasen Pinksteren Sinterklaas
    Wmo Wlz Zvw Excel Word Teams Zoom WhatsApp Google Positieve Gezondheid Nederlands Engels Turks Marokkaans
    Duits God Allah Wat Wie Waar Hoe Waarom Wanneer In Op Bij Met Van Voor Na Aan Uit Over Onder Niet Geen Ook
    Mijn Onze Haar Hun Zijn Is Was Heeft Had Kan Wil Moet"""
)
_NEUTRAL_LETTERS = frozenset("XYN")


def _begins(read: str, start: int) -> bool:
    return bool(_BEGINS.search(read[max(0, start - 6) : start])) or start == 0


def names(read: str) -> Iterator[Span]:
    """Names after a title, a relation or “heet”, with initials, and from the lists."""
    for pattern in (_TITLED, _RELATED, _NAMED):
        for found in pattern.finditer(read):
            first = found["n"].split()[0]
            if found["n"].rstrip(".") in _NEUTRAL_LETTERS or (
                first in _NOT_NAMES
                and (pattern is not _TITLED or first not in ("De", "Van", "Den", "Op", "In") or " " not in found["n"])
            ):
                continue
            if pattern is _RELATED and (first in PLACES or (first.isupper() and len(first) > 2)):
                continue
            yield "name", found.start("n"), found.end("n")
    for found in _SMALL.finditer(read):
        last, whole = found["s"].lower(), found["n"]
        if last in SURNAMES or (" " in whole and last in AFTER_PARTICLE) or _OF_A_FAMILY.match(whole):
            yield "name", found.start("n"), found.end("n")
    for found in _WHO_SAYS.finditer(read):
        if not _begins(read, found.start()) and found.group().rstrip() not in _NOT_NAMES:
            yield "name", found.start(), found.end() - 1
    for found in _INITIALS.finditer(read):
        yield "name", found.start(), found.end()
    for found in _WORD.finditer(read):
        word = found.group()
        bare = re.sub(r"'s?$", "", word)
        if bare not in FIRST_NAMES and bare not in DOUBTFUL_NAMES and bare.endswith("s") and bare[:-1] in FIRST_NAMES:
            bare = bare[:-1]
        follows = _FOLLOWING.match(read, found.end())
        if follows and follows.group().split()[-1] in _NOT_NAMES:
            follows = None
        parts = bare.split("-")
        if bare in DOUBTFUL_NAMES:
            if not _begins(read, found.start()) or (follows and bare not in ("Door", "Mei", "Wil", "An")):
                yield "name", found.start(), follows.end() if follows else found.start() + len(bare)
        elif bare in FIRST_NAMES or (len(parts) == 2 and parts[0] in FIRST_NAMES and parts[1][:1].isupper()):
            yield "name", found.start(), follows.end() if follows else found.start() + len(bare)
        elif bare.lower() in SURNAMES and not _begins(read, found.start()):
            yield "name", found.start(), found.start() + len(bare)
        elif bare in ("De", "Van", "Den") and not _begins(read, found.start()):
            rest = re.match(r" (?:de |der |den )?([A-Z][a-z]+)", read[found.end() : found.end() + 30])
            if rest and rest[1].lower() in AFTER_PARTICLE:
                yield "name", found.start(), found.end() + rest.end()


_STREET_END = r"(?:straat|laan|weg|plein|gracht|kade|singel|dijk|hof|pad|dreef|steeg|plantsoen|wal|baan|dam|park|markt|ring|oord|erf|burg)"
_STREET = re.compile(
    r"\b(?:[A-Z][\w.-]{0,25} (?:van (?:de |der |den )?)?){0,2}[A-Z][a-z'-]{2,30}?(?:straat|laan|weg|plein|gracht|kade|singel|dijk|hof|pad|"
    r"dreef|steeg|plantsoen)\b(?:\s\d{1,4}(?:\s?[a-z]\b|-\d{1,4})?)?"
)
_TWO_WORD_STREET = re.compile(
    r"\b(?:Oude|Nieuwe|Lange|Korte|Grote|Kleine|Hoge|Lage|Breede|Brede) (?:[A-Z][a-z]{2,20})?(?:[Gg]racht|[Ww]eg|[Dd]ijk|"
    r"[Ss]traat|[Pp]lein|[Kk]ade|[Ss]ingel|[Mm]arkt|[Ll]aan|[Pp]ad|[Hh]of|[Hh]aven|[Ss]teeg)\b(?:\s\d{1,4}[a-z]?\b)?"
)
_SMALL_STREET = re.compile(
    rf"\b[a-z]{{3,25}}{_STREET_END}\s\d{{1,4}}[a-z]?\b(?!\s?(?:%|uur|euro|mensen|meter|km|jaar|keer))"
)
_WHERE = re.compile(
    r"\b(?i:wonend|wonende|woont|woonde|wonen|woonachtig|gewoond|verhuisd|verhuisde|verhuist|opgegroeid|afkomstig|komt|kwam|geboren|getogen|woonplaats|"
    r"gevestigd)(?::|\s(?:\w{1,12} ){0,3}?(?:in|te|uit|naar|aan de|aan het|op|bij)(?: de| het)?)\s(?P<p>(?:(?:De|Den|Het|Sint|Nieuw|Oud) )?[A-Z][a-z]+(?:-[A-Z][a-z]+)*(?: (?:aan|op|bij) (?:de |den |het )?[A-Z][a-z]+)?)"
)
_QUARTER = re.compile(
    r"\b(?:wijk|buurt|dorp|dorpje|stadsdeel|buurtschap|gehucht|gemeente|regio|plaats|plaatsje|stad|eiland|stadje|kern)\s(?P<p>(?:(?:De|Den|Het) )?[A-Z][a-z]+(?:-[A-Z][a-z]+)*)"
)
_NAMED_QUARTER = re.compile(r"(?<![\w-])[A-Z][a-z]{2,}(?:wijk|buurt|kwartier)\b")
_LONG_PLACE = re.compile(rf"(?<!\w)(?:{LONG_PLACES})\b")
_TO_PLACE = re.compile(r"\b(?:in|uit|te|naar|bij|nabij|van|rond)\s$", re.IGNORECASE)


def places(read: str) -> Iterator[Span]:
    """Places, neighbourhoods and streets."""
    for pattern in (_WHERE, _QUARTER):
        for found in pattern.finditer(read):
            if found["p"] not in _NOT_NAMES:
                yield "place", found.start("p"), found.end("p")
    for pattern in (_LONG_PLACE, _SMALL_STREET, _TWO_WORD_STREET):
        for found in pattern.finditer(read):
            yield "place", found.start(), found.end()
    for found in _NAMED_QUARTER.finditer(read):
        if not _begins(read, found.start()):
            yield "place", found.start(), found.end()
    for found in _STREET.finditer(read):
        one = " " not in found.group()
        if not (one and _begins(read, found.start())) and found.group() not in ("Halfweg", "Onderweg"):
            yield "place", found.start(), found.end()
    for found in _WORD.finditer(read):
        bare = re.sub(r"(?:'s|s'|-\w+)$", "", found.group()) if found.group() not in PLACES else found.group()
        if bare in PLACES or (
            bare in DOUBTFUL_PLACES and _TO_PLACE.search(read[max(0, found.start() - 8) : found.start()])
        ):
            yield "place", found.start(), found.start() + len(bare)


HOUSES = (
    r"verpleeghuis|verzorgingshuis|verzorgingstehuis|woonzorgcentrum|woonzorglocatie|zorgcentrum|zorgcomplex|zorgboerderij|"
    r"zorginstelling|zorggroep|zorgorganisatie|thuiszorgorganisatie|thuiszorg|ziekenhuis|kliniek|polikliniek|hospice|"
    r"huisartsenpraktijk|huisartsenpost|gezondheidscentrum|revalidatiecentrum|praktijk|apotheek|basisschool|school|"
    r"middelbare school|college|lyceum|gymnasium|mavo|kinderdagverblijf|kinderopvang|peuterspeelzaal|universiteit|hogeschool|stichting|"
    r"vereniging|cooperatie|wooncentrum|woongroep|woonvorm|buurthuis|wijkcentrum|dorpshuis|inloophuis|dagbesteding|"
    r"dagopvang|GGZ|ggz|GGD|azc|kerk|moskee|bedrijf|firma|tehuis|jeugdinstelling|obs|OBS|cbs|CBS|ROC|roc|instelling|organisatie|"
    r"serviceflat|aanleunwoning|sociaal team|wijkteam|locatie|huize"
)
_HOUSE = re.compile(
    rf"\b(?:{HOUSES}|(?:{HOUSES.title()}|Huize))\s(?P<n>(?:(?:de|het|'t|in|op|van|'s|Sint|St\.) ){{0,2}}(?:[A-Z][\w'-]+)(?:(?: (?:de|het|van|der|den|en|aan)){{0,2}} [A-Z][\w'-]+){{0,3}})"
)
_HOUSE_LAST = re.compile(
    r"(?<![\w-])(?:(?:Sint|St\.|De|Het|[A-Z][\w.-]{2,25}) ){0,2}[A-Z][\w.'-]{1,30}[ -]?(?:[Zz]iekenhuis|[Cc]ollege|[Ll]yceum|[Gg]ymnasium|"
    r"[Gg]asthuis|[Zz]orggroep|[Kk]liniek|[Hh]ospice|[Uu]niversiteit|[Hh]ogeschool|[Bb]asisschool|MC|UMC|umc|[Mm]ontessorischool|[Zz]orgcentrum|[Tt]huiszorg|[Ss]tichting)\b"
)
_KNOWN_HOUSE = re.compile(
    r"\b(?:Buurtzorg|Parnassia|Altrecht|Lentis|Cordaan|Philadelphia|Pluryn|'s Heeren Loo|Careyn|Laurens|Zorgspectrum|"
    r"Humanitas|Amsta|Amarant|Dimence|Yulius|Arkin|Antes|Leger des Heils|UMCG|LUMC|Radboudumc|Radboud UMC|Erasmus MC|UMC Utrecht|OLVG|AMC|VUmc|"
    r"Amsterdam UMC|Maastricht UMC\+?|Isala|Rijnstate|Diakonessenhuis|Catharina Ziekenhuis|Zuyderland|Treant|Novadic|Tactus|Jellinek)\b"
)


def institutions(read: str) -> Iterator[Span]:
    """Homes, hospitals, schools, foundations: a kind of house with a name of its own."""
    for found in _HOUSE.finditer(read):
        first = found["n"].split()[0]
        if (first in _NOT_NAMES and first not in ("De", "Het", "In", "Op")) or found["n"] in _NOT_NAMES:
            continue
        yield "institution", found.start(), found.end()
    for found in _HOUSE_LAST.finditer(read):
        if found.group().split()[0] not in _NOT_NAMES or len(found.group().split()) > 2:
            yield "institution", found.start(), found.end()
    for found in _KNOWN_HOUSE.finditer(read):
        yield "institution", found.start(), found.end()


_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z_][\w]{1,30}(?:\.\w{1,30}){0,3}")
_PLATE = re.compile(
    r"(?<![\w-])(?:[A-Z]{2}([- ])(?:\d\d\1\d\d|\d\d\1[A-Z]{2}|[A-Z]{2}\1\d\d|\d{3}\1[A-Z])|\d\d([- ])(?:\d\d\2[A-Z]{2}|[A-Z]{2}\2\d\d|"
    r"[A-Z]{2}\2[A-Z]{2}|[A-Z]{3}\2\d)|\d([- ])(?:[A-Z]{3}\3\d\d|[A-Z]{2}\3\d{3})|\d{3}([- ])[A-Z]{2}\4\d|[A-Z]([- ])(?:\d{3}\5[A-Z]{2}|"
    r"\d\d\5[A-Z]{3})|[A-Z]{3}([- ])\d\d\6[A-Z])(?![\w-])"
)
_SMALL_PLATE = re.compile(_PLATE.pattern.replace("[- ]", "-"), re.IGNORECASE)
_TOLD_PLATE = re.compile(
    r"\b(?:kenteken|kentekenplaat|nummerbord)[\s:]{1,3}(?:is |van |was |met )?(?P<p>(?=[A-Z0-9 -]{0,8}\d)(?=[A-Z0-9 -]{0,8}[A-Z])[A-Z0-9]{1,3}[- ]?[A-Z0-9]{1,3}[- ]?[A-Z0-9]{1,3})\b",
    re.IGNORECASE,
)


def signs(read: str) -> Iterator[Span]:
    """Exact ages and dates, names on social media, number plates."""
    for start, end in ages(read):
        yield "exact_age", start, end
    for start, end, _month, _year in dates(read):
        yield "exact_date", start, end
    for found in _HANDLE.finditer(read):
        yield "handle", found.start(), found.end()
    for pattern in (_PLATE, _SMALL_PLATE):
        for found in pattern.finditer(read):
            yield "plate", found.start(), found.end()
    for found in _TOLD_PLATE.finditer(read):
        yield "plate", found.start("p"), found.end("p")


def questions(read: str) -> Iterator[Span]:
    """Everything to think about, from one reading of the text."""
    yield from names(read)
    yield from places(read)
    yield from institutions(read)
    yield from signs(read)
