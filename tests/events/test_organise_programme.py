"""Changing the programme of a meeting and its break-outs: every exit of the actions."""

import copy
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from community.models import OutgoingMail
from events.actions import change, organise
from events.actions.change import move
from events.actions.refusal import Refused
from events.audit import violations
from events.entries import local_time
from events.models import Breakout, LedgerEntry, ProgrammeItem, Round
from tests.events.factories import confirmed, make_event, make_page, make_plenary, make_round, queue, seats, signed_up
from tests.events.itip import calendar_of, complaints, event_of
from tests.events.organisers import member, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return member()


def told(kind: str) -> set[str]:
    """The addresses that got this mail."""
    return set(OutgoingMail.objects.filter(kind=f"events/{kind}").values_list("to_email", flat=True))


def acts() -> list[str]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))


def hours(part) -> str:
    return f"{timezone.localtime(part.starts_at):%H:%M}-{timezone.localtime(part.ends_at):%H:%M}"


# --- programme -------------------------------------------------------------------------------------------------


def times(event, start: int, end: int) -> dict:
    return {
        "starts_at": event.starts_at + timedelta(minutes=start),
        "ends_at": event.starts_at + timedelta(minutes=end),
    }


def test_save_round_refuses_two_at_once(actor):
    event = make_event()
    organise.save_round(event=event, actor=actor, title="Ronde 1", **times(event, 30, 60))
    with pytest.raises(Refused, match="Ronde 1"):
        organise.save_round(event=event, actor=actor, title="Ronde 2", **times(event, 50, 80))
    assert event.rounds.count() == 1


def test_save_round_refuses_a_time_outside_the_meeting(actor):
    event = make_event()
    with pytest.raises(Refused, match="buiten de bijeenkomst"):
        organise.save_round(event=event, actor=actor, title="Ronde 1", **times(event, 90, 130))


def test_save_round_twice_makes_one(actor):
    event = make_event()
    for _time in range(2):
        organise.save_round(event=event, actor=actor, title="Ronde 1", **times(event, 30, 60))
    assert event.rounds.count() == 1


def test_save_item_changes_and_refuses_a_stale_form(actor):
    event = make_event()
    item = make_plenary(event)
    old = organise.version_of(item)
    values = {"kind": item.kind, "description": "", "speaker": "", **times(event, 0, 30)}
    organise.save_item(event=event, item=item, version=old, actor=actor, title="Opening", **values)
    with pytest.raises(organise.Conflict):
        organise.save_item(event=event, item=item, version=old, actor=actor, title="Inloop", **values)
    assert ProgrammeItem.objects.get().title == "Opening"


def test_delete_item_twice_is_harmless(actor):
    item = make_plenary(make_event())
    for _time in range(2):
        organise.delete_item(item=item, actor=actor)
        item = ProgrammeItem(pk=item.pk or 1, event=item.event, title=item.title)
    assert not ProgrammeItem.objects.exists()


def test_delete_round_refuses_when_somebody_was_in_it(actor):
    event = make_event()
    (breakout,) = make_round(event, 5)
    confirmed(event, breakout)
    with pytest.raises(Refused, match="al mensen"):
        organise.delete_round(round=breakout.round, actor=actor)
    assert Round.objects.exists()


def test_delete_round_takes_its_empty_break_outs_along(actor):
    (breakout,) = make_round(make_event(), 5)
    organise.delete_round(round=breakout.round, actor=actor)
    assert not Round.objects.exists() and not Breakout.objects.exists()


# --- break-outs ------------------------------------------------------------------------------------------------


def breakout_values(breakout: Breakout, **changes) -> dict:
    names = ("title", "description", "capacity", "level", "audience", "host", "room", "meeting_url", "sort_order")
    return {name: getattr(breakout, name) for name in names} | changes


def test_save_breakout_twice_with_one_key_makes_one(actor):
    event = make_event()
    round_ = Round.objects.create(event=event, title="Ronde 1", **times(event, 30, 60))
    key = uuid.uuid4()
    for _time in range(2):
        organise.save_breakout(round=round_, key=key, actor=actor, title="Het gesprek", capacity=8)
    assert (Breakout.objects.get().public_id, Breakout.objects.get().sort_order) == (key, 1)


