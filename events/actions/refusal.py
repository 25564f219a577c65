"""The one domain error of this app: what a person asked for cannot be done, and the words that say why."""

from django.utils.translation import gettext as _

NAMED = 10


class Refused(Exception):
    """Carries a message in the active language for the person who asked, and the form field it belongs to, if any."""

    def __init__(self, message: str, *, field: str | None = None):
        super().__init__(message)
        self.message = message
        self.field = field


def too_many(taken: int, last: list) -> Refused:
    """More seats (`taken`) than would fit; `last` are the places that would have to go."""
    names = ", ".join(place.registration.name for place in last[:NAMED])
    words = {"taken": taken, "names": names, "more": len(last) - NAMED}
    if len(last) > NAMED:
        text = _("Er zijn al %(taken)s plaatsen bezet. Geen plaats meer is er dan voor: %(names)s en nog %(more)s.")
    else:
        text = _("Er zijn al %(taken)s plaatsen bezet. Geen plaats meer is er dan voor: %(names)s.")
    return Refused(text % words, field="capacity")


def busy() -> Refused:
    """The lock could not be had in time."""
    return Refused(_("Het is nu erg druk. Wacht een paar tellen en probeer het nog eens; wat je invulde staat er nog."))
