"""Making, changing and cancelling a meeting and its parts: every exit of the actions."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms import clock
from community.models import OutgoingMail
from events.actions import organise
from events.actions.admission import set_admission
from events.actions.change import cancel
from events.actions.evaluation import open_evaluation
from events.actions.expire import expire_unconfirmed
from events.actions.refusal import Refused
from events.actions.seating import seating
from events.audit import violations
from events.entries import when
from events.models import Event, EventPage, EventSeries, Registration
from tests.events.factories import confirmed, make_event, make_page, queue, seats, signed_up
from tests.events.organisers import details, member, of

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


# --- create ----------------------------------------------------------------------------------------------------


def test_create_event_makes_a_draft_page_below_the_agenda(actor):
    event = organise.create_event(key=uuid.uuid4(), actor=actor, summary="Kom langs.", **details())
    page = event.pages.get()
    assert (page.title, page.summary, page.live, page.slug) == (
        event.title,
        "Kom langs.",
        False,
        "leeratelier-lindeveen",
    )
    assert page.get_parent().slug == "agenda"
    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.user, entry.object_id) == ("events.create", actor, str(event.pk))


def test_create_event_twice_with_one_key_makes_one(actor):
    key = uuid.uuid4()
    first = organise.create_event(key=key, actor=actor, **details())
    second = organise.create_event(key=key, actor=actor, **details())
    assert first == second
    assert (Event.objects.count(), EventPage.objects.count()) == (1, 1)


def test_create_event_in_a_series_takes_the_next_edition(actor):
    series = organise.create_series(name="Leeratelier Lindeveen", kind="learning_studio", actor=actor)
    make_event(series=series, edition=7)
    event = organise.create_event(key=uuid.uuid4(), actor=actor, **details(series=series))
    assert event.edition == 8
    assert event.pages.get().get_parent().specific.series == series


def test_create_event_plans_a_template_in_the_time_there_is(actor):
    event = organise.create_event(key=uuid.uuid4(), actor=actor, template="leeratelier", **details())
    parts = sorted([*event.programme_items.all(), *event.rounds.all()], key=lambda part: part.starts_at)
    assert [(part.title, hours(part)) for part in parts] == [
        ("Plenaire start", "15:00-15:25"),
        ("Ronde 1", "15:25-15:55"),
        ("Pauze", "15:55-16:05"),
        ("Ronde 2", "16:05-16:40"),
        ("Plenaire afsluiting", "16:40-17:00"),
    ]


def test_create_event_refuses_a_template_in_half_an_hour(actor):
    values = details()
    values["ends_at"] = values["starts_at"] + timedelta(minutes=30)
    with pytest.raises(Refused) as refusal:
        organise.create_event(key=uuid.uuid4(), actor=actor, template="leeratelier", **values)
    assert refusal.value.field == "template"
    assert not Event.objects.exists()


def test_create_event_refuses_an_end_before_the_begin(actor):
    values = details()
    values["ends_at"] = values["starts_at"]
    with pytest.raises(Refused, match="na het begin"):
        organise.create_event(key=uuid.uuid4(), actor=actor, **values)


def test_create_event_refuses_sign_up_after_the_begin(actor):
    values = details()
    with pytest.raises(Refused, match="langer open"):
        organise.create_event(key=uuid.uuid4(), actor=actor, **values | {"sign_up_closes_at": values["ends_at"]})


def test_create_series_twice_makes_one(actor):
    for _time in range(2):
        organise.create_series(name="Leeratelier Lindeveen", kind="learning_studio", actor=actor)
    assert EventSeries.objects.get().pages.count() == 1


def test_publish_page_publishes_the_series_too_and_gives_english_an_alias(actor):
    series = organise.create_series(name="Leeratelier Lindeveen", kind="learning_studio", actor=actor)
    event = organise.create_event(key=uuid.uuid4(), actor=actor, **details(series=series))
    page = organise.publish_page(page=event.pages.get(), actor=actor)
    assert page.live and series.pages.get(locale=page.locale).live
    assert page.url == "/agenda/leeratelier-lindeveen/leeratelier-lindeveen/"
    assert event.pages.filter(locale__language_code="en", live=True).count() == 1
    assert acts()[-1] == "events.publish"


# --- change ----------------------------------------------------------------------------------------------------


def test_change_event_of_a_title_tells_nobody_and_keeps_the_sequence(actor):
    event = make_event()
    make_page(event)
    confirmed(event)
    changed = organise.change_event(event=event, version="1", actor=actor, **of(event, title="Leeratelier Testdorp 2"))
    assert (changed.sequence, changed.version) == (0, 2)
    assert told("event_changed") == set()
    assert event.pages.get(alias_of=None).title == "Leeratelier Testdorp 2"
    assert acts() == ["events.change"]


def test_change_event_leaves_a_page_with_its_own_title_alone(actor):
    event = make_event()
    page = make_page(event)
    page.title = "Eigen kop"
    page.save_revision().publish()
    organise.change_event(event=event, version="1", actor=actor, **of(event, title="Anders"))
    assert event.pages.get(alias_of=None).title == "Eigen kop"


def test_change_event_of_the_place_tells_who_sits_and_who_waits(actor):
    event = make_event(capacity=1)
    confirmed(event, email="zit@example.org")
    signed_up(event, email="wacht@example.org")
    changed = organise.change_event(event=event, version="1", actor=actor, **of(event, venue="Station Oost"))
    assert changed.sequence == 1
    assert told("event_changed") == {"zit@example.org", "wacht@example.org"}


def test_change_event_sent_twice_tells_once(actor):
    event = make_event()
    confirmed(event)
    values = of(event, venue="Station Oost")
    for _time in range(2):
        changed = organise.change_event(event=event, version="1", actor=actor, **values)
    assert (changed.sequence, changed.version) == (1, 2)
    assert OutgoingMail.objects.filter(kind="events/event_changed").count() == 1


def test_change_event_with_a_stale_form_is_a_conflict(actor):
    event = make_event()
    organise.change_event(event=event, version="1", actor=actor, **of(event, venue="Eerste"))
    with pytest.raises(organise.Conflict) as conflict:
        organise.change_event(event=event, version="1", actor=actor, **of(event, venue="Tweede"))
    assert conflict.value.current.venue == "Eerste"
    event.refresh_from_db()
    assert event.venue == "Eerste"


def test_change_event_takes_the_programme_along_in_wall_time(actor):
    with time_machine.travel("2027-03-01T12:00:00+00:00", tick=False):
        event = organise.create_event(key=uuid.uuid4(), actor=actor, template="leeratelier", **details(days=20))
        # Across the night in which summer time begins (28 March 2027).
        values = of(event, starts_at=event.starts_at, ends_at=event.ends_at)
        for name in ("starts_at", "ends_at"):
            values[name] = timezone.localtime(values[name]).replace(month=4, day=10)
        organise.change_event(event=event, version="1", actor=actor, **values)
    first = event.rounds.first()
    assert hours(first) == "15:25-15:55"
    assert timezone.localtime(first.starts_at).day == 10


def test_change_event_refuses_a_window_the_programme_does_not_fit(actor):
    event = organise.create_event(key=uuid.uuid4(), actor=actor, template="leeratelier", **details())
    values = of(event, ends_at=event.ends_at - timedelta(minutes=30))
    with pytest.raises(Refused, match="buiten de bijeenkomst"):
        organise.change_event(event=event, version="1", actor=actor, **values)
    event.refresh_from_db()
    assert hours(event) == "15:00-17:00"


def test_change_event_raising_the_capacity_lets_the_queue_move_up(actor):
    event = make_event(capacity=1)
    confirmed(event, email="een@example.org")
    confirmed(event, email="twee@example.org")
    assert queue(event) == ["twee@example.org"]
    organise.change_event(event=event, version="1", actor=actor, **of(event, capacity=2))
    assert seats(event) == ["een@example.org", "twee@example.org"]
    assert told("moved_up") == {"twee@example.org"}
    assert list(violations()) == []


def test_change_event_refuses_a_capacity_below_the_seats_taken(actor):
    event = make_event(capacity=2)
    confirmed(event)
    confirmed(event)
    with pytest.raises(Refused) as refusal:
        organise.change_event(event=event, version="1", actor=actor, **of(event, capacity=1))
    assert refusal.value.field == "capacity"
    event.refresh_from_db()
    assert event.capacity == 2


def test_change_event_earlier_shortens_the_holds(actor):
    event = make_event(days=10)
    registration = signed_up(event)
    starts_at = event.starts_at - timedelta(days=10) + timedelta(hours=5)
    organise.change_event(
        event=event, version="1", actor=actor, **of(event, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
    )
    registration.refresh_from_db()
    assert registration.confirm_before == starts_at


def test_change_event_earlier_shortens_the_offers(actor):
    event = make_event(days=10, capacity=1)
    set_admission(event=event, version="1", actor=actor, offers=True)
    leaving, offered = confirmed(event), confirmed(event)
    cancel(registration=leaving)
    starts_at = clock.now().replace(microsecond=0) + timedelta(minutes=30)
    assert offered.places.get().offered_until > starts_at
    organise.change_event(
        event=event, version="1", actor=actor, **of(event, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
    )
    assert offered.places.get().offered_until == starts_at
    assert list(violations()) == []


def test_change_event_takes_the_end_of_its_evaluation_along(actor):
    event = make_event()
    evaluation = open_evaluation(event=event)
    closes_at = evaluation.closes_at
    later = {name: getattr(event, name) + timedelta(days=40) for name in ("starts_at", "ends_at")}
    organise.change_event(event=event, version="1", actor=actor, **of(event, **later))
    evaluation.refresh_from_db()
    assert evaluation.closes_at == closes_at + timedelta(days=40)


def test_change_event_refuses_another_time_when_it_is_over(actor):
    event = make_event(days=-3)
    with pytest.raises(Refused, match="voorbij"):
        organise.change_event(event=event, version="1", actor=actor, **of(event, venue="Elders"))


# --- cancel ----------------------------------------------------------------------------------------------------


def test_cancel_event_tells_everybody_once_and_keeps_the_places(actor):
    event = make_event(capacity=1)
    confirmed(event, email="zit@example.org")
    waiting = signed_up(event, email="wacht@example.org")
    for _time in range(2):
        cancelled = organise.cancel_event(event=event, reason="De zaal staat onder water", actor=actor)
    assert (cancelled.status, cancelled.sequence) == (Event.Status.CANCELLED, 1)
    assert told("event_cancelled") == {"zit@example.org", "wacht@example.org"}
    assert OutgoingMail.objects.filter(kind="events/event_cancelled").count() == 2
    assert (seats(event), queue(event)) == (["zit@example.org"], ["wacht@example.org"])
    assert waiting.ledger.last().reason == "De zaal staat onder water"
    assert (
        OutgoingMail.objects.get(kind="events/event_cancelled", to_email="zit@example.org").calendar_method == "CANCEL"
    )
    assert list(violations()) == []


def test_cancel_event_lets_no_hold_and_no_offer_expire_afterwards(actor):
    event = make_event(capacity=1)
    set_admission(event=event, version="1", actor=actor, offers=True)
    leaving, offered, waiting = confirmed(event), confirmed(event), signed_up(event)
    cancel(registration=leaving)
    assert offered.places.get().is_offer
    organise.cancel_event(event=event, reason="Ziek", actor=actor)
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        assert expire_unconfirmed() == 0
        with seating(event):
            pass  # nor when anything else is done there
    assert (told("hold_expired"), told("offer_expired")) == (set(), set())
    for registration in (offered, waiting):
        registration.refresh_from_db()
    assert (offered.status, waiting.status) == (Registration.Status.CONFIRMED, Registration.Status.UNCONFIRMED)


def test_cancel_event_refuses_when_it_is_over(actor):
    with pytest.raises(Refused, match="voorbij"):
        organise.cancel_event(event=make_event(days=-3), reason="Te laat", actor=actor)


def test_a_cancelled_event_cannot_be_changed(actor):
    event = make_event()
    organise.cancel_event(event=event, reason="Ziek", actor=actor)
    with pytest.raises(Refused, match="gaat niet door"):
        organise.change_event(event=event, version="2", actor=actor, **of(event, title="Toch"))


def test_change_event_tells_what_the_time_was(actor):
    event = make_event()
    confirmed(event)
    before = event.starts_at
    later = {"starts_at": before + timedelta(days=1), "ends_at": event.ends_at + timedelta(days=1)}
    organise.change_event(event=event, version="1", actor=actor, **of(event, **later))
    text = OutgoingMail.objects.get(kind="events/event_changed").text
    assert "Het was: " in text
    assert text.index(when(Event(starts_at=before, ends_at=event.ends_at))) > text.index("Het was: ")