def test_save_breakout_raising_the_capacity_lets_the_queue_move_up(actor):
    event = make_event()
    (breakout,) = make_round(event, 1)
    confirmed(event, breakout, email="een@example.org")
    confirmed(event, breakout, email="twee@example.org")
    organise.save_breakout(
        round=breakout.round, breakout=breakout, version="1", actor=actor, **breakout_values(breakout, capacity=2)
    )
    assert seats(event, breakout) == ["een@example.org", "twee@example.org"]
    assert told("moved_up") == {"twee@example.org"}
    assert list(violations()) == []


def test_save_breakout_refuses_a_capacity_below_the_seats_taken(actor):
    event = make_event()
    (breakout,) = make_round(event, 2)
    confirmed(event, breakout)
    confirmed(event, breakout)
    with pytest.raises(Refused) as refusal:
        organise.save_breakout(
            round=breakout.round, breakout=breakout, version="1", actor=actor, **breakout_values(breakout, capacity=1)
        )
    assert (refusal.value.field, "2" in refusal.value.message) == ("capacity", True)


def test_save_breakout_with_a_stale_form_is_a_conflict(actor):
    (breakout,) = make_round(make_event(), 2)
    save = {"round": breakout.round, "breakout": breakout, "version": "1", "actor": actor}
    organise.save_breakout(**save, **breakout_values(breakout, title="Een"))
    with pytest.raises(organise.Conflict):
        organise.save_breakout(**save, **breakout_values(breakout, title="Twee"))
    breakout.refresh_from_db()
    assert (breakout.title, breakout.version) == ("Een", 2)


def test_cancel_breakout_tells_only_its_people_and_frees_their_places(actor):
    event = make_event()
    first, second = make_round(event, 1, 5)
    confirmed(event, first, email="zit@example.org")
    confirmed(event, first, email="wacht@example.org")
    confirmed(event, second, email="elders@example.org")
    for _time in range(2):
        organise.cancel_breakout(breakout=first, actor=actor)
    assert told("breakout_cancelled") == {"zit@example.org", "wacht@example.org"}
    assert OutgoingMail.objects.filter(kind="events/breakout_cancelled").count() == 2
    assert (seats(event, first), queue(event, first)) == ([], [])
    assert seats(event, second) == ["elders@example.org"]
    assert len(seats(event)) == 3
    assert LedgerEntry.objects.filter(kind="left", breakout=first, actor=actor).count() == 2
    assert list(violations()) == []


def test_cancel_breakout_refuses_once_the_meeting_has_begun(actor):
    (breakout,) = make_round(make_event(days=-1 / 24), 5)
    with pytest.raises(Refused, match="begonnen"):
        organise.cancel_breakout(breakout=breakout, actor=actor)


def test_a_cancelled_breakout_cannot_be_changed(actor):
    (breakout,) = make_round(make_event(), 5)
    organise.cancel_breakout(breakout=breakout, actor=actor)
    with pytest.raises(Refused, match="gaat niet door"):
        organise.save_breakout(
            round=breakout.round, breakout=breakout, version="2", actor=actor, **breakout_values(breakout, title="Toch")
        )


def test_delete_breakout_refuses_when_somebody_was_in_it(actor):
    event = make_event()
    (breakout,) = make_round(event, 5)
    confirmed(event, breakout)
    with pytest.raises(Refused, match="vervallen"):
        organise.delete_breakout(breakout=breakout, actor=actor)


def test_delete_breakout_removes_an_unused_one(actor):
    (breakout,) = make_round(make_event(), 5)
    organise.delete_breakout(breakout=breakout, actor=actor)
    assert not Breakout.objects.exists()


def test_move_is_logged_without_the_name_of_the_person(actor):
    event = make_event()
    first, second = make_round(event, 5, 5)
    registration = confirmed(event, first, name="Geheime Gast")
    move(registration=registration, breakout=second, actor=actor)
    entry = ModelLogEntry.objects.get(action="events.move")
    assert (entry.user, entry.data) == (actor, {"part": second.title})
    assert "Geheime" not in entry.label


# --- telling who is in it ----------------------------------------------------------------------------------------


