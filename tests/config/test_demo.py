"""The demo content: complete, loaded once, never out of date, and nobody is mailed."""

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import override_settings

from cms import clock
from cms.actions.review import overdue
from cms.models import CollectionPage, HandvatPage, PracticeExamplePage, StandardPage
from community.models import AmbassadorProfile, OutgoingMail, User
from config.demo.content import read
from config.demo.meetings import event_id, refresh_dates
from config.demo.moments import AMSTERDAM, THURSDAY, TUESDAY, at, clock_at, day_of, third
from events import audit
from events.models import Breakout, Event, LedgerEntry, Place, Registration

FROZEN = datetime(2026, 10, 5, 10, 0, tzinfo=AMSTERDAM)


@pytest.fixture(scope="module")
def demo(module_db):
    """The demo, loaded once for this module by its command on 5 October 2026; what the command printed."""
    out = StringIO()
    with override_settings(DEMO=True), time_machine.travel(FROZEN, tick=True):
        call_command("load_demo", stdout=out)
    return out.getvalue()


@pytest.fixture
def on_that_day(demo, db, settings):
    """The demo on the day on which it was loaded."""
    settings.DEMO = True
    with time_machine.travel(FROZEN, tick=True):
        yield demo


def picture():
    """Everything that a second load could double or move."""
    return (
        [model.objects.count() for model in (HandvatPage, PracticeExamplePage, CollectionPage, StandardPage)],
        [model.objects.count() for model in (User, AmbassadorProfile, Registration, Place, LedgerEntry, OutgoingMail)],
        list(Event.objects.order_by("pk").values_list("public_id", "starts_at", "ends_at", "sequence")),
    )


def test_third_weekday_counts_over_years():
    assert third(THURSDAY, date(2026, 11, 30), months=1) == date(2026, 12, 17)
    assert third(THURSDAY, date(2026, 12, 1), months=2) == date(2027, 2, 18)
    assert third(TUESDAY, date(2026, 1, 31), months=-2) == date(2025, 11, 18)


def test_slots_lie_on_the_right_side_of_every_day():
    for on in (date(2026, 10, 5) + timedelta(days=days) for days in range(800)):
        assert 14 <= (day_of("learning_studio", 0, on) - on).days <= 51, on
        assert day_of("learning_studio", -1, on) < on
        sessions = [day_of("inspiration_session", slot, on) for slot in (-3, -2, -1, 1, 2, 3)]
        assert sessions == sorted(set(sessions))
        assert sessions[2] < on < sessions[3]
        assert {day.weekday() for day in sessions} == {TUESDAY}


def test_clock_at_sets_the_clock_and_puts_it_back(settings):
    moment = at(date(2026, 3, 1), "15:00")
    with clock_at(moment):
        assert abs(clock.now() - moment) < timedelta(seconds=5)
    assert settings.CLOCK_SHIFT == 0


def test_content_tells_of_every_handvat_in_enough_words():
    for row in read("handvatten")["handvat"]:
        assert 80 <= len(row["why"].split()) <= 150, row["slug"]
        assert 3 <= len(row["how"]) <= 6, row["slug"]
        assert row["examples"], row["slug"]
    linked = {example for row in read("handvatten")["handvat"] for example in row["examples"]}
    assert linked == {row["slug"] for row in read("examples")["example"]}


