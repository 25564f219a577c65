"""Questions: asked by members, read by everyone, summed up by an editor, brought to a meeting."""

import copy
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms import clock, page_cache
from cms.models import SearchDocument, Theme
from community.actions import conversations
from community.actions.removal import hand_out, remove_person
from community.contributions import kinds
from community.models import Conversation, ModerationItem, Post, SeenBy
from community.personal_data import person_of
from config import roles
from events.actions import proposals
from events.models import SubjectProposal
from tests.cms import factories
from tests.community.factories import answered, asked, circle_of, member, said, seen_member
from tests.events.factories import make_event, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def everybody(module_db):
    roles.apply()
    people = {
        name: member(f"{name}@example.org", name=f"{name.title()} Test") for name in ("vraag", "een", "twee", "drie")
    }
    people["redactie"] = member("redactie@example.org", groups=["redactie"])
    people["organisatie"] = member("organisatie@example.org", groups=["organisatie"])
    for person in people.values():
        type(person).objects.filter(pk=person.pk).update(date_joined=clock.now() - timedelta(days=30))
    return people


@pytest.fixture
def people(everybody):
    return copy.deepcopy(everybody)


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def three_answers(people):
    question = asked("Hoe begin je?", "Ons team wil beginnen.", by=people["vraag"])
    for name in ("een", "twee", "drie"):
        answered(question, f"Antwoord {name}.", by=people[name])
    return question


def test_a_question_with_three_answers_shows_the_summary_first(people, client):
    page = factories.handvat("Begin klein", number=1)
    question = three_answers(people)
    address = f"/vragen/{question.slug}/"
    assert as_(people["een"]).get(f"{address}samenvatting/").status_code == 404
    form = {"text": "Begin gewoon met wie wil.", "handvatten": [page.pk], "version": "0"}
    assert as_(people["redactie"]).post(f"{address}samenvatting/", form).status_code == 302
    html = client.get(address).content.decode()
    order = [
        html.index(words)
        for words in ("Begin gewoon met wie wil.", "Antwoord een.", "Antwoord twee.", "Antwoord drie.")
    ]
    assert order == sorted(order)
    assert f'href="{page.url}"' in html
    assert "Begin gewoon met wie wil." in client.get("/vragen/?toon=met-samenvatting").content.decode()
    stale = as_(people["redactie"]).post(f"{address}samenvatting/", form | {"text": "Iets anders"})
    assert "intussen gewijzigd" in stale.content.decode()


def test_a_question_is_proposed_for_the_next_meeting_and_its_organiser_sees_it(people, client):
    later = make_event(title="Later", days=60)
    soon = make_event(title="Binnenkort", days=5)
    for event in (later, soon):
        make_page(event)
    question = three_answers(people)
    address = f"/vragen/{question.slug}/voorstellen/"
    assert address in client.get(f"/vragen/{question.slug}/").content.decode()
    form = as_(people["een"]).get(address).context["form"]
    first = next(iter(form.fields["event"].choices))
    assert "Binnenkort" in first[1]
    for _ in range(2):
        as_(people["een"]).post(address, {"event": soon.pk, "words": "Daar zitten ze allemaal."})
    proposal = SubjectProposal.objects.get()
    assert (proposal.event, proposal.question) == (soon, question)
    workspace = as_(people["organisatie"]).get(f"/beheer/bijeenkomsten/{soon.public_id}/").content.decode()
    assert "Hoe begin je?" in workspace and "Daar zitten ze allemaal." in workspace
    decide = f"/beheer/bijeenkomsten/{soon.public_id}/onderwerpen/{proposal.pk}/"
    assert as_(people["een"]).post(decide, {"step": "choose"}).status_code == 403
    assert SubjectProposal.objects.get().status == SubjectProposal.Status.WAITING
    as_(people["organisatie"]).post(decide, {"step": "choose"})
    seen = client.get(f"/vragen/{question.slug}/").content.decode()
    assert "Binnenkort" in seen and "komt op het programma" in seen
    proposals.propose(event=later, question=question, user=people["twee"])
    page_cache.forget()
    assert "Later" in client.get(f"/vragen/{question.slug}/").text
    with time_machine.travel(clock.now() + timedelta(days=90)):
        page_cache.forget()
        seen = client.get(f"/vragen/{question.slug}/").text
    assert "stond op het programma" in seen and "komt op het programma" not in seen and "Later" not in seen


def test_a_member_asks_and_another_answers_in_the_browser_form(people, client):
    theme = Theme.objects.create(slug="buurt", name_nl="Buurt")
    form = {"title": "Wie kent een goede plek?", "text": "We zoeken een zaal.", "themes": [theme.pk]}
    moved = as_(people["vraag"]).post("/vragen/stel/", form)
    question = Conversation.objects.get()
    assert moved["Location"] == f"/vragen/{question.slug}/" == "/vragen/wie-kent-een-goede-plek/"
    assert "Wie kent een goede plek?" in client.get("/vragen/?thema=buurt&toon=zonder-antwoord").content.decode()
    as_(people["een"]).post(moved["Location"], {"text": "De bieb."})
    assert "De bieb." in client.get(moved["Location"]).content.decode()
    assert "Wie kent" not in client.get("/vragen/?toon=zonder-antwoord").content.decode()
    assert client.post(moved["Location"], {"text": "Zonder account"}).status_code == 404
    assert client.get("/vragen/?thema=%00&toon=x&page=abc").status_code == 200


def test_a_cached_question_page_sets_no_cookie_and_asks_no_token(people, client):
    question = three_answers(people)
    response = client.get(f"/vragen/{question.slug}/")
    assert not response.cookies and "csrfmiddlewaretoken" not in response.content.decode()


