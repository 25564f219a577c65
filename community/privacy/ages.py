"""Exact ages as people write them in Dutch; ranges, decades and lengths of time are left alone."""

import re
from collections.abc import Iterator

_ONES = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
_TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_TEENS = ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
_WORDS = [f"{one}en{ten}" for ten in _TENS for one in _ONES] + _TEENS + _TENS + _ONES + ["honderd"]
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_N = r"(?:1[01]\d|[1-9]?\d)"

_YEARLING = re.compile(
    rf"(?<![\w.,-])(?:{_N}|{_WORD})[- ]?jarige?\b(?! (?:bestaan|jubileum|oorlog|huwelijk|plan|contract|onderzoek|"
    rf"programma|project|traject|opleiding|overeenkomst|ervaring|samenwerking|cyclus|subsidie|looptijd))",
    re.IGNORECASE,
)
_YEARS = re.compile(
    rf"(?<![\w.,€-])(?:{_N}|{_WORD})(?:\s(?:jaar|jaren|jr)\b|\s?jr\b|j\b)(?P<o>\s(?:oud|jong)\b)?", re.IGNORECASE
)
_MONTHS = re.compile(rf"(?<![\w.,-])(?:{_N}|{_WORD}) (?:maanden|maand|weken|dagen) oud\b", re.IGNORECASE)
_A_TIME_BEFORE = re.compile(
    r"\b(?:al|ruim|sinds|over|na|binnen|tot|vanaf|tussen|minstens|minimaal|maximaal|hooguit|ouder dan|jonger dan|boven|boven de|"
    r"onder|elke|per|om de|afgelopen|komende|laatste|eerste|duurt|duurde|loopt|werkt|werkte|en|t/m|of|van|in|gedurende|"
    r"voor|zo'n|meer dan|minder dan|langer dan|korter dan|bijna al|inmiddels al|nog|jarenlang|elk|iedere|\d\s?-|\d\s?–)\s?$",
    re.IGNORECASE,
)
_A_TIME_AFTER = re.compile(
    r"\s(?:geleden|lang|later|getrouwd|gehuwd|samen|in dienst|ervaring|garantie|bewaard|werk|gevangenis|eerder|achtereen|"
    r"aaneen|onderweg|bezig|actief|bij|en ouder|of ouder|en jonger|of jonger|tijd|cel|vast|huur|gewerkt|gewoond|als|terug|"
    r"niet|geen|duren|studie|onderhoud|uitstel|op de|voor|na|van|ambtsjubileum|lid|huwelijk|verder|werkzaam|aan|in de)\b|\s?[-–/]\s?\d",
    re.IGNORECASE,
)
_PERSON = (
    r"\b(?:hij|zij|ze|ik|mevrouw|meneer|moeder|vader|oma|opa|client|clienten?|patient|bewoner|bewoonster|dochter|zoon|man|"
    r"vrouw|jongen|meisje|kind|broer|zus|tante|oom|buurvrouw|buurman|partner|kleinzoon|kleindochter|iemand|dame|heer|"
    r"collega|vriend|vriendin|[A-Z][a-z]+|[A-Z]\.)"
)
_OF_PERSON = re.compile(rf"{_PERSON}(?: \w+){{0,2}} ?$|(?i:\b(?:hij|zij|ze|mevrouw|meneer|moeder|vader|oma|opa)) ?$")
_VERB = re.compile(
    rf"\b(?:is|was|wordt|werd|ben|bent|geworden)(?: (?:nu|net|inmiddels|pas|al|bijna|ongeveer|vandaag|gisteren|toen)){{0,2}} "
    rf"(?P<n>{_N}|{_WORD})(?=\s?[.,;!?)\n]|$|\s(?:en|geworden|maar|toen|jr)\b)(?![.,]\d)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(
    rf"(?<![A-Za-z.])(?P<w>[A-Za-z.]{{1,20}})(?: \()(?P<n>{_N})(?: ?(?:jaar|jr|j))?\)|, (?P<c>{_N}),(?= (?:die|woont|heeft|is|met|uit))"
)
_NOT_BEFORE_BRACKETS = re.compile(
    r"^(?:artikel|art|lid|tabel|figuur|pagina|p|blz|hoofdstuk|bijlage|stap|punt|kamer|zaal|nummer|nr|versie|totaal|ronde|les|"
    r"week|vraag|deel|fase|groep|lokaal|noot|maart|mei|juni|juli|deelnemers|mensen|aantal|plaatsen)$",
    re.IGNORECASE,
)
_SAID = re.compile(
    rf"\b(?:leeftijd|lft\.?)(?:\s(?:is|van|was))?[\s:]{{1,3}}(?P<n>{_N})(?![\d-])(?! ?(?:-|tot|en|a) ?\d)",
    re.IGNORECASE,
)
# "Een jongen van 14"; what follows in the plural is counted, and no age ("een vrouw van 3 kinderen").
_MAN_OF = re.compile(
    rf"\b(?:man|vrouw|jongen|jongeman|meisje|meid|kind|zoon|zoontje|dochter|dochtertje|bewoner|bewoonster|dame|heer) van "
    rf"(?P<n>{_N})(?![\d.,:-]\d| ?(?:%|€|jaar|jr|tot|a|of|t/m|euro|kilo|kg|meter|km|uur|punten|procent|ruim|en \d)| \w+(?:en|s)\b|[-\d])"
)
_NTH = re.compile(
    rf"\b(?:op|sinds) (?:mijn|zijn|haar|hun|d'r|z'n) (?P<n>(?:{_N}) ?(?:e|ste|de)|(?:{_WORD})(?:ste|de))\b",
    re.IGNORECASE,
)
_BORN_IN = re.compile(
    r"\b(?:geboren|geb\.)(?: \w+){0,3}? (?P<n>in (?:1[89]\d\d|20\d\d))|\bgeboortejaar[\s:]{1,3}(?:is )?(?P<m>(?:1[89]|20)\d\d)|"
    r"\b(?:hij|zij|ze|mevrouw|meneer) is van (?P<v>(?:1[89]|20)\d\d)\b",
    re.IGNORECASE,
)