def later(round_: Round, minutes: int = 5) -> dict:
    shift = timedelta(minutes=minutes)
    return {"title": round_.title, "starts_at": round_.starts_at + shift, "ends_at": round_.ends_at + shift}


def save_breakout(breakout: Breakout, actor, **changes) -> Breakout:
    return organise.save_breakout(
        round=breakout.round,
        breakout=breakout,
        version=str(breakout.version),
        actor=actor,
        **breakout_values(breakout, **changes),
    )


@pytest.fixture(scope="module")
def full_evening(module_db):
    """Two rounds; in the first one sits, one waits for the same group, one holds a place; one is elsewhere."""
    event = make_event(title="Leeratelier Lindeveen")
    first, second = make_round(event, 2, 5)
    (other,) = make_round(event, 5, start=70)
    confirmed(event, first, email="zit@example.org")
    signed_up(event, first, email="houdt@example.org")
    confirmed(event, first, email="wacht@example.org")
    confirmed(event, second, other, email="naast@example.org")
    confirmed(event, other, email="elders@example.org")
    confirmed(event, email="geen@example.org")
    change.cancel(registration=confirmed(event, first, email="weg@example.org"))
    return {"event": event, "first": first, "second": second, "other": other}


@pytest.fixture
def peopled(full_evening):
    """`full_evening` for one test to change."""
    return copy.deepcopy(full_evening)


def test_save_round_with_a_new_time_tells_its_people_only(actor, peopled):
    round_ = peopled["first"].round
    organise.save_round(
        event=round_.event, round=round_, version=organise.version_of(round_), actor=actor, **later(round_)
    )
    assert told("programme_changed") == {
        "zit@example.org", "houdt@example.org", "wacht@example.org", "naast@example.org",
    }  # fmt: skip
    assert OutgoingMail.objects.filter(kind="events/programme_changed").count() == 4


def test_save_round_with_a_new_time_moves_the_calendar_along(actor, peopled, mailbox):
    round_ = peopled["first"].round
    mailbox.deliver()
    number = event_of(mailbox.to("zit@example.org")[-1])["SEQUENCE"]
    moved = organise.save_round(
        event=round_.event, round=round_, version=organise.version_of(round_), actor=actor, **later(round_, 10)
    )
    mailbox.deliver()
    message = mailbox.to("zit@example.org")[-1]
    begins = local_time(moved.starts_at, moved.event)
    assert message["Subject"] == "Programma gewijzigd: Leeratelier Lindeveen"
    assert complaints(message) == []
    assert event_of(message)["SEQUENCE"] > number
    assert f"Ronde 1: Groep 1 ({begins})" in event_of(message)["DESCRIPTION"]
    text = message.get_body(("plain",)).get_content()
    assert f"Ronde 1: {begins} tot {local_time(moved.ends_at, moved.event)} uur" in text
    assert calendar_of(mailbox.to("houdt@example.org")[-1]) is None  # nothing in that calendar yet
    assert "bevestig nog wel" in mailbox.to("houdt@example.org")[-1].get_body(("plain",)).get_content()


def test_save_round_there_and_back_and_there_again_tells_three_times(actor, peopled):
    round_ = peopled["other"].round
    for minutes in (5, -5, 5):
        values = later(round_, minutes)
        round_ = organise.save_round(
            event=round_.event, round=round_, version=organise.version_of(round_), actor=actor, **values
        )
        organise.save_round(event=round_.event, round=round_, version="", actor=actor, **values)  # sent twice
    assert OutgoingMail.objects.filter(kind="events/programme_changed", to_email="elders@example.org").count() == 3


def test_save_round_with_only_a_new_title_tells_nobody(actor, peopled):
    round_ = peopled["first"].round
    organise.save_round(
        event=round_.event,
        round=round_,
        version=organise.version_of(round_),
        actor=actor,
        **later(round_, 0) | {"title": "Eerste ronde"},
    )
    assert told("programme_changed") == set()


