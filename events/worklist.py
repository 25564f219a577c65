"""What waits for organisers on the first page of the admin."""

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms import clock, worklist
from events import rules
from events.models import Admission, Allocation, Event, GroupNote, NoteItem
from events.programme import Room, rooms_of, waiting_in

SHOWN = 5


def coming_meetings(request: HttpRequest) -> worklist.TaskList | None:
    """The next meetings, with how many people come and how many wait."""
    if not rules.may_organise(request.user):
        return None
    coming = rules.organised_by(request.user).upcoming().exclude(status=Event.Status.CANCELLED)
    events = list(coming[:SHOWN])
    rooms, waiting = rooms_of(events), waiting_in(events)
    tasks = [
        worklist.Task(
            title=event.title,
            url=reverse("organise:workspace", args=[event.public_id]),
            note=_note(event, rooms[event.pk], waiting.get(event.pk, 0)),
        )
        for event in events
    ]
    return worklist.TaskList(_("Eerstvolgende bijeenkomsten"), tasks, coming.count(), reverse("organise:index"))


def harvests_waiting(request: HttpRequest) -> worklist.TaskList | None:
    """Meetings of which notes were handed in that are in no draft yet, the oldest first."""
    if not rules.may_harvest(request.user):
        return None
    fresh = NoteItem.objects.filter(note__status=GroupNote.Status.HANDED_IN, harvested=None)
    fresh = fresh.exclude(kind=NoteItem.Kind.QUOTE, consent=False)
    events = rules.harvested_by(request.user).filter(notes__items__in=fresh)
    events = events.annotate(points=Count("notes__items")).order_by("ends_at")
    tasks = [
        worklist.Task(
            title=event.title,
            url=reverse("organise:harvest", args=[event.public_id]),
            note=ngettext("%(count)s nieuw punt", "%(count)s nieuwe punten", event.points) % {"count": event.points},
        )
        for event in events[:SHOWN]
    ]
    return worklist.TaskList(_("Oogst die op een verslag wacht"), tasks, events.count())


def groups_to_divide(request: HttpRequest) -> worklist.TaskList | None:
    """Meetings of which all wishes are in and nobody divided the groups yet, or drop-outs ask to do so again."""
    if not rules.may_organise(request.user):
        return None
    now = clock.now()
    again = Allocation.objects.filter(status=Allocation.Status.READY, keeps_places=True, requested_by=None)
    due = rules.organised_by(request.user).filter(
        Q(admission__settled_at=None, admission__wishes_close_at__lte=now) | Q(pk__in=again.values("event")),
        admission__method=Admission.Method.RANKING,
        starts_at__gt=now,
        status=Event.Status.PLANNED,
    )
    tasks = [
        worklist.Task(
            title=event.title,
            url=reverse("organise:allocation", args=[event.public_id]),
            note=_("Na afmeldingen staat een nieuw voorstel klaar") if event.is_settled else _day(event),
        )
        for event in due.annotate(is_settled=Q(admission__settled_at__isnull=False)).order_by("starts_at")[:SHOWN]
    ]
    return worklist.TaskList(_("Groepen om te verdelen"), tasks, len(tasks))


def register() -> None:
    """Called when the app is ready."""
    worklist.register("groups", groups_to_divide, order=5)
    worklist.register("harvest", harvests_waiting, order=20)
    worklist.register("meetings", coming_meetings, order=0)


def _day(event: Event) -> str:
    return date_format(timezone.localtime(event.starts_at), "D j F, H:i")


def _note(event: Event, room: Room, waiting: int) -> str:
    when = _day(event)
    signed_up = ngettext("%(count)s aangemeld", "%(count)s aangemeld", room.taken) % {"count": room.taken}
    waits = ngettext("%(count)s wacht op een plek of break-out", "%(count)s wachten op een plek of break-out", waiting)
    waits %= {"count": waiting}
    return " · ".join([when, signed_up, *([waits] if waiting else [])])
