"""Leaving somebody's name and address out of what others wrote, and out of copies of it.

Only a name of two words or more: a first name alone could be anybody's. What editors publish as pages is theirs to change.
"""

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils.html import escape
from wagtail.models import ModelLogEntry

from community.personal_data import Person, holdings, quoting

INSTEAD = "…"
SHORTEST = 6  # of a name; what is shorter is found in any text


def names_of(person: Person) -> set[str]:
    """The address, and every full name under which the register hands out something of this person."""
    rows = (row for holding in holdings() for row in holding.hand_out(person))
    found = {row["naam"] for row in rows if isinstance(row.get("naam"), str)}
    return full(found) | {person.email}


def full(names: Iterable[str]) -> set[str]:
    """Those that can only be meant for somebody."""
    tidy = {" ".join(name.split()) for name in names}
    return {name for name in tidy if " " in name and len(name) >= SHORTEST}


def leave_out(names: set[str]) -> int:
    """Put "…" for these names in every field that was declared as quoting, and in Wagtail's log; returns how many rows."""
    touched = sum(
        leave_out_of(apps.get_model(model)._base_manager.all(), fields, names) for model, fields in quoting().items()
    )
    logged = ModelLogEntry.objects.filter(_holds(("label",), names)) if names else ModelLogEntry.objects.none()
    return touched + logged.update(label="", data={})


def leave_out_of(rows: QuerySet[Model], fields: tuple[str, ...], names: set[str]) -> int:
    """The same in some fields of some rows; returns how many rows changed."""
    if not names:
        return 0
    spelled = sorted({way for name in names for way in (name, escape(name))}, key=len, reverse=True)
    named = re.compile(rf"@?(?<!\w)(?:{'|'.join(map(re.escape, spelled))})(?!\w)", re.IGNORECASE)
    touched = 0
    for row in rows.filter(_holds(fields, spelled)).only("pk", *fields):
        changed = {field: named.sub(INSTEAD, getattr(row, field)) for field in fields}
        if any(changed[field] != getattr(row, field) for field in fields):
            touched += rows.model._base_manager.filter(pk=row.pk).update(**changed)
    return touched


def _holds(fields: Iterable[str], names: Iterable[str]) -> Q:
    return reduce(or_, (Q(**{f"{field}__icontains": name}) for field in fields for name in names))
