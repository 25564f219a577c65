"""Putting back what was there before a change. That is a change like any other: checked, told and logged."""

from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from events.actions import speakers
from events.actions.organise.breakouts import save_breakout
from events.actions.organise.conflict import version_of
from events.actions.organise.meetings import change_event
from events.actions.organise.programme import save_item, save_round
from events.actions.refusal import Refused
from events.history import PARTS, lines
from events.models import Breakout, Event, ProgrammeItem, Round


def put_back(*, event: Event, act: ModelLogEntry, actor) -> None:
    """Give the fields that this act changed the values from before it; a part that went comes back.

    Raises `Refused` when they were changed again since, and for all that the change itself would be refused for.
    """
    if not any(line.back for line in lines(event) if line.pk == act.pk):
        raise Refused(_("Dit is intussen opnieuw gewijzigd. Kijk bovenaan wat er nu staat."))
    back = act.data["back"]
    model = PARTS[back["what"]]
    values = {name: _value(model._meta.get_field(name), value) for name, value in back["values"].items()}
    if model is Event:
        change_event(event=event, version=version_of(event), actor=actor, **values)
        return
    part = model.objects.filter(event=event, pk=back["pk"]).first()
    if part is None and not act.data.get("gone"):
        raise Refused(_("Dit onderdeel is intussen verwijderd."))
    if part is None:
        values["pk"] = back[
            "pk"
        ]  # the same part again: pressed twice it comes once, and what changed in it stays undoable
    how = {"version": version_of(part), "actor": actor}
    if model is Round:
        save_round(event=event, round=part, **how, **values)
    elif model is ProgrammeItem:
        save_item(event=event, item=part, **how, **values)
    elif model is Breakout:
        _put_back_breakout(part, values, how)
    else:
        speakers.change_invitation(speaker=part, quotes=part.quotes.all(), **how, **values)


def _put_back_breakout(breakout: Breakout | None, values: dict, how: dict) -> None:
    key, round_ = values.pop("public_id", None), values.pop("round", None) or breakout.round
    save_breakout(round=round_, breakout=breakout, key=key, **how, **values)


def _value(field, value):
    if not field.is_relation or value is None:
        return field.to_python(value)
    row = field.related_model._base_manager.filter(pk=value).first()
    if row is None:
        message = _("Wat hier eerst stond (%(field)s) is intussen verwijderd.")
        raise Refused(message % {"field": field.verbose_name})
    return row
