"""What is wiped after a meeting when its time has come, and what stays."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cms import clock
from cms.models import Sector
from events.actions import attendance as door_actions
from events.actions.details import NEEDS_KEPT, tell
from events.actions.forgetting import (
    ANSWERS_KEPT,
    HELPERS_KEPT,
    SCANS_KEPT,
    TRAINED_KEPT,
    TRAINING_TAKES,
    WALK_INS_KEPT,
)
from events.actions.sign_up_for import sign_up_for
from events.attendance import Hours
from events.models import (
    Answer,
    Attendance,
    Door,
    Enrolment,
    ParticipantDetails,
    ParticipantNeeds,
    Practice,
    Registration,
    Scan,
    SignedUpFor,
    TrainingPlan,
    TrainingProgramme,
)
from events.secret_links import enrolment_url
from events.tasks import wipe_needs
from events.training import progress
from tests.cms.places import region
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


def test_helper_of_somebody_goes_after_a_month():
    event = make_event()
    sign_up_for(event=event, name="Opa Jan", helper_name="Els", helper_email="els@example.org", key=uuid.uuid4())
    for around, there in ((-1, True), (1, False)):
        with time_machine.travel(event.ends_at + HELPERS_KEPT + timedelta(hours=around), tick=False):
            wipe_needs()
        assert SignedUpFor.objects.exists() == there
    assert Registration.objects.filter(event=event).exists()


def test_who_was_trained_stays_counted_without_a_name(client):
    today = timezone.localdate(clock.now())
    plan = TrainingPlan.objects.create(slug="plan", title="Plan", region=region("scholing"), pot=10)
    programme = TrainingProgramme.objects.create(title="Training", plan=plan)
    practice = Practice.objects.create(programme=programme, name="De Linde", email="linde@example.org")
    cohort = programme.cohorts.create(title="Groep", starts_on=today)
    same = {"programme": programme, "practice": practice, "sector": Sector.objects.first()}
    done = Enrolment.objects.create(name="Af", email="af@example.org", cohort=cohort, finished_on=today, **same)
    unknown = Enrolment.objects.create(name="Bo", email="bo@example.org", cohort=cohort, **same)
    waiting = Enrolment.objects.create(name="Cor", email="cor@example.org", **same)
    link, numbers = enrolment_url(done, absolute=False), progress(plan)[0].finished
    with time_machine.travel(clock.now() + TRAINED_KEPT - timedelta(days=1), tick=False):
        assert wipe_needs() == 0
    with time_machine.travel(clock.now() + TRAINED_KEPT + timedelta(days=1), tick=False):
        assert wipe_needs() == 2
        assert client.get(link).status_code == 404
    assert not Enrolment.objects.filter(pk=waiting.pk).exists()
    practice.refresh_from_db()
    assert practice.email
    with time_machine.travel(clock.now() + TRAINED_KEPT + TRAINING_TAKES + timedelta(days=1), tick=False):
        assert (wipe_needs(), wipe_needs()) == (2, 0)
    for row in (done, unknown, practice):
        row.refresh_from_db()
    assert (done.name, unknown.name, practice.email) == ("", "", "")
    assert done.email != unknown.email and "example.org" not in done.email + unknown.email
    assert progress(plan)[0].finished == numbers == 1
