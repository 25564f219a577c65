"""Random histories of one meeting: whatever happens in whatever order, the audit finds nothing.

The same histories every time (derandomize), and few enough for every run; more with HISTORIES=500 in the environment.
"""

import os
import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from cms import clock
from events.actions.admission import set_admission
from events.actions.change import cancel, choose, come_back, move, switch
from events.actions.expire import expire_unconfirmed
from events.actions.refusal import Refused
from events.actions.seating import seating
from events.actions.sign_up import Choice, accept_offer, confirm, sign_up
from events.audit import violations
from events.models import Event, Place, Registration
from events.notifications import silently
from tests.events.factories import make_event, make_round

pytestmark = pytest.mark.django_db
NUMBERS = st.integers(0, 99)


class History(RuleBasedStateMachine):
    """One small meeting with a round of two groups; everything is made of numbers, so that a failure shrinks well."""

    def __init__(self):
        super().__init__()
        self.around = transaction.atomic()
        self.around._from_testcase = True  # the actions ask for a durable transaction
        self.around.__enter__()
        self.quiet = silently()
        self.quiet.__enter__()
        self.people: list[Registration] = []

    def teardown(self):
        self.quiet.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    @initialize(capacity=st.integers(1, 3), offers=st.booleans(), room=st.integers(1, 4))
    def begin(self, capacity, offers, room):
        self.event = make_event(capacity=capacity, mode=Event.Mode.HYBRID)
        self.groups = make_round(self.event, 1, 2)
        set_admission(event=self.event, version="1", actor=None, offers=offers, room_capacity=room)

    def person(self, number: int) -> Registration | None:
        """One of those so far, as they are now."""
        if not self.people:
            return None
        return Registration.objects.select_related("event").get(pk=self.people[number % len(self.people)].pk)

    def group(self, number: int):
        group = self.groups[number % 2]
        group.refresh_from_db()
        return group

    def try_to(self, act, **details):
        try:
            return act(**details)
        except Refused:
            return None

    @rule(number=NUMBERS, group=NUMBERS, chooses=st.booleans(), paired=st.booleans(), online=st.booleans())
    def signs_up(self, number, group, chooses, paired, online):
        group = self.group(group)
        made = self.try_to(
            sign_up,
            event=self.event,
            name="Iemand",
            email=f"mens{number % 9}@example.org",
            choices={group.round_id: Choice(group, may_wait=True)} if chooses else {},
            colleague=("Collega", f"mens{(number + 1) % 9}@example.org") if paired else None,
            attends="online" if online else "room",
            key=uuid.uuid4(),
        )
        if made:
            self.people = list(self.event.registrations.order_by("pk"))

    @rule(number=NUMBERS)
    def confirms(self, number):
        if person := self.person(number):
            self.try_to(confirm, registration=person)

    @rule(number=NUMBERS)
    def cancels(self, number):
        if person := self.person(number):
            self.try_to(cancel, registration=person)

    @rule(number=NUMBERS)
    def comes_back(self, number):
        if person := self.person(number):
            self.try_to(come_back, registration=person)

    @rule(number=NUMBERS)
    def says_yes(self, number):
        offers = Place.objects.filter(event=self.event).exclude(offered_until=None).order_by("pk")
        if found := list(offers.select_related("registration__event")):
            self.try_to(accept_offer, registration=found[number % len(found)].registration)

    @rule(number=NUMBERS, group=NUMBERS, none=st.booleans())
    def chooses(self, number, group, none):
        if person := self.person(number):
            group = self.group(group)
            choice = None if none else Choice(group, may_wait=True)
            self.try_to(choose, registration=person, choices={group.round_id: choice})

    @rule(number=NUMBERS, group=NUMBERS)
    def is_moved(self, number, group):
        if person := self.person(number):
            self.try_to(move, registration=person, breakout=self.group(group), actor=None)

    @rule(number=NUMBERS, online=st.booleans())
    def switches(self, number, online):
        if person := self.person(number):
            self.try_to(switch, registration=person, attends="online" if online else "room")

    @rule(capacity=st.integers(1, 5), group=NUMBERS, whole=st.booleans(), excess=st.booleans())
    def is_resized(self, capacity, group, whole, excess):
        try:
            with seating(self.event) as seats:
                seats.resize(None if whole else self.group(group), capacity, excess_waits=excess)
        except Refused:
            pass

    @rule(number=NUMBERS)
    def time_runs_out(self, number):
        past = clock.now() - timedelta(seconds=1)
        if person := self.person(number):
            held = Registration.Status.UNCONFIRMED
            Registration.objects.filter(pk=person.pk, status=held).update(confirm_before=past)
            Place.objects.filter(registration=person).exclude(offered_until=None).update(offered_until=past)
        expire_unconfirmed()

    @invariant()
    def audit_is_clean(self):
        if self.people:
            assert list(violations()) == []


def test_no_history_breaks_a_promise():
    amount = int(os.environ.get("HISTORIES", "12"))
    limits = settings(
        max_examples=amount,
        stateful_step_count=25,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(History, settings=limits)
