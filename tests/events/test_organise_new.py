"""The organisers' list of meetings, and a new one: what they show, and that the form loses nothing."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from community.models import OutgoingMail
from events.actions import organise
from events.entries import when
from events.models import Event
from tests.events.factories import confirmed, make_event, make_page, make_plenary, make_round
from tests.events.organisers import member, of, typed, url

pytestmark = pytest.mark.django_db
INDEX_QUERIES, WORKSPACE_QUERIES, PARTICIPANTS_QUERIES = 13, 16, 18  # with the session, the rights and the menu


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_FOR_STAFF = False


def test_menu_shows_meetings_to_organisers_only(client, organiser):
    assert url("index") in client.get("/beheer/").content.decode()
    client.force_login(member("redactie@example.org", "redactie"))
    assert url("index") not in client.get("/beheer/").content.decode()


def test_index_shows_what_comes_first_and_hides_the_rest(client, organiser):
    later = make_event(title="Later", days=20)
    sooner = make_event(title="Sooner", days=2)
    past = make_event(title="Gisteren", days=-2)
    off = make_event(title="Vervallen")
    organise.cancel_event(event=off, reason="Ziek", actor=organiser)

    def shown(query: str) -> list[Event]:
        return [row["event"] for row in client.get(url("index") + query).context["rows"]]

    assert shown("") == [sooner, later]
    assert shown("?when=past") == [past]
    assert shown("?when=cancelled") == [off]
    assert len(shown("?when=all")) == 4
    assert shown("?q=soon") == [sooner]
    assert shown("?when=onzin&page=x&q=%00") == [sooner, later]


@pytest.mark.parametrize("number", [1, 3])
def test_index_asks_a_fixed_number_of_queries(client, organiser, django_assert_num_queries, number):
    for _number in range(number):
        confirmed(make_event())
    client.get(url("index"))
    with django_assert_num_queries(INDEX_QUERIES):
        client.get(url("index"))


def test_workspace_and_publishing_say_where_people_would_sit_nowhere(client, organiser):
    event = make_event(capacity=4)
    make_page(event).unpublish()
    full, _big = make_round(event, 1), make_round(event, 2, 5, start=60)
    make_round(event, start=90)
    lines = [
        "In “Ronde 1” is plaats voor 1 van de 4 mensen die kunnen komen.",
        "In “Ronde 3” zijn nog geen break-outs: daar valt niets te kiezen.",
    ]
    assert client.get(url("workspace", event)).context["to_watch"] == lines
    published = client.post(url("publish", event), follow=True)
    assert event.pages.get(alias_of=None).live
    assert [str(message) for message in published.context["messages"] if message.level_tag == "warning"] == lines
    confirmed(event, *full)
    confirmed(event, *full)
    page = client.get(url("workspace", event))
    lines[0] = "In “Ronde 1” is alles vol: wie zich nu aanmeldt, heeft in die ronde geen plek."
    assert page.context["to_watch"] == lines
    assert page.context["programme"].waiting_for_breakouts == 1
    assert "Op de wachtlijsten van de break-outs samen: 1." in page.content.decode()
    assert "1 wacht op een plek of break-out" in client.get("/beheer/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_workspace_asks_a_fixed_number_of_queries(client, organiser, django_assert_num_queries, number):
    event = make_event()
    make_page(event)
    for round_number in range(number):
        make_plenary(event)
        make_round(event, *[5] * number, start=30 * round_number)
    client.get(url("workspace", event))
    with django_assert_num_queries(WORKSPACE_QUERIES):
        client.get(url("workspace", event))


@pytest.mark.parametrize("number", [1, 3])
def test_participants_asks_a_fixed_number_of_queries(client, organiser, django_assert_num_queries, number):
    event = make_event()
    breakouts = make_round(event, *[1] * number)
    for breakout in breakouts:
        confirmed(event, breakout)
        confirmed(event, breakout)
    client.get(url("participants", event))
    with django_assert_num_queries(PARTICIPANTS_QUERIES):
        client.get(url("participants", event))


def test_new_makes_the_meeting_in_wall_time_whatever_the_profile_says(client, organiser):
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=organiser, current_time_zone="America/New_York")
    response = client.post(url("new"), typed(template="leeratelier", key=str(uuid.uuid4())))
    event = Event.objects.get()
    assert response["Location"] == url("workspace", event)
    assert timezone.localtime(event.starts_at).strftime("%H:%M") == "15:00"
    assert event.rounds.count() == 2
    page = client.get(response["Location"]).content.decode()
    assert "15:25–15:55" in page and "Pagina publiceren" in page


def test_new_proposes_the_next_edition_of_a_series(client, organiser):
    series = organise.create_series(name="Leeratelier Lindeveen", kind="learning_studio", actor=organiser)
    make_event(series=series, edition=2)
    form = client.get(url("new") + f"?reeks={series.pk}").context["form"]
    assert (form["series"].value(), form["edition"].value()) == (series.pk, 3)
    assert client.get(url("new") + "?reeks=onzin").status_code == 200


def test_new_sent_twice_makes_one(client, organiser):
    data = typed(key=str(uuid.uuid4()))
    first, second = client.post(url("new"), data), client.post(url("new"), data)
    assert first["Location"] == second["Location"]
    assert Event.objects.count() == 1


def test_new_keeps_what_was_typed_and_lists_the_errors(client, organiser):
    response = client.post(url("new"), typed(title="", venue="", ends="14:00", capacity="0", edition="3"))
    page = response.content.decode()
    assert response.status_code == 200
    assert 'role="alert"' in page and 'href="#id_venue"' in page
    assert set(response.context["form"].errors) == {"title", "venue", "ends", "capacity", "edition"}
    assert "Samen leren in het dorp." in page
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "value", ["x" * 100_000, "a\x00b", "\r\nBcc: x@example.org", "<script>alert(1)</script>", "{{ 7 }}"]
)
def test_new_survives_hostile_text(client, organiser, value):
    response = client.post(url("new"), typed(title=value, venue=value, key="geen-sleutel", summary=value[:100]))
    assert response.status_code in (200, 302)
    assert "<script>alert(1)</script>" not in client.get(url("index")).content.decode()
    for event in Event.objects.all():
        assert "\n" not in event.title


def test_new_refuses_an_hour_that_does_not_exist(client, organiser):
    response = client.post(url("new"), typed(date="2027-03-28", starts="02:30", ends="04:00"))
    assert "starts" in response.context["form"].errors


@pytest.mark.parametrize("day", ["1066-10-14", "9999-12-31", "morgen"])
def test_new_refuses_an_impossible_day(client, organiser, day):
    assert "date" in client.post(url("new"), typed(date=day)).context["form"].errors


def test_change_shows_a_conflict_with_both_texts_and_loses_nothing(client, organiser):
    event = make_event(venue="Oud", mode="room")
    start = timezone.localtime(event.starts_at)
    data = typed(title=event.title, venue="Van mij", capacity="60", version="1", shift_programme="on")
    data |= {
        "date": start.date().isoformat(),
        "starts": f"{start:%H:%M}",
        "ends": f"{timezone.localtime(event.ends_at):%H:%M}",
    }
    organise.change_event(event=event, version="1", actor=organiser, **of(event, venue="Van haar"))
    response = client.post(url("change", event), data)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Van mij" in page and "Van haar" in page
    assert 'name="version" value="2"' in page
    response = client.post(url("change", event), data | {"version": "2"})
    assert response.status_code == 302
    event.refresh_from_db()
    assert event.venue == "Van mij"


def test_conflict_tells_of_a_start_that_somebody_else_moved(client, organiser):
    client.post(url("new"), typed())
    event = Event.objects.get()
    data = typed(title="Van mij", version="1", shift_programme="on")
    data |= {"initial-starts": "15:00:00", "initial-ends": "17:00:00"}
    hour = timedelta(hours=1)
    moved = of(event, starts_at=event.starts_at + hour, ends_at=event.ends_at + hour)
    organise.change_event(event=event, version="1", actor=organiser, **moved)
    response = client.post(url("change", event), data)
    assert response.status_code == 409
    _title, *hours = response.context["differences"]
    assert hours == [("Begin", "15:00", "16:00"), ("Einde", "17:00", "18:00")]
    response = client.post(url("change", event), data | {"version": "2"}, follow=True)
    (message,) = response.context["messages"]
    assert "De bijeenkomst is nu op" in message.message and "15:00 tot 17:00 uur" in message.message


def test_change_without_changes_keeps_the_seconds_and_tells_nobody(client, organiser):
    event = make_event(venue="Oud", mode="room")
    confirmed(event)
    start = timezone.localtime(event.starts_at)
    data = typed(title=event.title, venue="Oud", version="1", shift_programme="on")
    data |= {
        "date": start.date().isoformat(),
        "starts": f"{start:%H:%M}",
        "ends": f"{timezone.localtime(event.ends_at):%H:%M}",
    }
    client.post(url("change", event), data)
    event.refresh_from_db()
    assert event.sequence == 0
    assert not OutgoingMail.objects.filter(kind="events/event_changed").exists()


@pytest.mark.parametrize(
    ("ends", "box", "hours"),
    [("17:00", "on", "16:30 tot 18:30"), ("17:15", "on", "16:30 tot 17:15"), ("17:00", "", "16:30 tot 17:00")],
)
def test_change_of_the_start_alone_keeps_the_length_unless_the_organiser_wants_otherwise(
    client, organiser, ends, box, hours
):
    client.post(url("new"), typed())
    event = Event.objects.get()
    assert 'name="initial-ends" value="17:00:00"' in client.get(url("change", event)).content.decode()
    data = typed(title=event.title, version="1", starts="16:30", ends=ends, shift_programme=box)
    data |= {"initial-starts": "15:00:00", "initial-ends": "17:00:00"}
    for _sending in range(2):  # the second time nothing is left to change
        response = client.post(url("change", event), data, follow=True)
        event.refresh_from_db()
        assert f"{hours} uur" in when(event)
    (message,) = response.context["messages"]
    assert f"{hours} uur" in message.message
    assert event.version == 2


def test_change_of_the_start_says_what_shifted_and_refuses_an_end_on_another_day(client, organiser):
    client.post(url("new"), typed(template="leeratelier"))
    event = Event.objects.get()
    data = typed(title=event.title, version="1", starts="16:30", shift_programme="on")
    data |= {"initial-starts": "15:00:00", "initial-ends": "17:00:00"}
    response = client.post(url("change", event), data | {"starts": "23:00"})
    assert "Kies zelf een einde" in response.context["form"].errors["ends"][0]
    response = client.post(url("change", event), data, follow=True)
    assert "Het programma schoof mee" in response.content.decode()
    assert timezone.localtime(event.rounds.last().ends_at).hour == 18


def test_change_shows_a_refusal_beside_its_field(client, organiser):
    event = make_event(capacity=5, venue="Oud", mode="room")
    confirmed(event)
    confirmed(event)
    start = timezone.localtime(event.starts_at)
    data = typed(title=event.title, venue="Oud", version="1", capacity="1", shift_programme="on")
    data |= {
        "date": start.date().isoformat(),
        "starts": f"{start:%H:%M}",
        "ends": f"{timezone.localtime(event.ends_at):%H:%M}",
    }
    response = client.post(url("change", event), data)
    assert "2 plaatsen" in response.context["form"].errors["capacity"][0]


def test_publish_puts_the_page_on_the_site(client, organiser):
    client.post(url("new"), typed())
    event = Event.objects.get()
    assert client.get(f"/agenda/{event.pages.get().slug}/").status_code == 404
    client.post(url("publish", event))
    assert event.pages.get(alias_of=None).live


def test_new_refuses_a_moment_that_has_passed(client, organiser):
    response = client.post(url("new"), typed(date="2020-01-09"))
    assert "al voorbij" in response.content.decode()
    assert not Event.objects.exists()


def test_free_text_with_a_bsn_is_refused_and_kept(client, organiser):
    page = client.post(url("new"), typed(summary="Bel mij: 111222333")).content.decode()
    assert "burgerservicenummer" in page and "111222333" in page
    assert not Event.objects.exists()


def test_list_counts_who_waits_for_a_break_out_once(client, organiser):
    event = make_event(capacity=None)
    (first,) = make_round(event, 1)
    (second,) = make_round(event, 1, start=70)
    for _number in range(3):
        confirmed(event, first, second)
    (row,) = client.get(url("index")).context["rows"]
    assert (row["waiting"], row["room"].waiting) == (2, 0)
