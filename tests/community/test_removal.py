"""Taking one's data along, and being forgotten: nothing of the person is left anywhere."""

import json

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from community.actions.removal import hand_out, remove_person, replay_removals
from community.models import User
from community.personal_data import Person, known_models, person_of
from events.audit import violations
from events.links import registration_url
from events.models import Registration
from tests.community.factories import ambassador, member
from tests.events.factories import confirmed, make_event, make_round, queue, seats

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Zwaantje Plantage", "zwaantje@plantage.example.org"


def everything() -> str:
    """All text in all tables of the database, through Django's own dump of every model."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows).lower()


@pytest.fixture
def person(mailbox):
    """Somebody with an account, a profile, a place, a wait and mails that left and that wait."""
    user = member(EMAIL, name=NAME)
    ambassador(NAME, slug="zwaantje", email=EMAIL, user=user)
    event = make_event()
    full, _other = make_round(event, 1, 5)
    event.full = full
    confirmed(event, full, email=EMAIL, name=NAME)
    confirmed(event, full, email="volgende@example.org")
    mailbox.deliver()
    confirmed(make_event(title="Later"), email=EMAIL, name=NAME)
    user.event = event
    return user


def test_every_model_is_in_the_register_or_declared_free():
    ours = {model._meta.label for app in ("community", "events") for model in apps.get_app_config(app).get_models()}
    assert ours - known_models() == set()
    assert known_models() - ours == set()


def test_file_holds_everything_that_is_kept(client, person):
    client.force_login(person)
    response = client.get(reverse("my_data"))
    assert "attachment" in response["Content-Disposition"]
    data = json.loads(response.content)
    assert data["account"][0]["naam"] == NAME
    assert data["ambassadeursprofiel"][0]["status"] == "zichtbaar"
    assert {row["bijeenkomst"] for row in data["aanmeldingen"]} == {person.event.title, "Later"}
    assert len(data["mails"]) == 4


def test_removal_leaves_no_trace_and_the_next_in_line_moves_up(client, person):
    assert "zwaantje" in everything() and "plantage" in everything()
    client.force_login(person)
    address = reverse("remove_account")
    assert "verwijderd" not in client.post(address).content.decode()
    assert User.objects.filter(email=EMAIL).exists()
    client.post(address, {"sure": "on"})
    left = everything()
    assert [word for word in ("zwaantje", "plantage") if word in left] == []
    assert seats(person.event, person.event.full) == ["volgende@example.org"]
    assert queue(person.event, person.event.full) == []
    assert list(violations()) == []
    assert client.get(reverse("account")).status_code == 302


def test_administrator_who_deletes_an_account_leaves_no_trace_either(client, person):
    client.force_login(member("beheer@example.org", superuser=True))
    client.post(reverse("wagtailusers_users:delete", args=[person.pk]))
    left = everything()
    assert [word for word in ("zwaantje", "plantage") if word in left] == []


def test_guest_removes_the_data_of_one_address_by_the_link(client):
    event = make_event()
    registration = confirmed(event, email=EMAIL, name=NAME)
    confirmed(event, email="ander@example.org")
    link = registration_url(registration, absolute=False) + "gegevens/"
    assert NAME in client.get(registration_url(registration, absolute=False) + "gegevens.json").content.decode()
    assert "vinkje" in client.post(link).content.decode()
    assert "verwijderd" in client.post(link, {"sure": "on"}).content.decode()
    assert EMAIL not in everything()
    assert seats(event) == ["ander@example.org"]


def test_link_alone_does_not_remove_an_account(client, person):
    registration = Registration.objects.filter(email=EMAIL).first()
    client.post(registration_url(registration, absolute=False) + "gegevens/", {"sure": "on"})
    assert User.objects.filter(email=EMAIL).exists()


def test_removal_twice_is_harmless(person):
    remove_person(person_of(person))
    assert sum(remove_person(Person(EMAIL)).values()) == 0
    assert all(rows == [] for rows in hand_out(Person(EMAIL)).values())


def test_who_was_removed_stays_removed_after_a_restore(person):
    remove_person(person_of(person))
    restored = member(EMAIL, name=NAME)
    User.objects.filter(pk=restored.pk).update(date_joined=person.date_joined)
    assert replay_removals() == 1
    assert not User.objects.filter(email=EMAIL).exists()
    member(EMAIL, name=NAME)  # joins again later, of their own will
    assert replay_removals() == 0
