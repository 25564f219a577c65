"""The organisers' pages: who may come in, what they show, and that forms lose nothing."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms import clock
from cms.models import Quote
from community.models import OutgoingMail
from events.actions import organise
from events.actions.speakers import step_back
from events.models import Breakout, Speaker
from tests.events.factories import make_event
from tests.events.organisers import member, url

pytestmark = pytest.mark.django_db
INDEX_QUERIES, WORKSPACE_QUERIES, PARTICIPANTS_QUERIES = 14, 16, 19  # with the session, the rights and the menu


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


def test_every_page_sends_a_visitor_to_the_log_in_and_tells_a_participant_that_it_is_not_for_them(client, meeting):
    for method, address in addresses(meeting):
        response = getattr(client, method)(address)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/account/login/"), address
    client.force_login(member("deelnemer@example.org", ""))
    for method, address in addresses(meeting):
        assert getattr(client, method)(address).status_code == 403, address


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


# --- the list --------------------------------------------------------------------------------------------------


# --- making and changing ---------------------------------------------------------------------------------------


def test_a_host_cannot_claim_the_quotations_of_others_for_a_speaker(client):
    host, bureau = member("gastvrouw@example.org", group=""), member("bureau@example.org")
    series = organise.create_series(name="Inloop", kind="other", actor=bureau)
    organise.appoint_host(series=series, email=host.email, actor=bureau)
    event = make_event(series=series)
    own, foreign = (
        Quote.objects.create(text=text, role="bewoner", said_on=clock.today(), consent_reference="map 3")
        for text in ("Van Sem zelf", "Van iemand anders")
    )
    sem, noor = (Speaker.objects.create(event=event, name=name, email=host.email) for name in ("Sem", "Noor"))
    form = {"name": "Sem", "role": "practitioner", "session": "", "fee_rule": "Geen", "version": "1"}
    client.force_login(host)
    assert 'name="quotes"' not in client.get(url("speaker", event, sem)).text
    sem.quotes.add(own)
    client.post(url("speaker", event, sem), form | {"quotes": [own.pk, foreign.pk]})
    assert list(sem.quotes.all()) == [own]
    assert client.post(url("speaker", event, sem), form | {"quotes": [own.pk]}).status_code == 302
    step_back(speaker=sem)
    assert list(Quote.objects.shown()) == [foreign]
    client.force_login(bureau)
    client.post(url("speaker", event, noor), form | {"quotes": [foreign.pk]})
    assert list(noor.quotes.all()) == [foreign]


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