def ages(read: str) -> Iterator[tuple[int, int]]:
    """`(start, end)` of every exact age in the plain text."""
    small = read.lower()
    for pattern, word in ((_YEARLING, "jarig"), (_MONTHS, " oud")):
        if word in small:
            for found in pattern.finditer(read):
                yield found.span()
    for found in _YEARS.finditer(read):
        before = read[max(0, found.start() - 20) : found.start()]
        after = read[found.end() : found.end() + 20]
        a_range = re.search(
            r"(?:\d|jaar|oud) ?(?:-|tot|en|t/m|of|a) $|\d ?- ?$|tussen (?:de )?$|ouder dan $|jonger dan $|vanaf $",
            before,
        )
        if found["o"]:
            if not a_range:
                yield found.span()
        elif not (_A_TIME_BEFORE.search(before) and not re.search(r"\bvan $", before)) and not _A_TIME_AFTER.match(
            after
        ):
            if re.search(r"\bvan $", before) and not re.search(rf"{_PERSON}(?: \w+)? van $", before):
                continue
            yield found.span()
    for found in _VERB.finditer(read):
        if _OF_PERSON.search(read[max(0, found.start() - 30) : found.start()]) or re.match(
            r"ben|bent|geworden", found.group(), re.IGNORECASE
        ):
            yield found.span("n")
    for found in _BRACKETS.finditer(read):
        if found["c"]:
            yield found.span("c")
        elif not _NOT_BEFORE_BRACKETS.match(found["w"]):
            person = re.match(rf"{_PERSON}$", found["w"])
            if person:
                yield found.span("n")
    for pattern in (_SAID, _NTH, _MAN_OF):
        for found in pattern.finditer(read):
            yield found.span("n")
    for found in _BORN_IN.finditer(read):
        yield found.span(found.lastgroup)
