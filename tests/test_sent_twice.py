"""Every form that makes something, sent twice as a double click or the back button does: one thing, and one place to go."""

import uuid

import pytest
from django.urls import reverse

from cms import form_ids
from community.actions.letters import write_to_ambassador
from community.models import ChangeMap, Correspondence, MapNode, OutgoingMail, PeerGroup, Plan, Team
from events.models import Cohort, Door, Poll, TrainingPlan, TrainingProgramme
from tests.cms import factories
from tests.cms.places import region
from tests.community.factories import ambassador, member
from tests.events.factories import make_event
from tests.events.organisers import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody(client, settings):
    settings.SECOND_FACTOR_FOR_STAFF = False
    settings.SECOND_FACTOR_FOR_CASES = False
    user = member("beheer@example.org", superuser=True)
    client.force_login(user)
    return user


def twice(client, address, model, **data):
    """Where both answers lead to, and how many there are now; another form makes another."""
    form = data | {"key": str(uuid.uuid4())}
    first, second = (client.post(address, form) for _twice in range(2))
    assert (first.status_code, second.status_code) == (302, 302), first.content.decode()[:3000]
    assert first["Location"] == second["Location"]
    assert model.objects.count() == 1
    client.post(address, data | {"key": str(uuid.uuid4())})
    return model.objects.count()


def test_members_make_one(client, somebody):
    page = factories.collection("Tips", [factories.handvat("Kies een doel")])
    assert twice(client, reverse("teams"), Team, name="Team Veen") == 2
    Team.objects.all().delete()
    assert twice(client, reverse("new_plan", args=[page.translation_key]), Plan, title="Reis", team_name="Wij") == 2
    assert Team.objects.count() == 2
    assert twice(client, reverse("new_map", args=[Team.objects.first().public_id]), ChangeMap, goal="Samen eten") == 2
    course, plan = ChangeMap.objects.first(), Plan.objects.first()
    assert twice(client, reverse("map_add", args=[course.public_id]), MapNode, text="Soep op straat") == 1  # the same
    assert course.changes.count() == 1
    steps = plan.items.count()
    for _twice in range(2):
        client.post(reverse("plan_add", args=[plan.public_id]), {"title": "Bel de bieb"})
    assert plan.items.count() == steps + 1
    assert twice(client, reverse("peer_groups"), PeerGroup, name="Kring") == 2


def test_organisers_make_one(client, somebody):
    event = make_event()
    assert twice(client, url("new_poll", event), Poll, question="Wat eerst?", points="Soep\nBrood", most="1") == 2
    assert twice(client, url("new_door", event), Door, label="Voordeur") == 2
    training = {"title": "Nieuw", "track": "practitioner", "practices": "De Linde"}
    assert twice(client, url("new_training"), TrainingProgramme, **training) == 2
    cohort = {"title": "Groep 1", "starts_on": "2027-03-01", "capacity": "12"}
    assert twice(client, url("new_cohort", TrainingProgramme.objects.first()), Cohort, **cohort) == 2
    plan = {"title": "Plan", "region": region("veen").pk, "pot": "10", "practitioner_places": "1", "coach_places": "1"}
    assert twice(client, url("new_training_plan"), TrainingPlan, **plan) == 1  # equal to the letter: the same plan


def test_number_of_a_form_makes_nothing_of_somebody_elses():
    key = uuid.uuid4()
    assert form_ids.id_of(key, "team", 1) == form_ids.id_of(key, "team", 1)
    assert (
        len({form_ids.id_of(key, "team", 1), form_ids.id_of(key, "team", 2), form_ids.id_of(key, "plan", 1), key}) == 4
    )
    assert form_ids.id_of(None, "team", 1) != form_ids.id_of(None, "team", 1)


def test_letter_that_arrives_while_its_twin_is_on_its_way_is_sent_once(monkeypatch):
    profile, key = ambassador(), uuid.uuid4()
    details = {"profile": profile, "name": "Vera", "email": "vera@example.org", "message": "Mag ik langskomen?"}
    details |= {"key": key, "language": "nl", "quote": False}
    first = write_to_ambassador(**details)
    mails = OutgoingMail.objects.count()
    unseen = Correspondence.objects.none()  # as on PostgreSQL, where the other transaction has not ended yet
    real = type(Correspondence.objects).filter
    monkeypatch.setattr(
        type(Correspondence.objects),
        "filter",
        lambda self, *args, **kwargs: unseen if set(kwargs) == {"key"} else real(self, *args, **kwargs),
    )
    assert write_to_ambassador(**details) == first
    assert OutgoingMail.objects.count() == mails
