"""A learning log: its writer's alone, one entry shared with one closed group if they choose, and gone with them."""

import copy
import uuid

import pytest
from django.test import Client
from wagtail import hooks

from community.actions import buddies, circles, learning_log
from community.actions.refusal import Refused, Stale
from community.actions.removal import hand_out, remove_person
from community.contributions import kinds
from community.models import LogEntry
from community.personal_data import person_of
from tests.community.buddies import buddy_pair
from tests.community.factories import circle_of, member

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def everybody(module_db):
    people = {name: member(f"{name}@example.org", name=name.title()) for name in ("schrijver", "groepslid", "ander")}
    return people | {"beheerder": member("beheerder@example.org", superuser=True)}


@pytest.fixture
def people(everybody):
    return copy.deepcopy(everybody)


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def noted(user, text="Kanarielog") -> LogEntry:
    return learning_log.note(user=user, key=uuid.uuid4(), prompt="tried", text=text)


def test_only_its_writer_reads_a_log(people):
    entry = noted(people["schrijver"])
    assert "Kanarielog" in as_(people["schrijver"]).get("/account/leerlog/").content.decode()
    for who in ("ander", "beheerder"):
        reader = as_(people[who])
        assert "Kanarielog" not in reader.get("/account/leerlog/").content.decode()
        for address in ("", "delen/", "weg/"):
            assert reader.post(f"/account/leerlog/{entry.public_id}/{address}").status_code == 404
    listed = [item for hook in hooks.get_hooks("register_admin_viewset") for item in [hook()]]
    models = [
        getattr(each, "model", None) for group in listed for each in (group if isinstance(group, list) else [group])
    ]
    assert LogEntry not in models


def test_one_entry_is_shared_with_a_group_and_taken_back(people):
    circle = circle_of(people["schrijver"], "on_request")
    circles.enter(circle, people["groepslid"])
    entry, kept = noted(people["schrijver"]), noted(people["schrijver"], "Blijft geheim")
    address = f"/groepen/{circle.slug}/leerlog/"
    share = f"/account/leerlog/{entry.public_id}/delen/"
    as_(people["schrijver"]).post(share, {"reader": f"groep-{circle.pk}"})
    seen = as_(people["groepslid"]).get(address).content.decode()
    assert "Kanarielog" in seen and kept.text not in seen
    assert as_(people["ander"]).get(address).status_code == as_(people["beheerder"]).get(address).status_code == 404
    as_(people["schrijver"]).post(share, {"reader": ""})
    assert "Kanarielog" not in as_(people["groepslid"]).get(address).content.decode()


def test_sharing_needs_a_closed_group_of_ones_own(people):
    entry = noted(people["schrijver"])
    with pytest.raises(Refused):
        learning_log.share(entry=entry, circle=circle_of(people["ander"], "on_request"))
    with pytest.raises(Refused):
        learning_log.share(entry=entry, circle=circle_of(people["schrijver"], "open"))


def test_one_entry_is_shared_with_a_buddy_as_long_as_they_are_one(people):
    match = buddy_pair()
    writer, reader = match.ask.user, match.offer.user
    entry, kept = noted(writer), noted(writer, "Blijft geheim")
    with pytest.raises(Refused):
        learning_log.share(entry=entry, buddy=match)  # nobody said yes yet
    for user in (writer, reader):
        buddies.reply(match=match, user=user, yes=True)
    share, page = f"/account/leerlog/{entry.public_id}/delen/", f"/account/maatjes/{match.public_id}/"
    assert "Bram Biedt" in as_(writer).get(f"/account/leerlog/{entry.public_id}/").text
    as_(writer).post(share, {"reader": f"maatje-{match.public_id}"})
    seen = as_(reader).get(page).text
    assert "Kanarielog" in seen and kept.text not in seen
    assert "Kanarielog" not in as_(writer).get(page).text
    report = f"/melden/leerlog/{entry.public_id}/"
    assert report in seen
    for who in ("ander", "beheerder"):
        assert as_(people[who]).get(page).status_code == as_(people[who]).get(report).status_code == 404
    as_(writer).post(share, {"reader": ""})
    assert "Kanarielog" not in as_(reader).get(page).text
    as_(writer).post(share, {"reader": f"maatje-{match.public_id}"})
    kinds()["leerlog"].hide(str(entry.public_id), hidden=True)  # a moderator, who reads nothing
    assert "Kanarielog" not in as_(reader).get(page).text and "Kanarielog" in as_(writer).get("/account/leerlog/").text
    learning_log.share(entry=entry, buddy=match)
    buddies.stop(match=match, user=reader)
    entry.refresh_from_db()
    assert not entry.is_shared and as_(reader).get(report).status_code == 404


def test_who_leaves_the_group_takes_the_shared_entry_along(people):
    circle = circle_of(people["groepslid"], "hidden")
    circles.enter(circle, people["schrijver"])
    learning_log.share(entry=noted(people["schrijver"]), circle=circle)
    circles.leave(member=circle.members.get(user=people["schrijver"]))
    assert "Kanarielog" not in as_(people["groepslid"]).get(f"/groepen/{circle.slug}/leerlog/").content.decode()


def test_entries_are_changed_and_torn_out(people):
    writer, entry = as_(people["schrijver"]), noted(people["schrijver"])
    address = f"/account/leerlog/{entry.public_id}/"
    refused = writer.post(address, {"prompt": "next", "text": "BSN 111222333", "version": "1"}).content.decode()
    assert "burgerservicenummer" in refused and "BSN 111222333" in refused
    assert writer.post(address, {"prompt": "next", "text": "Nieuw", "version": "1"}).status_code == 302
    with pytest.raises(Stale):
        learning_log.rewrite(entry=entry, prompt="next", text="Oud", expected_version=1)
    writer.post(f"{address}weg/")
    assert not LogEntry.objects.exists()


def test_a_log_goes_with_its_writer(people):
    noted(people["schrijver"])
    assert "Kanarielog" in str(hand_out(person_of(people["schrijver"]))["leerlog"])
    remove_person(person_of(people["schrijver"]))
    assert not LogEntry.objects.exists()
