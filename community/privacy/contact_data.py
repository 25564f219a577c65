"""No numbers and addresses of people in public texts: who wants to react does so through the site."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.identifiers import refuse_bsn
from community.privacy.search import hard_stops

# A postcode with a number is left alone: places to meet have one too.
REFUSED = ("iban", "phone", "email", "birth_date")


def refuse_contact_data(text: str) -> None:
    """A validator for text that everybody may read; raises `ValidationError`. What was found is not repeated."""
    if not isinstance(text, str):
        return
    refuse_bsn(text)
    names = {
        "iban": _("een rekeningnummer"),
        "phone": _("een telefoonnummer"),
        "email": _("een mailadres"),
        "birth_date": _("een geboortedatum"),
    }
    if kinds := [kind for kind in hard_stops(text) if kind in REFUSED]:
        raise ValidationError(
            _(
                "In deze tekst lijkt te staan: %(kinds)s. Iedereen kan dit lezen, dus haal het weg. "
                "Mensen reageren via deze site."
            ),
            code="contact_data",
            params={"kinds": ", ".join(names[kind] for kind in kinds)},
        )
