"""The organisers' pages: who may come in, what they show, and that forms lose nothing."""

import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from wagtail.models import ModelLogEntry

from community.models import OutgoingMail
from events.actions import organise
from events.models import Breakout, Event
from tests.events.factories import confirmed, make_event, make_page, make_plenary, make_round
from tests.events.organisers import member, of, typed, url

pytestmark = pytest.mark.django_db
INDEX_QUERIES, WORKSPACE_QUERIES, PARTICIPANTS_QUERIES = 13, 16, 19  # with the session, the rights and the menu


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_FOR_STAFF = False


def addresses(meeting) -> list[str]:
    """Every address of an organiser's page, with its method."""
    event, round_ = meeting["event"], meeting["first"].round
    return [
        ("get", url("index")),
        ("get", url("new")),
        ("get", url("new_series")),
        ("get", url("workspace", event)),
        ("get", url("change", event)),
        ("post", url("publish", event)),
        ("get", url("cancel", event)),
        ("get", url("new_item", event)),
        ("get", url("item", event, meeting["item"].pk)),
        ("get", url("delete_item", event, meeting["item"].pk)),
        ("get", url("new_round", event)),
        ("get", url("round", event, round_.pk)),
        ("get", url("delete_round", event, round_.pk)),
        ("get", url("new_breakout", event, round_.pk)),
        ("get", url("breakout", event, meeting["first"])),
        ("get", url("cancel_breakout", event, meeting["first"])),
        ("get", url("delete_breakout", event, meeting["first"])),
        ("get", url("participants", event)),
        ("get", url("new_participant", event)),
        ("post", url("export", event)),
        ("get", url("participant", event, meeting["person"])),
        ("post", url("move", event, meeting["person"], round_.pk)),
        ("get", url("cancel_participant", event, meeting["person"])),
    ]


def test_every_page_opens_for_an_organiser(client, organiser, meeting):
    for method, address in addresses(meeting):
        if method == "get":
            assert client.get(address).status_code == 200, address


def test_no_page_opens_for_an_editor_of_texts_only(client, meeting):
    client.force_login(member("redactie@example.org", "redactie"))
    for method, address in addresses(meeting):
        assert getattr(client, method)(address).status_code == 404, address


def test_every_page_sends_a_visitor_and_a_participant_to_the_log_in(client, meeting):
    for user in (None, member("deelnemer@example.org", "")):
        if user:
            client.force_login(user)
        for method, address in addresses(meeting):
            response = getattr(client, method)(address)
            assert (response.status_code, response["Location"].split("?")[0]) == (302, "/account/login/"), address


def test_participants_stay_hidden_from_whoever_may_only_plan(client, meeting):
    from django.contrib.auth.models import Group, Permission

    group = Group.objects.create(name="planners")
    names = ["access_admin", "change_event", "add_event"]
    group.permissions.set(Permission.objects.filter(codename__in=names))
    user = member("planner@example.org", "")
    user.groups.add(group)
    client.force_login(user)
    assert client.get(url("workspace", meeting["event"])).status_code == 200
    assert client.get(url("participants", meeting["event"])).status_code == 404
    assert client.get(url("participant", meeting["event"], meeting["person"])).status_code == 404
    assert client.post(url("export", meeting["event"]), {"format": "csv"}).status_code == 404


def test_a_person_of_another_meeting_is_not_found(client, organiser, meeting):
    other = make_event()
    assert client.get(url("participant", other, meeting["person"])).status_code == 404
    assert client.get(url("breakout", other, meeting["first"])).status_code == 404
    assert client.get(url("item", other, meeting["item"].pk)).status_code == 404
    assert client.get(url("workspace", uuid.uuid4())).status_code == 404
    assert client.get(url("item", meeting["event"], 10**30)).status_code == 404


def test_menu_shows_meetings_to_organisers_only(client, organiser):
    assert url("index") in client.get("/beheer/").content.decode()
    client.force_login(member("redactie@example.org", "redactie"))
    assert url("index") not in client.get("/beheer/").content.decode()


# --- the list --------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("number", [1, 3])
def test_workspace_asks_a_fixed_number_of_queries(client, organiser, django_assert_num_queries, number):
    event = make_event()
    make_page(event)
    for round_number in range(number):
        make_plenary(event)
        make_round(event, *[5] * number, start=30 * round_number)
    client.get(url("workspace", event))
    # Where the cache that processes share is a table, the addresses of the site are one query more.
    with django_assert_num_queries(WORKSPACE_QUERIES - bool(settings.REDIS_URL)):
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


