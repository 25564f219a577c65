"""Telling what one wishes for, where places are given by wish: in a draw or an allocation."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from events import rules
from events.actions.refusal import Refused
from events.actions.seating import Kind, Seating, seating
from events.models import RANKS, Admission, Breakout, Registration, Wish

Ranked = Mapping[int, Sequence[Breakout]]
"""Round id → break-outs, favourite first."""


def wish(*, registration: Registration, wishes: Ranked) -> Registration:
    """Set what a person wishes for in the given rounds; an empty list takes the wishes of that round away.

    Raises `Refused` when it is too late, or with `field`
    `round-<id>-<rank>` when a break-out is gone or named twice.
    """
    with seating(registration.event) as seats:
        registration = seats.event.registrations.get(pk=registration.pk)
        if not rules.may_change(registration):
            raise Refused(_("Je aanmelding kun je nu niet meer wijzigen."))
        if keep_wishes(seats, registration, wishes):
            seats.record(registration, Kind.WISHED)
    return registration


def keep_wishes(seats: Seating, registration: Registration, wishes: Ranked) -> bool:
    """Write the wishes down, under the meeting's lock; returns whether anything changed. Raises `Refused`."""
    if not wishes:
        return False
    if not Admission.of(seats.event).takes_wishes:
        raise Refused(_("Je kunt je voorkeur niet meer doorgeven: de groepen worden nu verdeeld."))
    known = {breakout.pk: breakout for breakout in seats.event.breakouts.all()}
    before = list(registration.wishes.values_list("round", "breakout", "rank").order_by("round", "rank"))
    rows = []
    for round_id, wanted in wishes.items():
        seen: set[int] = set()
        for rank, named in enumerate(wanted, start=1):
            field = f"round-{round_id}-{rank}"
            breakout = known.get(named.pk)
            if breakout is None or breakout.round_id != round_id or not rules.may_choose(breakout):
                raise Refused(_("Deze break-out gaat niet door. Kies een andere."), field=field)
            if breakout.pk in seen or rank > RANKS:
                raise Refused(_("Je koos “%(title)s” twee keer.") % {"title": breakout.title}, field=field)
            seen.add(breakout.pk)
            rows.append(Wish(registration=registration, round_id=round_id, breakout=breakout, rank=rank))
    after = sorted((row.round_id, row.breakout_id, row.rank) for row in rows)
    if after == sorted(one for one in before if one[0] in wishes):
        return False
    registration.wishes.filter(round__in=list(wishes)).delete()
    Wish.objects.bulk_create(rows)
    return True
