"""Real processes against one real database, all let go at once by a barrier.

The negative controls prove that these tests can fail: without the lock the constraint refuses, and without lock and
constraint the audit sees the oversell.
"""

import multiprocessing
import uuid
from collections import Counter

import pytest
from django.db import IntegrityError, connection, connections

from community.models import OutgoingMail
from events.actions import change
from events.actions.expire import expire_unconfirmed
from events.actions.refusal import Refused
from events.actions.seating import Seating, seating
from events.actions.sign_up import Choice, confirm, sign_up
from events.audit import violations
from events.models import Breakout, Event, Place, Registration
from tests.events.factories import confirmed, make_event, make_round, queue, seats, signed_up

pytestmark = pytest.mark.django_db(transaction=True)
fork = multiprocessing.get_context("fork")


def _child(act, number, barrier, told):
    connections.close_all()
    try:
        barrier.wait(timeout=60)
        told.put((number, act(number)))
    except Refused as refusal:
        told.put((number, f"refused: {refusal.message}"))
    except Exception as error:  # noqa: BLE001  (a child's failure must reach the parent as its answer)
        told.put((number, f"failed: {error!r}"))
    finally:
        connections.close_all()
        told.close()
        told.join_thread()


def all_at_once(*acts) -> dict[int, str]:
    """Run every act in a process of its own, started together; returns what each was told.

    One sign-up beforehand loads templates and addresses, as in a web worker that has been running for a while.
    """
    warm = confirmed(make_event(days=100))
    OutgoingMail.objects.filter(to_email=warm.email).delete()
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()
    barrier, told = fork.Barrier(len(acts)), fork.Queue()
    processes = [fork.Process(target=_child, args=(act, number, barrier, told)) for number, act in enumerate(acts)]
    for process in processes:
        process.start()
    answers = dict(told.get(timeout=120) for _ in processes)
    for process in processes:
        process.join(timeout=30)
        assert process.exitcode == 0
    return answers


def address(number: int) -> str:
    return f"persoon{number}@example.org"


def asks_for_a_place(event: Event, *breakouts: Breakout, key: uuid.UUID | None = None):
    """An act: sign up, confirm, and say what one got."""

    def act(number: int) -> str:
        choices = {breakout.round_id: Choice(breakout, may_wait=True) for breakout in breakouts}
        registration = sign_up(
            event=event, name=f"Persoon {number}", email=address(number), choices=choices, key=key or uuid.uuid4()
        )
        confirm(registration=registration)
        return "seat" if registration.places.seats().filter(breakout=None).exists() else "wait"

    return act


def test_fifty_people_ask_for_five_seats():
    event = make_event(capacity=5)
    (breakout,) = make_round(event, 5)
    told = all_at_once(*[asks_for_a_place(event, breakout) for _ in range(50)])
    assert Counter(told.values()) == {"seat": 5, "wait": 45}
    assert event.registrations.filter(status=Registration.Status.CONFIRMED).count() == 50
    for pool in (None, breakout):
        assert sorted(event.places.of(event, pool).seats().values_list("seat_number", flat=True)) == [1, 2, 3, 4, 5]
        assert len(queue(event, pool)) == 45
    assert (
        {address(number) for number, word in told.items() if word == "seat"}
        == set(seats(event))
        == set(seats(event, breakout))
    )
    assert set(seats(event)) | set(queue(event)) == {address(number) for number in range(50)}
    # In order: whoever signed up earlier (as the ledger has it) waits further in front.
    order = list(
        event.registrations.filter(email__in=queue(event)).order_by("ledger__pk").values_list("email", flat=True)
    )
    assert queue(event) == list(dict.fromkeys(order))
    kinds = Counter(OutgoingMail.objects.values_list("to_email", "kind"))
    assert len(kinds) == 100
    assert set(kinds.values()) == {1}
    assert list(violations()) == []


