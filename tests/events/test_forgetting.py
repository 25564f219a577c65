"""What is wiped after a meeting when its time has come, and what stays."""

import uuid
from datetime import timedelta

import pytest
import time_machine

from events.actions import attendance as door_actions
from events.actions.details import NEEDS_KEPT, tell
from events.actions.forgetting import ANSWERS_KEPT, SCANS_KEPT, WALK_INS_KEPT
from events.attendance import Hours
from events.models import Answer, Attendance, Door, ParticipantDetails, ParticipantNeeds, Scan
from events.tasks import wipe_needs
from tests.events.factories import confirmed, make_event

pytestmark = pytest.mark.django_db


def test_everything_goes_in_its_own_time_and_minutes_stay():
    event = make_event()
    person = confirmed(event)
    question = event.questions.create(label="Wat neem je mee?", sort_order=1)
    details = {"answers": {question: "Soep"}, "access": "Ringleiding", "diet": "Geen noten"}
    tell(registration=person, function="Kok", **details)
    with time_machine.travel(event.starts_at, tick=False):
        door = door_actions.make_door(event=event, label="Voordeur", actor=None)
        door_actions.scan(door=door, key=uuid.uuid4(), person=person.public_id, direction="in")
        door_actions.walk_in(door=door, key=uuid.uuid4(), name="Wim Wandel", email="wim@example.org")
    minutes = {row.pk: Hours.of(event).minutes(row) for row in Attendance.objects.all()}
    wiped = {
        NEEDS_KEPT: [ParticipantNeeds],
        SCANS_KEPT: [Scan, Door],
        ANSWERS_KEPT: [Answer, ParticipantDetails],
        WALK_INS_KEPT: [],
    }
    for kept, models in wiped.items():
        with time_machine.travel(event.ends_at + kept - timedelta(minutes=1)):
            wipe_needs()
        assert all(model.objects.exists() for model in models)
        with time_machine.travel(event.ends_at + kept + timedelta(minutes=1)):
            wipe_needs()
            assert wipe_needs() == 0  # a second time finds nothing
        assert not any(model.objects.exists() for model in models)
    walked_in = Attendance.objects.get(registration=None)
    assert (walked_in.name, walked_in.email) == ("", "")
    with time_machine.travel(event.ends_at + timedelta(days=400)):
        now = {row.pk: Hours.of(event).minutes(row) for row in Attendance.objects.all()}
    assert now.keys() == minutes.keys()
    assert Attendance.objects.get(registration=person).came_at == event.starts_at
