"""Who may read what of a group, on every path there is: one table, walked as everybody.

Of an open group everybody reads everything; of one on request everybody knows the door; a hidden one does not exist
for who is not in it. Moderators and administrators are no exception.
"""

import json

import pytest
from django.test import Client

from community.actions import circles, conversations, following
from community.actions.refusal import Refused
from community.models import ModerationItem, OutgoingMail, Reaction
from config import roles
from tests.community.factories import answered, circle_of, member, own_copy, said

pytestmark = pytest.mark.django_db
WORDS = {"name": "Kanarienaam", "title": "Kanarietitel", "text": "kanarietekst", "answer": "kanarieantwoord"}
EVERYTHING, DOOR, NOTHING = set(WORDS), {"name"}, set()
INSIDE = ("groepslid", "host")
OUTSIDE = ("bezoeker", "lid", "afgewezen", "moderator", "beheerder")
TABLE = {
    "open": dict.fromkeys(INSIDE + OUTSIDE, EVERYTHING),
    "on_request": dict.fromkeys(INSIDE, EVERYTHING) | dict.fromkeys(OUTSIDE, DOOR),
    "hidden": dict.fromkeys(INSIDE, EVERYTHING) | dict.fromkeys(OUTSIDE, NOTHING),
}


@pytest.fixture(scope="module")
def people(module_db):
    roles.apply()
    found = {
        name: member(f"{name}@example.org", name=name.title()) for name in ("groepslid", "host", "lid", "afgewezen")
    }
    found["moderator"] = member("moderator@example.org", groups=["moderatie"])
    found["beheerder"] = member("beheerder@example.org", superuser=True)
    return found | {"bezoeker": None}


@pytest.fixture(scope="module")
def places(people):
    """A group of every kind with a topic, an answer and a reaction."""
    made = {}
    for access in TABLE:
        circle = circle_of(people["host"], access, name=WORDS["name"], summary="Over iets.")
        circles.enter(circle, people["groepslid"])
        if access == "on_request":
            asked = circles.ask_to_join(circle=circle, user=people["afgewezen"], words="Mag ik?")
            circles.decide(request=asked, let_in=False)
        topic = said(circle, WORDS["title"], WORDS["text"])
        post = answered(topic, WORDS["answer"], by=people["groepslid"])
        Reaction.objects.create(post=post, user=people["host"], word="thanks")
        made[access] = circle, topic, post
    return made


def client_of(person) -> Client:
    client = Client()
    if person:
        client.force_login(person)
    return client


def told(response) -> set[str]:
    """Which of the words stand in an answer."""
    html = response.content.decode()
    return {name for name, word in WORDS.items() if word in html}


@pytest.mark.parametrize("who", INSIDE + OUTSIDE)
@pytest.mark.parametrize("access", TABLE)
def test_pages_tell_what_the_table_says(access, who, people, places):
    circle, topic, post = places[access]
    client, expected = client_of(people[who]), TABLE[access][who]
    front = client.get(f"/groepen/{circle.slug}/")
    assert front.status_code == (200 if "name" in expected else 404)
    assert told(front) == expected & {"name", "title"}
    address = f"/groepen/{circle.slug}/gesprek/{topic.slug}/"
    page = client.get(address)
    assert page.status_code == (200 if "text" in expected else 404)
    assert told(page) == (expected if "text" in expected else set())
    assert told(client.get(address + "?page=2")) <= expected
    assert client.get(f"/melden/bijdrage/{post.public_id}/").status_code == (200 if "text" in expected else 404)
    people_page = client.get(f"/groepen/{circle.slug}/leden/")
    assert people_page.status_code == (200 if who in INSIDE else 302 if who == "bezoeker" else 404)
    for verb in ("wijzigen", "weg", "reactie"):
        answer = client.post(f"/bijdrage/{post.public_id}/{verb}/", {"word": "thanks", "text": "Gekaapt"})
        own = {"wijzigen": ("groepslid",), "weg": ("groepslid",), "reactie": INSIDE}[verb]
        assert answer.status_code == (302 if who == "bezoeker" else 404) or who in own


@pytest.mark.parametrize("who", INSIDE + OUTSIDE)
def test_lists_and_search_tell_no_more(who, people, places):
    client = client_of(people[who])
    listed = client.get("/groepen/").content.decode()
    for access, (circle, topic, _post) in places.items():
        assert (f"/groepen/{circle.slug}/" in listed) is ("name" in TABLE[access][who])
        for word in WORDS.values():
            found = client.get("/zoeken/", {"q": word}).content.decode()
            assert (topic.slug in found or f"/groepen/{circle.slug}/" in found) is (access == "open")
        assert (topic.slug in client.get("/sitemap.xml").content.decode()) is (access == "open")


@pytest.mark.parametrize("access", TABLE)
def test_a_download_holds_ones_own_words_only(access, people, places):
    for who, own in {"host": {"title", "text"}, "groepslid": {"answer"}, "lid": set(), "beheerder": set()}.items():
        data = own_copy(client_of(people[who]).get("/account/mijn-gegevens.zip"))
        assert {name for name, word in WORDS.items() if word in json.dumps(data["bijdragen"])} == own
        assert (WORDS["name"] in json.dumps(data["groepen van leden"])) is (who in INSIDE)


@pytest.mark.parametrize("access", ["on_request", "hidden"])
def test_mail_and_queue_never_hold_closed_words(access, people, places):
    circle, topic, post = places[access]
    for who in ("lid", "afgewezen", "moderator", "beheerder"):
        with pytest.raises(Refused):
            following.follow(user=people[who], kind="groep", target=str(circle.pk))
        with pytest.raises(Refused):
            following.follow(user=people[who], kind="gesprek", target=str(topic.pk))
    written = "".join(f"{mail.subject}{mail.text}{mail.html}" for mail in OutgoingMail.objects.all())
    assert [word for name, word in WORDS.items() if name != "name" and word in written] == []
    closed = ModerationItem.objects.filter(kind="bijdrage", key=str(post.public_id))
    assert closed.exists() and not any(word in str(list(closed.values())) for word in WORDS.values())
    home = client_of(people["moderator"]).get("/beheer/").content.decode()
    assert not any(word in home for name, word in WORDS.items() if name != "name")


def test_nothing_is_said_in_an_open_group_while_it_is_hidden_and_opens_again(people):
    host = people["host"]
    circle = circle_of(host)
    topic = said(circle, "Eerder")
    circles.hide_circle(circle=circle, hidden=True)
    circle.refresh_from_db()
    for overheard in (
        lambda: said(circle, "Onder ons", by=host),
        lambda: answered(topic, "Dit blijft onder ons", by=host),
        lambda: conversations.edit(post=topic.posts.get(), text="Dit blijft onder ons", expected_version=1),
    ):
        with pytest.raises(Refused):
            overheard()
    client = client_of(host)
    page = client.get(f"/groepen/{circle.slug}/gesprek/{topic.slug}/").text
    assert ("kun je hier niets schrijven" in page, 'name="text"' in page) == (True, False)
    assert "/schrijf/" not in client.get(f"/groepen/{circle.slug}/").text
    circles.hide_circle(circle=circle, hidden=False)
    answered(topic, "Weer voor iedereen", by=host)
