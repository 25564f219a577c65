"""The one error an action about people raises when it cannot do what was asked."""

from django.db.models import Model
from django.utils.translation import gettext as _


class Refused(Exception):
    """Says, in the reader's language, why nothing happened."""


class Stale(Refused):
    """Somebody else saved since the form was made. `current` is what is stored now."""

    def __init__(self, current: Model):
        super().__init__(_("Iemand anders heeft dit intussen gewijzigd. Kijk wat er verschilt en bewaar opnieuw."))
        self.current = current
