"""Whoever names a person in a group, an idea or a notice is asked about it first, once, and keeps what was typed."""

import uuid

import pytest
from django.test import Client

from community.actions import circles
from community.models import OutgoingMail, Post
from tests.community.factories import answered, circle_of, member
from tests.community.ideas import TEXT

pytestmark = pytest.mark.django_db
ASKS = "Kan iemand hierdoor te herkennen zijn?"


def digest_in(page: str) -> str:
    return page.split('name="confirmed" value="')[1].split('"')[0]


def test_a_name_in_a_group_is_asked_about_once_but_not_of_who_is_in_the_conversation():
    host, guest = (member(f"{name}@example.org", name=f"{name} Gast") for name in ("Hanna", "Gijs"))
    circle = circle_of(host, slug="heide")
    circles.join(circle=circle, user=guest)
    client = Client()
    client.force_login(host)
    text = "Mevrouw Jansen uit de Dorpsstraat 12 heeft diabetes."
    fields = {"key": uuid.uuid4(), "title": "Hoe ga je hiermee om?", "text": text}
    page = client.post("/groepen/heide/schrijf/", fields).text
    assert ASKS in page and text in page and not Post.objects.exists()
    topic = client.post("/groepen/heide/schrijf/", fields | {"confirmed": digest_in(page)})["Location"]
    assert ASKS in client.post(topic, {"key": uuid.uuid4(), "text": "Bel mevrouw Jansen op 06-12345678."}).text
    answered(Post.objects.get().conversation, by=guest)
    assert client.post(topic, {"key": uuid.uuid4(), "text": "Gijs Gast weet dit wel."}).status_code == 302


@pytest.mark.parametrize(
    ("address", "more"),
    [
        ("/actiecentrum/nieuw/", {"needs": ["ruimte"]}),
        ("/actiecentrum/aanbieden/", {"gives": ["ruimte"]}),
        ("/prikbord/nieuw/", {"kind": "zoekt"}),
    ],
)
def test_somebody_named_in_what_is_put_up_is_asked_about_once(client, address, more):
    fields = {"title": "Wandelmaatje gezocht", "name": "Sjoerd Polder", "email": "sjoerd@example.org"} | more
    fields |= {"key": uuid.uuid4(), "text": "We zoeken een bezoeker voor mevrouw Jansen, zij is eenzaam."}
    page = client.post(address, fields).text
    assert ASKS in page and "mevrouw Jansen, zij is eenzaam" in page and not OutgoingMail.objects.exists()
    assert (
        client.post(address, fields | {"confirmed": digest_in(page), "text": f"{TEXT} Meneer Bos."}).status_code == 200
    )
    assert client.post(address, fields | {"confirmed": digest_in(page)}).status_code == 302
    assert OutgoingMail.objects.count() == 1


def test_somebody_named_as_the_giver_of_an_offer_is_asked_about_too(client):
    fields = {"title": "Zaal op dinsdag", "name": "Sjoerd Polder", "email": "sjoerd@example.org", "gives": ["ruimte"]}
    fields |= {"key": uuid.uuid4(), "text": "Een zaal voor twaalf mensen.", "by": "mevrouw Jannie de Vries"}
    page = client.post("/actiecentrum/aanbieden/", fields).text
    assert ASKS in page and "mevrouw Jannie de Vries" in page and not OutgoingMail.objects.exists()
    assert client.post("/actiecentrum/aanbieden/", fields | {"confirmed": digest_in(page)}).status_code == 302
