"""The words that go with a finding: what to do, and how to say the same without leading to a person."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.privacy.dates import dates

_ADVICE = {
    "bsn": gettext_lazy("Haal het BSN weg. Het verhaal heeft het niet nodig."),
    "iban": gettext_lazy("Haal het rekeningnummer weg. Schrijf zo nodig: “een bankrekening”."),
    "phone": gettext_lazy("Haal het telefoonnummer weg. Schrijf zo nodig: “we hebben gebeld”."),
    "email": gettext_lazy("Haal het mailadres weg. Schrijf zo nodig: “we hebben gemaild”."),
    "postcode_number": gettext_lazy("Haal het adres weg. Schrijf zo nodig: “in dezelfde buurt” of “in een flat”."),
    "birth_date": gettext_lazy("Haal de geboortedatum weg. Schrijf bijvoorbeeld: “een vrouw van in de tachtig”."),
    "name": gettext_lazy("Staat hier een naam? Schrijf een rol, zoals “de bewoner”, “haar zoon” of “een collega”."),
    "place": gettext_lazy(
        "Staat hier een plaats? Schrijf bijvoorbeeld: “in een dorp”, “in een grote stad” of “in de buurt”."
    ),
    "handle": gettext_lazy("Staat hier een accountnaam? Schrijf bijvoorbeeld: “via sociale media”."),
    "plate": gettext_lazy("Staat hier een kenteken? Schrijf bijvoorbeeld: “de auto”."),
    "combination": gettext_lazy(
        "Deze gegevens samen kunnen één persoon aanwijzen. Laat er een paar weg of maak ze ruimer, zoals "
        "“een vrouw van in de tachtig uit de regio”."
    ),
}


def looked_for() -> str:
    """The sentence that goes with every outcome: what was looked for, and that finding nothing proves nothing."""
    return _(
        "We zochten met vaste regels naar BSN, IBAN, telefoonnummers, mailadressen, postcodes met huisnummer, "
        "geboortedatums, namen, plaatsen, instellingen, leeftijden, datums, accountnamen, kentekens en combinaties daarvan. "
        "De regels missen ook dingen. Lees je tekst zelf na: zou iemand deze persoon kunnen herkennen?"
    )


def advice(kind: str, piece: str) -> str:
    """One Dutch sentence for this kind; `piece` is the found text, never repeated in the advice."""
    if kind == "exact_age":
        return _age(piece)
    if kind == "exact_date":
        return _date(piece)
    if kind == "institution":
        return _institution(piece)
    return str(_ADVICE[kind])


def _age(piece: str) -> str:
    figures = re.search(r"\d+", piece)
    age = int(figures.group()) if figures else 0
    if "maand" in piece or "wek" in piece or "dag" in piece:
        return _("Moet dit zo precies? Schrijf bijvoorbeeld: “een baby”.")
    if not figures or age >= 1000:
        return _("Moet de leeftijd zo precies? Schrijf bijvoorbeeld: “van in de tachtig”.")
    if age < 4:
        return _("Moet de leeftijd zo precies? Schrijf bijvoorbeeld: “een jong kind”.")
    if age < 12:
        return _("Moet de leeftijd zo precies? Schrijf bijvoorbeeld: “een kind op de basisschool”.")
    if age < 20:
        return _("Moet de leeftijd zo precies? Schrijf bijvoorbeeld: “een tiener”.")
    if age >= 90:
        return _("Moet de leeftijd zo precies? Schrijf bijvoorbeeld: “van boven de negentig”.")
    decades = {
        2: _("in de twintig"),
        3: _("in de dertig"),
        4: _("in de veertig"),
        5: _("in de vijftig"),
        6: _("in de zestig"),
        7: _("in de zeventig"),
        8: _("in de tachtig"),
    }
    band = age // 5 * 5
    return _(
        "Moet de leeftijd zo precies? Schrijf bijvoorbeeld: “van %(decade)s” of “tussen %(low)s en %(high)s jaar”."
    ) % {
        "decade": decades[age // 10],
        "low": band,
        "high": band + 5,
    }


def _date(piece: str) -> str:
    month = next((month for _start, _end, month, _year in dates(piece)), 0)
    season = (_("in de winter"), _("in het voorjaar"), _("in de zomer"), _("in het najaar"))[month % 12 // 3]
    return _("Moet de dag zo precies? Schrijf bijvoorbeeld: “%(season)s” of “enkele weken geleden”.") % {
        "season": season
    }


def _institution(piece: str) -> str:
    low = piece.lower()
    examples = (
        (("verpleeg", "verzorgings", "woonzorg", "zorgcentrum"), _("een verpleeghuis in de regio")),
        (("ziekenhuis", "kliniek", "umc", " mc"), _("een ziekenhuis in de regio")),
        (("school", "college", "lyceum", "gymnasium", "obs ", "cbs "), _("een school in de buurt")),
        (("huisarts", "praktijk"), _("een huisartsenpraktijk")),
        (("stichting", "vereniging"), _("een stichting in de regio")),
    )
    example = next(
        (example for words, example in examples if any(word in low for word in words)),
        _("een zorgorganisatie in de regio"),
    )
    return _("Staat hier een instelling? Schrijf bijvoorbeeld: “%(example)s”.") % {"example": example}
