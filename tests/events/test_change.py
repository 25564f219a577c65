"""Choosing again, cancelling and being moved: every exit of the actions."""

from datetime import timedelta

import pytest

from cms import clock
from community.models import OutgoingMail, User
from events.actions.admission import hold_draws
from events.actions.change import cancel, choose, move
from events.actions.refusal import Refused
from events.actions.seating import Seating, seating
from events.actions.sign_up import Choice
from events.audit import violations
from events.models import Admission, LedgerEntry, Place, Registration
from tests.events.factories import confirmed, make_event, make_round, queue, seats, signed_up
from tests.events.organisers import url
from tests.events.wishing import after_closing, by_wish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_violated():
    yield
    assert list(violations()) == []


def last_mail_to(registration: Registration) -> str:
    return OutgoingMail.objects.filter(to_email=registration.email).last().kind.rsplit("/")[-1]


def begin(event):
    event.starts_at = clock.now() - timedelta(minutes=1)
    event.save(update_fields=["starts_at"])


def test_choose_moves_to_a_free_break_out():
    event = make_event()
    first, second = make_round(event, 5, 5)
    registration = confirmed(event, first)
    choose(registration=registration, choices={first.round_id: Choice(second)})
    assert seats(event, first) == []
    assert seats(event, second) == [registration.email]
    assert last_mail_to(registration) == "choices_changed"


def test_choose_of_a_full_break_out_keeps_the_seat_until_both_are_swapped():
    event = make_event()
    full, other = make_round(event, 1, 1)
    holder = confirmed(event, full)
    registration = confirmed(event, other)
    behind = confirmed(event, other)  # waits for the seat that comes free by the swap
    choose(registration=registration, choices={full.round_id: Choice(full, may_wait=True)})
    assert seats(event, other) == [registration.email]
    assert queue(event, full) == [registration.email]
    cancel(registration=holder)
    assert seats(event, full) == [registration.email]
    assert seats(event, other) == [behind.email]
    assert queue(event, full) == queue(event, other) == []
    assert last_mail_to(registration) == last_mail_to(behind) == "moved_up"


def test_choose_of_a_break_out_that_filled_up_changes_nothing():
    event = make_event()
    full, other = make_round(event, 1, 5)
    confirmed(event, full)
    registration = confirmed(event, other)
    with pytest.raises(Refused) as refusal:
        choose(registration=registration, choices={full.round_id: Choice(full)})
    assert refusal.value.field == f"round-{full.round_id}"
    assert seats(event, other) == [registration.email]


def test_choose_of_the_seat_one_has_ends_the_waiting():
    event = make_event()
    full, other = make_round(event, 1, 5)
    confirmed(event, full)
    registration = confirmed(event, other)
    choose(registration=registration, choices={full.round_id: Choice(full, may_wait=True)})
    choose(registration=registration, choices={full.round_id: Choice(other)})
    assert queue(event, full) == []
    assert seats(event, other) == [registration.email]


def test_choose_nothing_lets_go_and_the_next_moves_up():
    event = make_event()
    (breakout,) = make_round(event, 1)
    registration = confirmed(event, breakout)
    waiting = confirmed(event, breakout)
    choose(registration=registration, choices={breakout.round_id: None})
    assert seats(event, breakout) == [waiting.email]


def test_choose_without_a_change_sends_no_mail():
    event = make_event()
    (breakout,) = make_round(event, 5)
    registration = confirmed(event, breakout)
    before = OutgoingMail.objects.count()
    choose(registration=registration, choices={breakout.round_id: Choice(breakout)})
    assert OutgoingMail.objects.count() == before


def test_cancel_lets_the_first_in_line_move_up_and_tells_them():
    event = make_event(capacity=1)
    registration = confirmed(event)
    first, second = confirmed(event), confirmed(event)
    cancel(registration=registration)
    assert seats(event) == [first.email]
    assert queue(event) == [second.email]
    assert last_mail_to(registration) == "registration_cancelled"
    assert last_mail_to(first) == "moved_up"
    assert last_mail_to(second) == "registration_confirmed"


def test_cancel_twice_is_harmless():
    event = make_event()
    registration = confirmed(event)
    cancel(registration=registration)
    before = OutgoingMail.objects.count()
    assert cancel(registration=registration).status == Registration.Status.CANCELLED
    assert OutgoingMail.objects.count() == before


def test_nothing_can_be_changed_once_the_meeting_has_begun():
    event = make_event(capacity=1)
    (breakout,) = make_round(event, 1)
    registration = confirmed(event, breakout)
    confirmed(event)
    begin(event)
    with pytest.raises(Refused):
        cancel(registration=registration)
    with pytest.raises(Refused):
        choose(registration=registration, choices={breakout.round_id: None})
    assert seats(event) == [registration.email]


