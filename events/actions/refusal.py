"""The one domain error of this app: what a person asked for cannot be done, and the words that say why."""

from django.utils.translation import gettext as _


class Refused(Exception):
    """Carries a message in the active language for the person who asked, and the form field it belongs to, if any."""

    def __init__(self, message: str, *, field: str | None = None):
        super().__init__(message)
        self.message = message
        self.field = field


def busy() -> Refused:
    """The lock could not be had in time."""
    return Refused(_("Het is nu erg druk. Wacht een paar tellen en probeer het nog eens; wat je invulde staat er nog."))