def test_load_demo_refused_where_the_site_is_no_demo(settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("load_demo")


def test_load_demo_loads_everything_once_and_mails_nobody(on_that_day, client):
    dutch = {"locale__language_code": "nl", "live": True}
    assert HandvatPage.objects.filter(**dutch).count() == 11 + 8 + 1  # one was learnt in a case
    assert PracticeExamplePage.objects.filter(**dutch).count() == 12
    assert PracticeExamplePage.objects.filter(**dutch, status="stopped").count() == 2
    eleven = CollectionPage.objects.get(slug="11-handvatten", **dutch)
    assert [handvat.number for handvat in eleven.handvatten()] == list(range(1, 12))
    assert len(CollectionPage.objects.get(slug="voor-provincies", **dutch).handvatten()) == 8
    narrowed = client.get("/handvatten/?schaal=provincie").content.decode()
    assert narrowed.count('class="card__title"') == 8
    assert {page.slug for page in StandardPage.objects.filter(**dutch)} >= {
        "over",
        "privacy",
        "toegankelijkheid",
        "contact",
    }
    assert AmbassadorProfile.objects.count() == 12
    assert AmbassadorProfile.objects.public().count() == 10  # one gave no consent, one is hidden by a moderator
    assert User.objects.count() == EmailAddress.objects.filter(verified=True, primary=True).count() == 12
    assert User.objects.get(email="redactie@example.org").check_password("demo")
    assert User.objects.get(email="ambassadeur@example.org").ambassador.slug == "noor-hagendoorn"
    assert User.objects.get(email="redactie@example.org").groups.get().name == "redactie"
    assert not OutgoingMail.objects.exists()
    assert list(audit.violations()) == []
    assert len(overdue()) == 1  # so that the editors' first page shows what it is for

    before = picture()
    call_command("load_demo", stdout=StringIO())
    assert picture() == before

    for address in (
        "/",
        "/handvatten/",
        "/agenda/",
        "/agenda/leeratelier-lindeveen/editie-3/",
        "/over/",
        "/en/contact/",
    ):
        assert client.get(address).status_code == 200, address


def test_demo_meetings_stand_where_the_calendar_of_that_day_puts_them(on_that_day):
    edition = Event.objects.get(series__name="Leeratelier Lindeveen", edition=3)
    assert edition.starts_at == datetime(2026, 11, 19, 15, 0, tzinfo=AMSTERDAM)
    assert edition.ends_at == datetime(2026, 11, 19, 17, 0, tzinfo=AMSTERDAM)
    assert edition.capacity == 60
    assert [round_.breakouts.count() for round_ in edition.rounds.all()] == [3, 3]
    taken = {
        breakout.title: (breakout.places.seats().count(), breakout.places.waiting().count(), breakout.capacity)
        for breakout in Breakout.objects.filter(event=edition)
    }
    assert taken["Bewoners bereiken"] == (11, 0, 12)
    assert taken["Partners vinden"] == (12, 3, 12)
    mine = Registration.objects.get(event=edition, email="deelnemer@example.org")
    assert mine.user.email == mine.email
    assert mine.places.waiting().with_position().get().position == 2
    assert Event.objects.upcoming().count() == 7  # one of them is still a draft
    assert Event.objects.past().count() == 5
    open_for_ranking = Event.objects.get(series__name="Leeratelier Lindeveen", edition=4)
    assert open_for_ranking.admission.takes_wishes and not open_for_ranking.places.exclude(breakout=None).exists()
    allocated = Event.objects.get(series__name="Medewerkersavond Lindeveen")
    assert allocated.admission.settled_at and allocated.places.exclude(breakout=None).count() == 36
    session = Event.objects.upcoming().filter(series__name="Inspiratiesessie").first()
    assert session.starts_at == datetime(2026, 10, 20, 16, 0, tzinfo=AMSTERDAM)


def test_refresh_dates_leaves_meetings_alone_while_one_is_to_come(on_that_day):
    before = picture()
    with clock_at(FROZEN + timedelta(days=10)):
        assert refresh_dates() == 0
    assert picture() == before


def test_refresh_dates_moves_past_demo_meetings_silently_and_no_others(on_that_day):
    edition = Event.objects.get(series__name="Leeratelier Lindeveen", edition=3)
    made_by_hand = Event.objects.create(
        title="Door de organisatie gemaakt", series=edition.series, starts_at=edition.starts_at, ends_at=edition.ends_at
    )
    registrations = Registration.objects.count()
    with clock_at(datetime(2027, 5, 3, 9, 0, tzinfo=AMSTERDAM)):
        assert refresh_dates() == 11
        moved = Event.objects.get(pk=edition.pk)
        # Clocks went forward in March: 15:00 stays 15:00.
        assert moved.starts_at == datetime(2027, 6, 17, 15, 0, tzinfo=AMSTERDAM)
        assert moved.ends_at - moved.starts_at == timedelta(hours=2)
        assert moved.sequence == edition.sequence + 1
        first = moved.rounds.first()
        assert first.starts_at == datetime(2027, 6, 17, 15, 20, tzinfo=AMSTERDAM)
        assert moved.programme_items.last().ends_at == moved.ends_at
        assert list(audit.violations()) == []
        assert refresh_dates() == 0
        assert Event.objects.upcoming().count() == 6
    assert Event.objects.get(pk=made_by_hand.pk).starts_at == made_by_hand.starts_at
    assert Registration.objects.count() == registrations
    assert not OutgoingMail.objects.exists()


def test_every_demo_meeting_is_known_by_its_name():
    rows = read("meetings")["event"]
    assert len({event_id(row) for row in rows}) == len(rows)
