"""Asking a room something, and choosing."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock, memory
from cms.form_ids import id_of
from events.actions.refusal import Refused
from events.models import Event, Poll, PollBallot, PollPoint


@transaction.atomic
def make_poll(
    *,
    event: Event,
    question: str,
    points: list[str],
    most: int = 1,
    may_add: bool = True,
    key: uuid.UUID | None = None,
    actor=None,
) -> Poll:
    """A new question for the room. The same form (`key`) again gives the first."""
    fields = {"event": event, "question": question, "most": most, "may_add": may_add}
    poll, made = Poll.objects.get_or_create(key=id_of(key, "poll", event.pk), defaults=fields)
    if not made:
        return poll
    PollPoint.objects.bulk_create(PollPoint(poll=poll, text=text) for text in dict.fromkeys(points))
    _told()
    return poll


@transaction.atomic
def choose(*, poll: Poll, key: uuid.UUID, points: list[PollPoint], own: str = "") -> None:
    """Keep what a form chose; the same `key` again replaces it. An own point waits until the organiser lets it in.

    Raises `Refused` for a closed poll, and for more points than may be chosen.
    """
    poll = Poll.objects.select_for_update().get(pk=poll.pk)
    if not poll.is_open:
        raise Refused(_("Deze peiling is gesloten. Bekijk de uitslag."))
    if len(points) > poll.most:
        raise Refused(_("Kies hoogstens %(most)s punten.") % {"most": poll.most}, field="points")
    own = own.strip()
    if not points and not own:
        raise Refused(_("Kies een punt, of schrijf er zelf een op."), field="points")
    if own and poll.may_add and not poll.points.filter(text__iexact=own).exists():
        PollPoint.objects.create(poll=poll, text=own, is_shown=False)
    if points:
        ballot, _created = PollBallot.objects.get_or_create(key=key, defaults={"poll": poll})
        if ballot.poll_id == poll.pk:
            ballot.points.set(point for point in points if point.poll_id == poll.pk)


def show_point(*, point: PollPoint, shown: bool) -> None:
    """Let a point in that somebody added, or take one out."""
    PollPoint.objects.filter(pk=point.pk).update(is_shown=shown)


@transaction.atomic
def close_poll(*, poll: Poll) -> None:
    """Nobody chooses any more; the result stays. Harmless when called twice."""
    if Poll.objects.filter(pk=poll.pk, closed_at=None).update(closed_at=clock.now()):
        _told()


def _told() -> None:
    """The page of the meeting names its polls."""
    memory.renew()
