"""Dividing people over break-outs by what they wish for: propose, adjust, publish."""

import logging
import uuid
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms import clock
from community.mail import wake
from events import preferences
from events.actions.admission import settle, tell
from events.actions.organise.conflict import refuse_stale
from events.actions.refusal import Refused
from events.actions.seating import Kind, lock_event, seating
from events.allocation import allocate
from events.board import standing
from events.models import Admission, AllocatedPlace, Allocation, Breakout, Event, LedgerEntry, Round

logger = logging.getLogger(__name__)
TASK = "events.tasks.allocate"
STALLED = timedelta(minutes=5)  # so long after its start an allocation is taken to be broken off
TIME_LIMIT = 45.0  # seconds
Status = Allocation.Status


def propose(*, event: Event, key: uuid.UUID, actor) -> Allocation:
    """Ask for a proposal; a worker makes it. The same `key` again gives the same one.

    Once places have been given it keeps as many people as possible where they are. Raises `Refused`.
    """
    with transaction.atomic():
        event = lock_event(event.pk)
        if made := event.allocations.filter(public_id=key).first():
            return made
        admission = Admission.of(event)
        if admission.method != Admission.Method.RANKING:
            raise Refused(_("Bij deze bijeenkomst worden de groepen niet naar voorkeur verdeeld."))
        if event.is_cancelled or event.has_begun:
            raise Refused(_("De bijeenkomst is al begonnen of gaat niet door."))
        if admission.takes_wishes:
            raise Refused(_("Mensen geven hun voorkeur nog door. Verdelen kan daarna."))
        if running := event.allocations.filter(status__in=[Status.WAITING, Status.RUNNING]).first():
            return running
        made = Allocation.objects.create(
            public_id=key, event=event, keeps_places=admission.settled_at is not None, requested_by=actor
        )
        transaction.on_commit(partial(wake, TASK), robust=True)
    return made


def repair() -> int:
    """Ask for a proposal wherever somebody dropped out since and the published groups are no longer right; work for
    the clock. It takes the place of one that was asked for like that before and that nobody touched. Returns how many.
    """
    settled = Event.objects.filter(admission__method=Admission.Method.RANKING, admission__settled_at__isnull=False)
    return sum(map(_repair, settled.filter(status=Event.Status.PLANNED, starts_at__gt=clock.now())))


def _repair(event: Event) -> bool:
    admission, last = Admission.of(event), event.allocations.first()
    looked_at = (last and (last.started_at or last.created_at)) or admission.settled_at
    gone = LedgerEntry.objects.filter(registration__event=event, kind__in=[Kind.CANCELLED, Kind.EXPIRED])
    newest = gone.filter(at__gt=looked_at).order_by("-pk").first()
    if newest is None or not standing(preferences.Wishes(event, admission)).needs_repair:
        return False
    event.allocations.filter(status=Status.READY, keeps_places=True, requested_by=None, version=1).delete()
    propose(event=event, key=uuid.uuid5(event.public_id, f"repair:{newest.pk}"), actor=None)
    return True


def run_waiting() -> int:
    """Make every proposal that was asked for or broken off; returns how many."""
    made = 0
    while allocation := _claim():
        _run(allocation)
        made += 1
    return made


@transaction.atomic
def _claim() -> Allocation | None:
    stalled = Q(status=Status.RUNNING, started_at__lt=clock.now() - STALLED)
    waiting = Allocation.objects.select_for_update().filter(Q(status=Status.WAITING) | stalled).order_by("pk")
    allocation = waiting.first()
    if allocation:
        allocation.status, allocation.started_at = Status.RUNNING, clock.now()
        allocation.save(update_fields=["status", "started_at"])
    return allocation