def test_nobody_moves_up_after_the_start():
    event = make_event(capacity=1)
    registration = confirmed(event)
    waiting = confirmed(event)
    begin(event)
    with seating(event) as under_lock:
        under_lock.release(registration.places.all())
    assert queue(event) == [waiting.email]
    Place.objects.create(event=event, registration=registration, seat_number=1, seat_limit=1)
    Seating(event).record(registration, LedgerEntry.Kind.SEATED)  # as it was


def test_who_has_no_seat_in_the_meeting_is_passed_for_a_break_out_but_keeps_their_turn():
    event = make_event(capacity=2)
    (breakout,) = make_round(event, 1)
    holder = confirmed(event, breakout)
    other = confirmed(event)
    outside = confirmed(event, breakout)  # waits for the meeting and for the break-out
    choose(registration=other, choices={breakout.round_id: Choice(breakout, may_wait=True)})
    assert queue(event, breakout) == [outside.email, other.email]
    choose(registration=holder, choices={breakout.round_id: None})
    assert seats(event, breakout) == [other.email]
    assert queue(event, breakout) == [outside.email]
    cancel(registration=other)
    assert seats(event, breakout) == [outside.email]


def test_position_counts_only_those_ahead_in_the_same_queue():
    event = make_event(capacity=1)
    (breakout,) = make_round(event, 1)
    confirmed(event, breakout)
    second = confirmed(event, breakout)
    third = confirmed(event, breakout)
    places = Place.objects.with_position()
    assert [place.position for place in places.filter(registration=second)] == [1, 1]
    assert [place.position for place in places.filter(registration=third)] == [2, 2]


def test_move_puts_a_person_in_another_break_out_and_fills_the_gap():
    event = make_event()
    first, second = make_round(event, 1, 5)
    organiser = User.objects.create_user("organisator@example.org")
    registration, waiting = confirmed(event, first), confirmed(event, first)
    move(registration=registration, breakout=second, actor=organiser)
    assert seats(event, second) == [registration.email]
    assert seats(event, first) == [waiting.email]
    assert last_mail_to(registration) == "moved_by_organiser"
    before = OutgoingMail.objects.count()
    move(registration=registration, breakout=second, actor=organiser)
    assert OutgoingMail.objects.count() == before


@pytest.mark.parametrize("why", ["full", "cancelled", "waits for the meeting"])
def test_move_is_refused(why):
    event = make_event(capacity=2)
    first, second = make_round(event, 5, 1)
    confirmed(event, *([second] if why == "full" else []))
    confirmed_elsewhere = confirmed(event, first)
    registration = confirmed(event) if why == "waits for the meeting" else confirmed_elsewhere
    if why == "cancelled":
        second.status = second.Status.CANCELLED
        second.save()
    with pytest.raises(Refused):
        move(registration=registration, breakout=second, actor=None)
    assert registration.email not in seats(event, second)


def test_nobody_is_moved_by_hand_before_the_draw_which_would_take_that_seat_away(client, organiser):
    event, (first, second) = by_wish(Admission.Method.DRAW, (2, 2))
    person = confirmed(event)
    page = url("participant", event, person)
    with pytest.raises(Refused, match="als dat klaar is"):
        move(registration=person, breakout=first, actor=organiser)
    assert not person.places.exclude(breakout=None).exists()
    shown = client.get(page).text
    assert "Verplaatsen kan als dat klaar is" in shown and 'name="breakout"' not in shown
    with after_closing():
        assert hold_draws() == 1
        move(registration=person, breakout=second, actor=organiser)
        assert seats(event, second) == [person.email]
        client.force_login(organiser)
        assert 'name="breakout"' in client.get(page).text


def test_a_larger_capacity_lets_the_queue_move_up_and_a_smaller_one_renumbers():
    event = make_event(capacity=2)
    first, second, third = confirmed(event), confirmed(event), confirmed(event)
    with seating(event) as under_lock:
        under_lock.resize(None, 3)
    assert seats(event) == [first.email, second.email, third.email]
    cancel(registration=first)
    with seating(event) as under_lock:
        under_lock.resize(None, 2)
    assert sorted(seats(event)) == sorted([second.email, third.email])
    assert set(event.places.values_list("seat_number", flat=True)) == {1, 2}
    with pytest.raises(Refused), seating(event) as under_lock:
        under_lock.resize(None, 1)
    event.refresh_from_db()
    assert event.capacity == 2


def test_a_meeting_without_a_limit_seats_everybody():
    event = make_event(capacity=None)
    for _ in range(3):
        signed_up(event)
    assert len(seats(event)) == 3
