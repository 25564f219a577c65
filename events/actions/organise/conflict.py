"""Two people at the same text: who saves second is told, and nothing is lost."""

import hashlib

from django.db.models import Model
from django.utils.translation import gettext as _

from events.actions.refusal import Refused


class Conflict(Refused):
    """Somebody else saved meanwhile. `current` is what is stored now."""

    def __init__(self, current: Model):
        super().__init__(_("Iemand anders heeft dit intussen gewijzigd. Kijk wat er verschilt en kies wat blijft."))
        self.current = current


def version_of(row: Model | None) -> str:
    """What a form carries along to say which text it was made from: the row's version, or else a digest of it."""
    if row is None:
        return ""
    if hasattr(row, "version"):
        return str(row.version)
    values = [str(getattr(row, field.attname)) for field in row._meta.concrete_fields]
    return hashlib.sha256("\0".join(values).encode()).hexdigest()[:16]


def changes(row: Model, values: dict) -> dict:
    """Those of `values` that differ from what the row holds."""
    return {name: value for name, value in values.items() if getattr(row, name) != value}


def refuse_stale(row: Model, version: str) -> None:
    """Raise `Conflict` unless the form was made from what is stored now."""
    if version_of(row) != str(version):
        raise Conflict(row)
