"""What the page after logging in costs, for who has one of everything and who has three."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms import clock
from community.models import Coordinator, Idea, SupportOffer, User
from events.models import EventSeries
from tests.cms import places
from tests.community.factories import ambassador, circle_of, member
from tests.community.ideas import put_up
from tests.events.factories import confirmed, make_event

pytestmark = pytest.mark.django_db
QUERIES = {"": 12, "redactie": 12, "organisatie": 12, "moderatie": 12, "beheerder": 11}


def full_account(number: int) -> User:
    user = member("vol@example.org")
    ambassador("Vol Hardt", user=user)
    for count in range(number):
        Coordinator.objects.create(user=user, region=places.region(f"wijk-{count}", f"Wijk {count}"))
        confirmed(make_event(title=f"Leeratelier {count}"), user=user)
        series = EventSeries.objects.create(name=f"Reeks {count}")
        series.hosts.create(user=user)
        series.followers.create(email=user.email, confirmed_at=clock.now())
        for model in (Idea, SupportOffer):
            put_up(f"{model.__name__} {count}", model=model, email=user.email)
        circle = circle_of(user, "on_request", slug=f"groep-{count}")
        circle.requests.create(user=member(f"vraagt-{count}@example.org"))
    return user


@pytest.mark.parametrize("number", [1, 3])
def test_account_page_costs_a_fixed_number_of_queries_for_every_role(client, number):
    user, found = full_account(number), {}
    for role in QUERIES:
        user.groups.set(Group.objects.filter(name=role))
        User.objects.filter(pk=user.pk).update(is_superuser=role == "beheerder")
        client.force_login(user)
        client.get("/account/")
        with CaptureQueriesContext(connection) as asked:
            html = client.get("/account/").content.decode()
        found[role] = len(asked)
        for word in ("Leeratelier", "Idea", "SupportOffer", "Pagina van Wijk", "stop met volgen", "/leden/"):
            assert html.count(word) >= number, word
    assert "Postvak van het actiecentrum" in html and "Kamer van de ambassadeurs" in html
    assert found == QUERIES