def test_names_follow_the_choice_of_who_wrote(people, client):
    question = asked(by=people["vraag"])
    seen_member(people["vraag"], SeenBy.MEMBERS, name="Vera Vraag")
    address = f"/vragen/{question.slug}/"
    assert "Vera Vraag" not in client.get(address).content.decode()
    assert "Vera Vraag" in as_(people["een"]).get(address).content.decode()
    seen_member(people["vraag"], SeenBy.EVERYONE, name="Vera Vraag")
    assert "Vera Vraag" in client.get(address).content.decode()


def test_questions_are_found_and_so_are_their_answers(people):
    question = three_answers(people)
    answered(question, "Het kwartje viel bij de soepkraam.", by=people["een"])
    document = SearchDocument.objects.get(key=f"conversation:{question.pk}")
    assert "soepkraam" in document.text and document.kind == "vraag"


@pytest.mark.parametrize("what", ["opening", "answer"])
def test_what_a_moderator_hides_is_gone_everywhere(what, people, client):
    question = asked("Kanarietitel", "kanarietekst", by=people["vraag"])
    post = answered(question, "kanarieantwoord", by=people["een"])
    post = question.posts.get(is_opening=True) if what == "opening" else post
    kinds()["bijdrage"].hide(str(post.public_id), hidden=True)
    gone = ["Kanarietitel", "kanarietekst"] if what == "opening" else ["kanarieantwoord"]
    page = client.get(f"/vragen/{question.slug}/").content.decode().split("<main")[1]
    assert "Verborgen door een moderator" in page
    everything = page + client.get("/vragen/").content.decode() + str(list(SearchDocument.objects.values()))
    assert [word for word in gone if word in everything] == []
    kinds()["bijdrage"].hide(str(post.public_id), hidden=False)
    assert all(word in client.get(f"/vragen/{question.slug}/").content.decode() for word in gone)


def test_every_contribution_can_be_reported(people, client):
    question = three_answers(people)
    html = client.get(f"/vragen/{question.slug}/").content.decode()
    assert html.count('href="/melden/bijdrage/') == Post.objects.count() == 4


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_for_one_and_three(number, people):
    theme = Theme.objects.create(slug="buurt", name_nl="Buurt")
    for count in range(number):
        question = asked(f"Vraag {count}", by=people["vraag"], themes=[theme])
        conversations.summarise(question=question, text="Kort en goed.")
    for _count in range(number):
        answered(question, by=people["een"], mentions=[people["vraag"]])
    reader, costs = as_(people["twee"]), {}
    for address in ("/vragen/", f"/vragen/{question.slug}/", "/vragen/stel/"):
        reader.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(address).status_code == 200
        costs[address.split("/")[2][:4]] = len(queries)
    assert costs == {"": 6, "vraa": 11, "stel": 5}


def test_who_goes_takes_their_words_along(people):
    own = asked("Kanarietitel", "kanarievraag", by=people["vraag"])
    alone = asked("Kanariealleen", "kanarieonbeantwoord", by=people["vraag"])
    answered(own, "Dit blijft.", by=people["een"])
    other = asked("Een andere vraag", by=people["een"])
    answered(other, "kanarieantwoord", by=people["vraag"])
    kept = str(hand_out(person_of(people["vraag"])))
    words = ("Kanarietitel", "kanarievraag", "Kanariealleen", "kanarieonbeantwoord", "kanarieantwoord")
    assert all(word in kept for word in words)
    assert "Dit blijft." not in kept
    remove_person(person_of(people["vraag"]))
    left = (
        str(list(Post.objects.values()))
        + str(list(Conversation.objects.values()))
        + str(list(SearchDocument.objects.values()))
    )
    assert [word for word in words if word in left] == []
    assert "Dit blijft." in left and not Conversation.objects.filter(pk=alone.pk).exists()


def test_feed_holds_public_questions_without_names_and_without_groups(client):
    question = asked(
        "Hoe begin je op maandag?", "We willen rustig beginnen.", by=member("kim@example.org", name="Kim Kanarie")
    )
    said(circle_of(member("host@example.org"), "open"), "Een groepsgesprek")
    text = client.get("/vragen/feed.atom").content.decode()
    assert "Hoe begin je op maandag?" in text and "rustig beginnen" in text and f"/vragen/{question.slug}/" in text
    assert "Kanarie" not in text and "groepsgesprek" not in text
    assert client.get("/vragen/feed.atom?thema=bestaat-niet&page=%00").status_code == 200
    assert "/vragen/feed.atom" in client.get("/vragen/").content.decode()


def test_a_name_or_a_house_in_public_words_is_asked_about_once(people):
    client = as_(people["een"])
    words = "Mevrouw Jansen van de Dorpsstraat 12 belt elke dag."
    fields = {"key": uuid.uuid4(), "title": "Hoe ga je hiermee om?", "text": words}
    page = client.post("/vragen/stel/", fields).text
    assert "nog niet geplaatst" in page and not Post.objects.exists()
    digest = page.split('name="confirmed" value="')[1].split('"')[0]
    assert client.post("/vragen/stel/", fields | {"confirmed": digest}).status_code == 302
    question = Conversation.objects.get()
    assert ModerationItem.objects.get().telling == ["name"]
    address = f"/vragen/{question.slug}/"
    assert "nog niet geplaatst" in client.post(address, {"key": uuid.uuid4(), "text": words}).text
    fine = {"key": uuid.uuid4(), "text": "Bij ons in Utrecht werkt dit."}  # a town is nobody's house
    assert client.post(address, fine).status_code == 302
    assert Post.objects.count() == 2
