"""The parts of a meeting: plenary parts, pauses and rounds. Who has a place in what moved hears so."""

from datetime import datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cms.search import pages as search
from events import notifications
from events.actions.organise.conflict import changes, refuse_stale
from events.actions.refusal import Refused
from events.actions.seating import seating
from events.history import memento
from events.meeting_templates import ROUND, Template
from events.models import Breakout, Event, LedgerEntry, Place, ProgrammeItem, Round, Speaker, Wish
from events.notifications import speakers

_STEP = timedelta(minutes=5)
ITEM = ("kind", "title", "description", "speaker", "starts_at", "ends_at")
ROUND_ITSELF = ("title", "starts_at", "ends_at")  # its break-outs are put back one by one
BREAKOUT = (
    "public_id", "round", "title", "description", "level", "audience", "host", "capacity", "minimum", "room",
    "meeting_url", "status", "sort_order",
)  # fmt: skip


def plan(event: Event, template: Template) -> None:
    """Fill the programme of a new meeting from a template, in proportion to its length, on whole five minutes."""
    length = event.ends_at - event.starts_at
    if length < template.shortest:
        minutes = int(template.shortest.total_seconds() // 60)
        raise Refused(
            _("Voor dit programma zijn minstens %(minutes)s minuten nodig.") % {"minutes": minutes}, field="template"
        )
    shares = [0, *accumulate(part.share for part in template.parts)]
    moments = [event.starts_at + round(length * share / shares[-1] / _STEP) * _STEP for share in shares[:-1]]
    for part, starts_at, ends_at in zip(template.parts, moments, [*moments[1:], event.ends_at], strict=True):
        hours = {"title": str(part.title), "starts_at": starts_at, "ends_at": ends_at}
        if part.kind == ROUND:
            made = Round.objects.create(event=event, **hours)
            Breakout.objects.bulk_create(
                Breakout(
                    event=event,
                    round=made,
                    title=str(table.title),
                    description=str(table.description),
                    capacity=template.seats,
                    sort_order=order,
                )
                for order, table in enumerate(template.tables, start=1)
            )
        else:
            ProgrammeItem.objects.create(event=event, kind=part.kind, description=str(part.description), **hours)


def save_item(*, event: Event, item: ProgrammeItem | None = None, version: str = "", actor, **values) -> ProgrammeItem:
    """Add or change a part for everybody; who speaks there hears of another time or title.

    Raises `Conflict`, or `Refused` when it falls outside the meeting.
    """
    return _save(ProgrammeItem, event, item, version, actor, values)


def save_round(*, event: Event, round: Round | None = None, version: str = "", actor, **values) -> Round:
    """Add or change a round; a new time is told to everybody with a place in it, and to their calendars.

    Raises `Conflict`, or `Refused` when its time does not fit the meeting or other rounds.
    """
    return _save(Round, event, round, version, actor, values)


def delete_item(*, item: ProgrammeItem, actor) -> None:
    """Take a part for everybody out of the programme. Raises `Refused` when somebody speaks there."""
    with seating(item.event) as seats:
        refuse_tied(ProgrammeItem.objects.filter(pk=item.pk))
        deleted, _rows = ProgrammeItem.objects.filter(pk=item.pk).delete()
        if deleted:
            note_change(seats.event, item.title, actor, gone=True, back=memento(item, ITEM))


def delete_round(*, round: Round, actor) -> None:
    """Delete a round with its break-outs; they can be put back, the round first.

    Raises `Refused` when anybody is, or ever was, in one of them or wished for it, and as `refuse_tied` does.
    """
    with seating(round.event) as seats:
        breakouts = seats.event.breakouts.filter(round=round)
        if have_people(breakouts):
            raise Refused(_("In deze ronde zijn al mensen aangemeld. Je kunt haar niet meer verwijderen."))
        refuse_tied(breakouts)
        gone = list(breakouts)
        deleted, _rows = Round.objects.filter(pk=round.pk).delete()
        for breakout in gone:
            note_removal(breakout, actor)
        if deleted:
            note_change(seats.event, round.title, actor, gone=True, back=memento(round, ROUND_ITSELF))


def have_people(breakouts: QuerySet[Breakout]) -> bool:
    """Whether anybody is, or ever was, in one of these or wished for it."""
    return any(model.objects.filter(breakout__in=breakouts).exists() for model in (Place, Wish, LedgerEntry))


def refuse_tied(parts: QuerySet) -> None:
    """Refuse to delete parts with a speaker, a note or a harvested page: those would not come back with them."""
    tied = Q(speakers__in=Speaker.objects.expected())
    if parts.model is Breakout:
        tied |= Q(note__isnull=False) | Q(harvested__isnull=False)
    if part := parts.filter(tied).first():
        message = _(
            "Bij “%(title)s” hoort een spreker, een notitie of een opbrengst. Daarom kun je dit niet verwijderen."
        )
        raise Refused(message % {"title": part.title})


def note_removal(breakout: Breakout, actor) -> None:
    """Write down what was deleted just now, so that it can be put back."""
    how = {"action": "events.remove_part", "gone": True, "back": memento(breakout, BREAKOUT)}
    note_change(breakout.event, breakout.title, actor, **how)


def check_fits(event: Event, part: ProgrammeItem | Round) -> None:
    """Refuse a part that falls outside its meeting."""
    if part.starts_at < event.starts_at or part.ends_at > event.ends_at:
        message = _("“%(title)s” (%(part)s uur) valt buiten de bijeenkomst (%(meeting)s uur).")
        values = {"title": part.title, "part": hours(event, part), "meeting": hours(event, event)}
        raise Refused(message % values, field="starts")


def hours(event: Event, part) -> str:
    """From when until when, as wall time: "15:00–15:25"."""
    zone = ZoneInfo(event.timezone)

    def clock_time(moment: datetime) -> str:
        return timezone.localtime(moment, zone).strftime("%H:%M")

    return f"{clock_time(part.starts_at)}–{clock_time(part.ends_at)}"


def _save(model, event, part, version, actor, values):
    with seating(event) as seats:
        event = seats.event
        if event.is_cancelled:
            raise Refused(_("Deze bijeenkomst gaat niet door. Je kunt haar niet meer wijzigen."))
        if part is None:
            if made := model.objects.filter(event=event, **values).first():
                return made  # the form was sent twice
            part, changed, back = model(event=event, **values), {}, None
        else:
            part = model.objects.filter(event=event, pk=part.pk).first()
            if part is None:
                raise Refused(_("Dit onderdeel is intussen verwijderd."))
            changed = changes(part, values)
            if not changed:
                return part
            refuse_stale(part, version)
            before, back = part.title, memento(part, changed)
            for name, value in changed.items():
                setattr(part, name, value)
        if part.ends_at <= part.starts_at:
            raise Refused(_("Het einde moet na het begin liggen."), field="ends")
        check_fits(event, part)
        if model is Round:
            _refuse_overlap(event, part)
        part.save()
        how = {"back": back} if back else {"action": "events.add_part"}
        act = note_change(event, part.title, actor, **how)
        moved = not changed.keys().isdisjoint(("starts_at", "ends_at"))
        if model is Round and moved:
            tell_programme_changed(event, Place.objects.filter(round=part), key=str(act.pk), part=part, before=before)
        elif model is ProgrammeItem and (moved or "title" in changed) and not event.is_over:
            speakers.speakers_hear_of_change(event, key=str(act.pk), part=part)
    return part


def tell_programme_changed(event: Event, places, *, key: str, part: Round | Breakout, before: str) -> None:
    """One mail to each person who holds one of these places, seated or waiting, or speaks there; nobody once it is over.

    `key` names the change, `part` is what it is now, `before` the title they know it by.
    """
    if event.is_over:
        return
    speakers.speakers_hear_of_change(event, key=key, part=part)
    people = list(event.registrations.filter(pk__in=places.values("registration")))
    with notifications.together(people):
        for registration in people:
            notifications.programme_changed(registration, key, part=part, before=before)


def _refuse_overlap(event: Event, new: Round) -> None:
    others = event.rounds.exclude(pk=new.pk).filter(starts_at__lt=new.ends_at, ends_at__gt=new.starts_at)
    if other := others.first():
        message = _("Op dat moment is “%(title)s” al bezig (%(hours)s uur). Rondes kunnen niet tegelijk zijn.")
        raise Refused(message % {"title": other.title, "hours": hours(event, other)}, field="starts")


def note_change(event: Event, title: str, actor, *, action: str = "events.change", **data) -> ModelLogEntry:
    """Write down who changed the part with this title, and let the search find what the programme is about now."""
    for page in event.pages.filter(live=True):
        search.refresh(page)
    return log(instance=event, action=action, user=actor, data={"part": title, **data})
