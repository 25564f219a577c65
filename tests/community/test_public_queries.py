"""What the public pages of the community cost a reader without an account, with one of everything and with three."""

import pytest

from cms.models import Region, Theme
from community.actions import ideas
from community.models import Notice
from tests.cms import places
from tests.cms.test_queries import cost
from tests.community.factories import answered, asked, circle_of, member, said
from tests.community.ideas import put_up
from tests.community.policies import policy
from tests.community.statements import known_barrier, open_statement

pytestmark = pytest.mark.django_db
EXPECTED = {
    "questions": 4,
    "question": 7,
    "groups": 2,
    "group": 7,
    "topic": 6,
    "ideas": 5,
    "idea": 6,
    "board": 8,
    "plans": 5,
    "plan": 5,
    "barriers": 4,
    "statements": 1,
    "organisations": 8,
    "social map": 10,
    "regions": 1,
    "newsletter": 1,
    "door": 0,
}


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_a_fixed_number_of_queries(client, number):
    writer, theme = member("schrijver@example.org"), Theme.objects.get(slug="gesprek")
    town = places.region("oosterdam", "Oosterdam", kind=Region.Kind.MUNICIPALITY)
    circle = circle_of(writer)
    for count in range(number):
        question = asked(f"Vraag {count}", by=writer, themes=[theme])
        topic = said(circle, f"Gesprek {count}", by=writer)
        idea = put_up(f"Idee {count}", region=town)
        put_up(f"Zaal {count}", model=Notice, kind="zoekt", region=town)
        plan = policy(f"Plan {count}")
        plan.parties.add(places.organisation(f"Partner {count}", regions=["oosterdam"]))
        places.offer(f"Soep {count}", region=town)
        known_barrier(f"Regel {count}")
        open_statement(title=f"Verklaring {count}")
    for _count in range(number):
        answered(question, by=writer)
        answered(topic, by=writer)
        ideas.answer(idea=idea, key=f"00000000-0000-0000-0000-00000000000{_count}", did="Gedaan.", from_team=True)
    addresses = {
        "questions": "/vragen/",
        "question": f"/vragen/{question.slug}/",
        "groups": "/groepen/",
        "group": f"/groepen/{circle.slug}/",
        "topic": f"/groepen/{circle.slug}/gesprek/{topic.slug}/",
        "ideas": "/actiecentrum/?status=open",
        "idea": f"/actiecentrum/idee/{idea.public_id}/",
        "board": "/prikbord/?soort=zoekt",
        "plans": "/plannen/",
        "plan": f"/plannen/{plan.slug}/",
        "barriers": "/actiecentrum/belemmeringen/",
        "statements": "/actiecentrum/verklaringen/",
        "organisations": "/organisaties/",
        "social map": "/sociale-kaart/?gemeente=oosterdam",
        "regions": "/regio/",
        "newsletter": "/nieuwsbrief/",
        "door": "/meedoen/",
    }
    assert {name: cost(client, address) for name, address in addresses.items()} == EXPECTED