def _run(allocation: Allocation) -> None:
    try:
        wishes = preferences.Wishes(allocation.event, Admission.of(allocation.event))
        result = allocate(wishes.instance(keep=allocation.keeps_places), time_limit=TIME_LIMIT)
        places = [
            AllocatedPlace(allocation=allocation, registration_id=pk, round_id=round_id, breakout_id=where)
            for pk, mine in wishes.plan_of(result).items()
            for round_id, where in mine.items()
        ]
        with transaction.atomic():
            allocation.places.all().delete()
            AllocatedPlace.objects.bulk_create(places)
            allocation.bound, allocation.seconds = result.bound, result.seconds
            allocation.status, allocation.finished_at = Status.READY, clock.now()
            allocation.save()
    except Exception:
        logger.exception("allocation %s failed", allocation.pk)
        allocation.status, allocation.finished_at = Status.FAILED, clock.now()
        allocation.save(update_fields=["status", "finished_at"])


def move_people(
    *, allocation: Allocation, version: str, people: list[int], round: Round, breakout: Breakout | None, actor
) -> Allocation:
    """Put people (registration ids) elsewhere in a proposal; `breakout=None` leaves them without a place.

    Raises `Conflict` when somebody else changed the proposal meanwhile, and `Refused` when the break-out is full.
    """
    with transaction.atomic():
        lock_event(allocation.event_id)
        allocation = Allocation.objects.get(pk=allocation.pk)
        refuse_stale(allocation, version)
        if allocation.status != Status.READY:
            raise Refused(_("Deze verdeling kun je niet meer wijzigen."))
        rows = allocation.places.filter(round=round, registration__in=people).exclude(breakout=breakout)
        coming = rows.count()
        if not coming:
            raise Refused(_("Kies eerst wie je wilt verplaatsen."))
        if breakout:
            inside = allocation.places.filter(breakout=breakout).count()
            if inside + coming > breakout.capacity:
                words = {"title": breakout.title, "free": max(breakout.capacity - inside, 0)}
                raise Refused(_("“%(title)s” heeft nog %(free)s plaatsen. Verplaats eerst iemand daaruit.") % words)
        rows.update(breakout=breakout, by_hand=True)
        Allocation.objects.filter(pk=allocation.pk).update(version=F("version") + 1)
        log(instance=allocation.event, action="events.move", user=actor, data={"people": coming})
    allocation.refresh_from_db()
    return allocation


def _refuse_outdated(allocation: Allocation) -> None:
    """Refuse a new allocation that would undo what people, or the waiting list, have changed since it was made."""
    since = LedgerEntry.objects.filter(registration__event=allocation.event, at__gt=allocation.started_at)
    since = since.filter(breakout__isnull=False, kind__in=[Kind.SEATED, Kind.MOVED, Kind.LEFT])
    if since.exclude(reason__in=["cancelled", "expired"]).exists():
        raise Refused(_("Sinds dit voorstel zijn mensen van groep veranderd. Maak een nieuw voorstel."))


def publish(*, allocation: Allocation, version: str, actor) -> Allocation:
    """Turn a proposal into places; everybody whose places change hears their own news. Harmless when done already.

    The first time all hear, also who came in after the proposal was made: they now choose from what is left.
    Who cancelled meanwhile is left out. Raises `Conflict`, or `Refused` when a break-out has become too small, or people
    changed groups since a new allocation of places was made.
    """
    with seating(allocation.event) as seats:
        allocation = Allocation.objects.get(pk=allocation.pk)
        if allocation.status == Status.PUBLISHED:
            return allocation
        refuse_stale(allocation, version)
        if allocation.status != Status.READY:
            raise Refused(_("Deze verdeling is niet klaar om bekend te maken."))
        if seats.event.is_cancelled or seats.event.has_begun:
            raise Refused(_("De bijeenkomst is al begonnen of gaat niet door."))
        if allocation.keeps_places:
            _refuse_outdated(allocation)
        admission = Admission.of(seats.event)
        wishes = preferences.Wishes(seats.event, admission)
        first_time = admission.settled_at is None
        plan = {pk: mine for pk, mine in preferences.plan_of(allocation).items() if pk in wishes.people}
        changed = preferences.moved(wishes, plan, plan)
        everybody = settle(seats, wishes, plan, actor=actor)
        tell(wishes, everybody if first_time else changed, key=f"allocation:{allocation.pk}")
        allocation.status, allocation.published_at = Status.PUBLISHED, clock.now()
        allocation.save(update_fields=["status", "published_at"])
        log(instance=seats.event, action="events.allocate", user=actor, data={"people": len(changed)})
    return allocation
