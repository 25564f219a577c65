"""Signing up and confirming: every exit of the action."""

import uuid
from datetime import timedelta

import pytest
import time_machine

from cms import clock
from community.models import OutgoingMail, User
from events.actions.expire import expire_unconfirmed
from events.actions.refusal import Refused
from events.actions.sign_up import Choice, confirm, sign_up
from events.audit import violations
from events.entries import Standing
from events.models import Breakout, LedgerEntry, Registration
from tests.events.factories import confirmed, make_event, make_round, queue, seats, signed_up

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(OutgoingMail.objects.values_list("kind", flat=True))


def test_sign_up_holds_a_seat_for_24_hours():
    event = make_event()
    registration = signed_up(event, email="An@Example.org ")
    assert registration.status == Registration.Status.UNCONFIRMED
    assert registration.email == "an@example.org"
    assert abs(registration.confirm_before - clock.now() - timedelta(hours=24)) < timedelta(minutes=1)
    assert seats(event) == ["an@example.org"]
    assert [kind.rsplit("/")[-1] for kind in kinds()] == ["confirm_sign_up"]


def test_sign_up_holds_no_longer_than_the_start():
    event = make_event(days=0.25)
    assert signed_up(event).confirm_before == event.starts_at


def test_sign_up_takes_a_break_out_in_each_round():
    event = make_event()
    first, _other = make_round(event, 5, 5)
    second, _other = make_round(event, 5, 5, start=70)
    registration = signed_up(event, first, second, email="an@example.org")
    assert seats(event, first) == seats(event, second) == ["an@example.org"]
    assert registration.places.count() == 3


def test_sign_up_counts_with_the_capacity_of_now_and_not_of_when_the_form_was_opened():
    event = make_event()
    (seen,) = make_round(event, 1)
    confirmed(event, seen)
    Breakout.objects.update(capacity=2)
    second = sign_up(
        event=event, name="Bo", email="bo@example.org", choices={seen.round_id: Choice(seen)}, key=uuid.uuid4()
    )
    place = second.places.get(breakout=seen)
    assert (place.seat_number, place.seat_limit) == (2, 2)
    assert list(violations()) == []


def test_sign_up_with_the_same_key_gives_the_first_answer():
    event = make_event()
    key = uuid.uuid4()
    first = signed_up(event, key=key, email="an@example.org")
    second = signed_up(event, key=key, email="An@example.org", name="Anders")
    assert second == first
    assert Registration.objects.count() == 1
    assert len(kinds()) == 1


def test_sign_up_of_a_known_address_changes_nothing_and_mails_the_link_once_an_hour():
    event = make_event()
    breakout, other = make_round(event, 5, 5)
    registration = confirmed(event, breakout, email="an@example.org", name="An")
    before = len(kinds())
    for _ in range(3):
        again = signed_up(event, other, email="AN@example.org", name="Hacker")
    assert again == registration
    registration.refresh_from_db()
    assert registration.name == "An"
    assert seats(event, breakout) == ["an@example.org"]
    assert seats(event, other) == []
    assert len(kinds()) == before + 1


def test_sign_up_past_the_capacity_waits_in_order():
    event = make_event(capacity=1)
    for name in ("a", "b", "c"):
        signed_up(event, email=f"{name}@example.org")
    assert seats(event) == ["a@example.org"]
    assert queue(event) == ["b@example.org", "c@example.org"]


def test_sign_up_for_a_full_break_out_is_refused_unless_they_want_to_wait():
    event = make_event()
    breakout, _other = make_round(event, 1, 5)
    signed_up(event, breakout)
    with pytest.raises(Refused) as refusal:
        signed_up(event, breakout, email="laat@example.org", may_wait=False)
    assert refusal.value.field == f"round-{breakout.round_id}"
    assert not Registration.objects.filter(email="laat@example.org").exists()
    signed_up(event, breakout, email="laat@example.org", may_wait=True)
    assert queue(event, breakout) == ["laat@example.org"]
    assert "laat@example.org" in seats(event)


def test_sign_up_for_a_full_meeting_keeps_the_break_out_wish_waiting():
    event = make_event(capacity=1)
    (breakout,) = make_round(event, 5)
    first = signed_up(event)
    second = signed_up(event, breakout, email="b@example.org", may_wait=False)
    assert queue(event) == queue(event, breakout) == ["b@example.org"]
    with time_machine.travel(first.confirm_before + timedelta(seconds=1)):
        others = Registration.objects.filter(pk=second.pk)
        others.update(confirm_before=clock.now() + timedelta(hours=1))
        expire_unconfirmed()
    assert seats(event) == seats(event, breakout) == ["b@example.org"]


def test_sign_up_queues_behind_those_who_wait():
    event = make_event(capacity=2)
    (breakout,) = make_round(event, 1)
    holder = confirmed(event, breakout)
    confirmed(event, breakout, email="eerst@example.org")
    signed_up(event, breakout, email="later@example.org")
    assert queue(event) == ["later@example.org"]
    assert queue(event, breakout) == ["eerst@example.org", "later@example.org"]
    from events.actions.change import cancel

    cancel(registration=holder)
    assert seats(event, breakout) == ["eerst@example.org"]
    assert list(violations()) == []


