"""Releasing places that nobody confirmed in time."""

from django.db.models import Q

from cms import clock
from events.actions.refusal import Refused
from events.actions.seating import seating
from events.models import Event, Registration


def expire_unconfirmed() -> int:
    """Release every overdue hold and move the queues up; returns the number of meetings looked at."""
    now = clock.now()
    unconfirmed = Q(registrations__status=Registration.Status.UNCONFIRMED, registrations__confirm_before__lte=now)
    overdue = Event.objects.filter(unconfirmed | Q(places__offered_until__lte=now), status=Event.Status.PLANNED)
    total = 0
    for event in overdue.distinct():
        try:
            with seating(event):
                total += 1  # entering releases, leaving fills and tells
        except Refused:  # busy, and logged there; the others need not wait for the next sweep
            continue
    return total