def test_the_same_form_sent_by_ten_processes_signs_up_once():
    event = make_event(capacity=5)
    key = uuid.uuid4()

    def act(_number):
        return str(sign_up(event=event, name="An", email="an@example.org", choices={}, key=key).pk)

    told = all_at_once(*[act] * 10)
    assert len(set(told.values())) == 1
    assert event.registrations.count() == OutgoingMail.objects.count() == 1


def test_everything_at_once_keeps_every_promise():
    event = make_event(capacity=6)
    first, second = make_round(event, 3, 3)
    sitting = [confirmed(event, (first, second)[number % 2]) for number in range(6)]
    waiting = [confirmed(event, first) for _ in range(4)]
    overdue = [signed_up(event, second) for _ in range(3)]
    Registration.objects.filter(pk__in=[one.pk for one in overdue]).update(confirm_before=event.created_at)

    def cancels(registration):
        return lambda _number: change.cancel(registration=registration).status

    def swaps(registration, breakout):
        def act(_number):
            change.choose(registration=registration, choices={breakout.round_id: Choice(breakout, may_wait=True)})
            return "done"

        return act

    def grows(number):
        with seating(event) as under_lock:
            under_lock.resize(None, under_lock.event.capacity + 1)
        return "done"

    told = all_at_once(
        *[cancels(one) for one in (*sitting[:3], *waiting[:1])],
        *[swaps(one, first if number % 2 else second) for number, one in enumerate(sitting[3:])],
        grows,
        grows,
        lambda _number: str(expire_unconfirmed()),
        lambda _number: str(expire_unconfirmed()),
        *[asks_for_a_place(event, first) for _ in range(6)],
        *[asks_for_a_place(event, second) for _ in range(6)],
    )
    assert not [word for word in told.values() if word.startswith(("failed", "refused"))], told
    event.refresh_from_db()
    assert event.capacity == 8
    assert len(seats(event)) == 8
    assert len(queue(event)) == 6 - 3 + 4 - 1 + 12 - 8
    assert set(seats(event)).isdisjoint(one.email for one in (*sitting[:3], *waiting[:1], *overdue))
    assert OutgoingMail.objects.count() == OutgoingMail.objects.values("key").distinct().count()
    cancellations = OutgoingMail.objects.filter(kind__endswith="registration_cancelled")
    assert Counter(cancellations.values_list("to_email", flat=True)) == Counter(
        one.email for one in (*sitting[:3], *waiting[:1])
    )
    assert list(violations()) == []


def without_the_lock(event: Event, people: int) -> dict[int, str]:
    """Everybody looks for a free seat outside any transaction, then all write at once."""
    waiting = [signed_up(event) for _ in range(people + 1)][1:]
    Place.objects.filter(event=event, seat_number=1).delete()
    met = fork.Barrier(people)
    look = Seating.free_seat

    def look_and_wait(self, breakout=None):
        number = look(self, breakout)
        met.wait(timeout=60)
        return number

    def act(number):
        Seating.free_seat = look_and_wait  # in this process alone
        place = Place.objects.select_related("registration").get(registration=waiting[number])
        try:
            return "seat" if Seating(Event.objects.get(pk=event.pk)).seat(place) else "full"
        except IntegrityError:
            return "constraint"

    return all_at_once(*[act] * people)


def test_without_the_lock_the_constraint_refuses():
    event = make_event(capacity=1)
    told = without_the_lock(event, 8)
    assert Counter(told.values()) == {"seat": 1, "constraint": 7}


def test_without_lock_and_constraint_the_audit_sees_the_oversell():
    unguarded = [constraint for constraint in Place._meta.constraints if constraint.name == "place_event_seat_once"]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Place, unguarded[0])
    event = make_event(capacity=1)
    told = without_the_lock(event, 8)
    assert Counter(told.values()) == {"seat": 8}
    found = "\n".join(violations())
    assert "seat 1 given 8 times" in found
    assert "8 seats taken of 1" in found
