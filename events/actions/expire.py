"""Releasing places that nobody confirmed in time."""

from cms import clock
from events.actions.refusal import Refused
from events.actions.seating import seating
from events.models import Event, Registration


def expire_unconfirmed() -> int:
    """Release every overdue hold and move the queues up; returns the number of meetings looked at."""
    overdue = Event.objects.filter(
        registrations__status=Registration.Status.UNCONFIRMED, registrations__confirm_before__lte=clock.now()
    ).distinct()
    total = 0
    for event in overdue:
        try:
            with seating(event):
                total += 1  # entering releases, leaving fills and tells
        except Refused:  # busy, and logged there; the others need not wait for the next sweep
            continue
    return total
