"""The same stops on the server, for every field that holds a text of a case or is there for everybody to read."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from community.privacy.search import hard_stops


def refuse_stops(text: str) -> None:
    """A validator for a text of a case, a question to everybody or a harvested point; raises `ValidationError` on a hard stop.

    The message names the kinds and never repeats what was found. Use it in `validators=[refuse_stops]` of a form
    field or a model field.
    """
    if not isinstance(text, str):
        return
    kinds = hard_stops(text)
    if kinds:
        names = {
            "bsn": _("een burgerservicenummer (BSN)"),
            "iban": _("een rekeningnummer (IBAN)"),
            "phone": _("een telefoonnummer"),
            "email": _("een mailadres"),
            "postcode_number": _("een postcode met huisnummer"),
            "birth_date": _("een geboortedatum"),
        }
        raise ValidationError(
            _("In deze tekst lijkt te staan: %(kinds)s. Haal dat eerst weg: het hoort hier niet."),
            code="privacy",
            params={"kinds": ", ".join(names[kind] for kind in kinds)},
        )
