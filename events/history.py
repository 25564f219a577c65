"""Who changed what at a meeting, for everybody who organises it, and which of it can still be put back."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from events.models import Breakout, Event, ProgrammeItem, Round, Speaker

PARTS: dict[str, type[Model]] = {
    "event": Event, "round": Round, "programmeitem": ProgrammeItem, "breakout": Breakout, "speaker": Speaker,
}  # fmt: skip
MOST = 500  # acts; nobody looks further back


@dataclass(frozen=True, slots=True)
class Line:
    """One act: `what` in words, `who` empty when that account is gone, `back` whether it can be put back."""

    pk: int
    at: datetime
    who: str
    what: str
    back: bool


def memento(row: Model, names) -> dict:
    """What a change leaves in the log so that it can be put back: the values of these fields as they are now."""
    values = {name: getattr(row, row._meta.get_field(name).attname) for name in names}
    return {"what": row._meta.model_name, "pk": row.pk, "values": values}


def lines(event: Event) -> list[Line]:
    """Everything organisers did, the latest first. Only the last change of a field can be put back. Two queries."""
    acts = ModelLogEntry.objects.for_instance(event).select_related("user").order_by("-timestamp", "-pk")[:MOST]
    touched: set[tuple] = set()
    found = []
    for act in acts:
        back = act.data.get("back")
        fields = {(back["what"], back["pk"], name) for name in back["values"]} if back else set()
        free = bool(fields) and touched.isdisjoint(fields) and not event.is_cancelled
        touched |= fields
        found.append(Line(act.pk, act.timestamp, str(act.user or ""), _words(act, back), free))
    return found


def _words(act: ModelLogEntry, back: dict | None) -> str:
    told = [str(act.message)]
    if part := act.data.get("part"):
        told.append(f"“{part}”")
    if back:
        model = PARTS[back["what"]]
        names = [str(model._meta.get_field(name).verbose_name) for name in back["values"]]
        told.append(_("(weg: alles wat erin stond)") if act.data.get("gone") else f"({', '.join(names)})")
    return capfirst(" ".join(told))