def test_save_item_and_a_new_round_tell_nobody(actor, peopled):
    event = peopled["event"]
    values = {"kind": "plenary", "description": "", "speaker": "", "title": "Welkom"}
    item = organise.save_item(event=event, actor=actor, **values, **times(event, 0, 10))
    version = organise.version_of(item)
    organise.save_item(event=event, item=item, version=version, actor=actor, **values, **times(event, 5, 15))
    organise.save_round(event=event, actor=actor, title="Ronde 3", **times(event, 105, 115))
    assert told("programme_changed") == set()


@pytest.mark.parametrize(
    "changes", [{"title": "Samen eten"}, {"room": "Zaal 2"}, {"host": "Fenna Bos"}], ids=["title", "room", "host"]
)
def test_save_breakout_that_people_plan_on_tells_its_people_only(actor, peopled, changes):
    save_breakout(peopled["first"], actor, **changes)
    assert told("programme_changed") == {"zit@example.org", "houdt@example.org", "wacht@example.org"}


@pytest.mark.parametrize(
    "changes",
    [{"description": "Zonder tikfout"}, {"level": "starter"}, {"sort_order": 9}, {"capacity": 2}],
    ids=["description", "level", "order", "nothing"],
)
def test_save_breakout_that_changes_no_plan_tells_nobody(actor, peopled, changes):
    save_breakout(peopled["first"], actor, **changes)
    assert told("programme_changed") == set()


def test_save_breakout_mails_what_it_is_now_and_what_it_was_called(actor, peopled, mailbox):
    mailbox.deliver()
    save_breakout(peopled["first"], actor, title="Samen eten", room="Zaal 2", host="Fenna Bos")
    mailbox.deliver()
    seated, waiting = mailbox.to("zit@example.org")[-1], mailbox.to("wacht@example.org")[-1]
    begins = local_time(peopled["first"].round.starts_at, peopled["event"])
    assert f"Ronde 1: Samen eten ({begins}, Zaal 2)" in event_of(seated)["DESCRIPTION"]
    assert complaints(seated) == []
    for message in (seated, waiting):
        text = message.get_body(("plain",)).get_content()
        for words in ("“Groep 1”", "Samen eten", "Zaal 2", "Fenna Bos"):
            assert words in text
    assert "wachtlijst, nummer 1" in waiting.get_body(("plain",)).get_content()


def test_save_breakout_with_room_for_more_mails_where_people_stand_after_it(actor, peopled, mailbox):
    save_breakout(peopled["first"], actor, title="Samen eten", capacity=3)
    mailbox.deliver()
    changed, up = mailbox.to("wacht@example.org")[-2:]
    assert (changed["Subject"], up["Subject"]) == (
        "Programma gewijzigd: Leeratelier Lindeveen",
        "Er is een plek voor je: Leeratelier Lindeveen",
    )
    assert "wachtlijst" not in changed.get_body(("plain",)).get_content()


def test_save_breakout_after_the_meeting_tells_nobody(actor, peopled, settings):
    settings.CLOCK_SHIFT = int(timedelta(days=15).total_seconds())
    save_breakout(peopled["first"], actor, room="Zaal 2")
    assert told("programme_changed") == set()


def test_forms_say_beforehand_who_hears_of_a_change(client, organiser, peopled):
    event, breakout, empty = peopled["event"], peopled["first"], make_round(peopled["event"], 5, start=105)[0]
    for address, words in [
        (url("breakout", event, breakout), "3 mensen kozen deze break-out al"),
        (url("breakout", event, peopled["other"]), "2 mensen kozen deze break-out al"),
        (url("round", event, breakout.round.pk), "4 mensen kozen al in deze ronde"),
    ]:
        assert words in client.get(address).content.decode()
    for address in (url("breakout", event, empty), url("round", event, empty.round.pk), url("new_round", event)):
        assert "krijgt een mail" not in client.get(address).content.decode()


def test_a_meeting_is_found_by_a_break_out_as_soon_as_it_is_saved(actor, client):
    event = make_event()
    page = make_page(event)
    _breakout, other = make_round(event, 5, 5)
    assert page.url not in client.get("/zoeken/?q=kwartiermakers").text
    organise.save_breakout(round=other.round, key=uuid.uuid4(), actor=actor, title="Voor kwartiermakers", capacity=5)
    assert page.url in client.get("/zoeken/?q=kwartiermaker").text
