"""The words to which people say yes. A new wording gets a new version; the rows of consent keep both."""

from django.utils.translation import gettext_lazy as _

VERSION = "2026-11"
TEXT = _("Ik wil de nieuwsbrief per mail krijgen, ongeveer eens per maand. Ik kan elk moment stoppen.")
