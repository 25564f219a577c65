"""The audit sees what must never happen; each violation is made by going around the code that prevents it."""

import pytest
from django.core.management import call_command

from events.actions.seating import Seating
from events.audit import violations
from events.models import LedgerEntry, Place, Registration
from tests.events.factories import confirmed, make_event, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """One seat, in the meeting and in its break-out; two more people wait."""
    event = make_event(capacity=2)
    (event.breakout,) = make_round(event, 1)
    event.people = [confirmed(event, event.breakout) for _ in range(4)]
    return event


def test_audit_of_an_honest_meeting_ends_with_zero(event, capsys):
    call_command("audit")
    assert capsys.readouterr().out.splitlines()[-1] == "audit: 0 violations"


def test_audit_fails_when_something_is_wrong(event, capsys):
    Place.objects.filter(event=event, seat_number=1, breakout=None).delete()
    with pytest.raises(SystemExit) as ended:
        call_command("audit")
    assert ended.value.code == 1
    assert "waits while a seat is free" in capsys.readouterr().out


def test_audit_sees_a_meeting_over_its_capacity(event):
    event.capacity = 1
    event.save(update_fields=["capacity"])
    assert f"event {event.pk}: 2 seats taken of 1" in violations()


def test_audit_sees_somebody_seated_past_who_was_ahead(event):
    first, second = Place.objects.of(event).waiting()
    Place.objects.of(event).seats().first().delete()
    Seating(event).seat(second)
    Seating(event).record(second.registration, LedgerEntry.Kind.SEATED)
    found = "\n".join(violations())
    assert f"seats registration {second.registration_id} before {first.registration_id}" in found


def test_audit_sees_a_queue_out_of_order(event):
    first, second = Place.objects.of(event).waiting()
    numbers = first.queue_number, second.queue_number
    for place, number in zip((first, second), reversed(numbers), strict=True):
        Place.objects.filter(pk=place.pk).update(queue_number=number)
    assert f"event {event.pk}: the queue is not the one the ledger tells of" in violations()


def test_audit_sees_a_place_of_somebody_who_cancelled(event):
    Registration.objects.filter(pk=event.people[0].pk).update(status=Registration.Status.CANCELLED)
    found = "\n".join(violations())
    assert "of a registration that is cancelled" in found
    assert "its ledger says otherwise" in found


def test_audit_sees_a_place_in_a_cancelled_break_out(event):
    event.breakout.status = event.breakout.Status.CANCELLED
    event.breakout.save()
    assert any("in cancelled break-out" in violation for violation in violations())


def test_audit_sees_somebody_in_a_round_without_a_seat_in_the_meeting(event):
    Place.objects.filter(registration=event.people[0], breakout=None).delete()
    assert any("without a seat in the meeting" in violation for violation in violations())


def test_audit_sees_a_registration_without_a_place(event):
    Place.objects.filter(registration=event.people[3]).delete()
    assert any(violation.endswith("is confirmed without a place") for violation in violations())