# --- making and changing ---------------------------------------------------------------------------------------


def test_new_makes_the_meeting_in_wall_time_whatever_the_profile_says(client, organiser):
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=organiser, current_time_zone="America/New_York")
    response = client.post(url("new"), typed(two_rounds="on", key=str(uuid.uuid4())))
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


def test_cancel_asks_for_a_reason_and_says_how_many_hear_of_it(client, organiser, meeting):
    address = url("cancel", meeting["event"])
    assert "1 persoon" in client.get(address).content.decode()
    assert "reason" in client.post(address, {"reason": ""}).context["form"].errors
    client.post(address, {"reason": "De zaal is dicht"})
    meeting["event"].refresh_from_db()
    assert meeting["event"].is_cancelled
    assert client.get(url("workspace", meeting["event"])).status_code == 200


# --- programme -------------------------------------------------------------------------------------------------


def test_round_and_item_are_added_and_changed_from_the_form(client, organiser, meeting):
    event = meeting["event"]

    def clock_time(minutes: int) -> str:
        return f"{timezone.localtime(event.starts_at + timedelta(minutes=minutes)):%H:%M}"

    data = {"title": "Ronde 2", "starts": clock_time(61), "ends": clock_time(90)}
    assert client.post(url("new_round", event), data)["Location"] == url("workspace", event)
    clash = client.post(url("new_round", event), data | {"title": "Ronde 3"})
    assert "Ronde 2" in clash.context["form"].errors["starts"][0]
    round_ = event.rounds.get(title="Ronde 2")
    client.post(
        url("round", event, round_.pk), data | {"title": "Tweede ronde", "version": organise.version_of(round_)}
    )
    round_.refresh_from_db()
    assert round_.title == "Tweede ronde"
    client.post(url("delete_round", event, round_.pk))
    assert event.rounds.count() == 1


@pytest.mark.parametrize("page", ["change", "item", "round", "breakout"])
def test_form_as_the_page_gives_it_is_saved_at_once(client, organiser, meeting, page):
    """What a browser sends: every field as it stands, the hidden ones too, with one text changed."""
    event, first = meeting["event"], meeting["first"]
    part = {"change": [], "item": [meeting["item"].pk], "round": [first.round.pk], "breakout": [first]}[page]
    address = url(page, event, *part)
    shown = client.get(address)
    form, hidden = shown.context["form"], {name: shown.context[name] for name in ("version", "key")}
    assert f'name="version" value="{hidden["version"]}"' in shown.content.decode() and hidden["version"]
    data = {field.html_name: field.value() or "" for field in form} | hidden | {"title": "Andere titel"}
    response = client.post(address, data)
    assert (response.status_code, response.get("Location")) == (302, url("workspace", event))
    assert "Andere titel" in client.get(url("workspace", event)).content.decode()


def test_round_and_item_can_be_deleted_from_their_page(client, organiser, meeting):
    event, round_, item = meeting["event"], meeting["first"].round, meeting["item"]
    for page, delete, part in (("round", "delete_round", round_), ("item", "delete_item", item)):
        assert url(delete, event, part.pk) in client.get(url(page, event, part.pk)).content.decode()


def test_breakout_is_added_changed_and_called_off(client, organiser, meeting):
    event, round_ = meeting["event"], meeting["first"].round
    data = {"title": "Nieuwe groep", "level": "any", "capacity": "8", "key": str(uuid.uuid4())}
    for _time in range(2):
        client.post(url("new_breakout", event, round_.pk), data)
    assert round_.breakouts.filter(title="Nieuwe groep").count() == 1
    response = client.get(url("cancel_breakout", event, meeting["first"]))
    assert "1 persoon" in response.content.decode()
    client.post(url("cancel_breakout", event, meeting["first"]))
    assert Breakout.objects.get(pk=meeting["first"].pk).is_cancelled
    assert list(OutgoingMail.objects.filter(kind="events/breakout_cancelled").values_list("to_email", flat=True)) == [
        "anke@example.org"
    ]
    client.post(url("delete_breakout", event, meeting["first"]))
    assert Breakout.objects.filter(pk=meeting["first"].pk).exists()


def test_reading_changes_nothing(client, organiser, meeting):
    before = (ModelLogEntry.objects.count(), OutgoingMail.objects.count(), meeting["person"].ledger.count())
    for method, address in addresses(meeting):
        if method == "get":
            client.get(address)
    assert (ModelLogEntry.objects.count(), OutgoingMail.objects.count(), meeting["person"].ledger.count()) == before