@pytest.mark.parametrize("moment", ["begun", "cancelled", "closed"])
def test_sign_up_is_refused_when_closed(moment):
    event = make_event()
    if moment == "begun":
        event.starts_at = clock.now() - timedelta(minutes=1)
    elif moment == "cancelled":
        event.status = event.Status.CANCELLED
    else:
        event.sign_up_closes_at = clock.now() - timedelta(minutes=1)
    event.save()
    with pytest.raises(Refused):
        signed_up(event)
    assert not Registration.objects.exists()


@pytest.mark.parametrize("wrong", ["cancelled", "other meeting", "other round"])
def test_sign_up_is_refused_for_a_break_out_that_cannot_be_chosen(wrong):
    event = make_event()
    breakout, _other = make_round(event, 5, 5)
    round_id = breakout.round_id
    if wrong == "cancelled":
        breakout.status = breakout.Status.CANCELLED
        breakout.save()
    elif wrong == "other meeting":
        (breakout,) = make_round(make_event(), 5)
    else:
        (breakout,) = make_round(event, 5, start=70)
    with pytest.raises(Refused):
        sign_up(event=event, name="An", email="an@example.org", choices={round_id: Choice(breakout)}, key=uuid.uuid4())
    assert not Registration.objects.exists()


def test_a_member_is_confirmed_at_once():
    event = make_event()
    user = User.objects.create_user("lid@example.org")
    registration = signed_up(event, user=user, email="anders@example.org")
    assert registration.email == "lid@example.org"
    assert registration.status == Registration.Status.CONFIRMED
    assert registration.confirm_before is None
    assert [kind.rsplit("/")[-1] for kind in kinds()] == ["registration_confirmed"]


def test_a_member_who_signed_up_as_a_guest_is_confirmed_by_signing_up_again():
    event = make_event()
    signed_up(event, email="lid@example.org")
    registration = signed_up(event, user=User.objects.create_user("lid@example.org"))
    registration.refresh_from_db()
    assert registration.status == Registration.Status.CONFIRMED


def test_confirm_fixes_the_place_and_is_harmless_twice():
    event = make_event()
    registration = confirm(registration=signed_up(event))
    assert registration.status == Registration.Status.CONFIRMED
    before = len(kinds())
    confirm(registration=registration)
    assert len(kinds()) == before
    assert seats(event) == [registration.email]
    entries = [LedgerEntry.Kind.SIGNED_UP, LedgerEntry.Kind.QUEUED, LedgerEntry.Kind.SEATED, LedgerEntry.Kind.CONFIRMED]
    assert list(registration.ledger.values_list("kind", flat=True)) == entries


def test_confirm_too_late_is_refused_and_the_seat_goes_to_the_next():
    event = make_event(capacity=1)
    late = signed_up(event)
    waiting = confirmed(event)
    with time_machine.travel(late.confirm_before + timedelta(seconds=1)):
        with pytest.raises(Refused):
            confirm(registration=late)
        expire_unconfirmed()
    late.refresh_from_db()
    assert late.status == Registration.Status.EXPIRED
    assert seats(event) == [waiting.email]
    assert list(violations()) == []


def test_signing_up_after_cancelling_revives_the_same_registration():
    from events.actions.change import cancel

    event = make_event()
    registration = confirmed(event, email="an@example.org")
    cancel(registration=registration)
    again = confirmed(event, email="an@example.org")
    assert again.pk == registration.pk
    assert again.status == Registration.Status.CONFIRMED
    assert seats(event) == ["an@example.org"]


def test_expiry_runs_twice_with_the_same_result():
    event = make_event()
    registration = signed_up(event)
    with time_machine.travel(registration.confirm_before + timedelta(seconds=1)):
        assert expire_unconfirmed() == 1
        assert expire_unconfirmed() == 0
    assert seats(event) == []
    assert list(violations()) == []


def test_newcomer_stands_where_the_database_says(monkeypatch):
    told = []
    quick = Standing.of_newcomer

    def both_ways(registration, places):
        found = quick(registration, places)
        told.append((found.chosen, found.position, found.seated))
        slow = Standing.of(registration)
        assert told[-1] == (slow.chosen, slow.position, slow.seated)
        return found

    monkeypatch.setattr(Standing, "of_newcomer", both_ways)
    event = make_event(capacity=4)
    first, second = make_round(event, 1, 3)
    (later,) = make_round(event, 1, start=70)
    for breakouts in ([first], [first, later], [second, later], [], [first, later], [second]):
        signed_up(event, *breakouts, may_wait=True)
    assert [(len(chosen), position, seated) for chosen, position, seated in told] == [
        (1, 0, True), (2, 0, True), (2, 0, True), (0, 0, True), (2, 1, False), (1, 2, False),
    ]  # fmt: skip
    assert [each.position for chosen, *_rest in told for each in chosen] == [0, 1, 0, 0, 1, 2, 2, 1]
