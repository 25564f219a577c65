"""Groups: getting in and out, topics with answers, and what is asked of hosts."""

import copy
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms import clock, memory
from cms.models import SearchDocument
from community.actions import circles, conversations, moderation
from community.actions.moderation import blocks
from community.actions.moderation.contributing import to_queue
from community.actions.refusal import Refused, Stale
from community.models import (
    Circle,
    HouseRule,
    JoinRequest,
    MemberProfile,
    Mention,
    ModerationItem,
    OutgoingMail,
    Post,
    Reaction,
    SeenBy,
)
from community.templatetags.writing import as_written
from tests.community.factories import answered, circle_of, member, said

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def everybody(module_db):
    names = {"host": "Hanna Host", "guest": "Gijs Gast", "third": "Thea Derde"}
    people = {key: member(f"{key}@example.org", name=name) for key, name in names.items()}
    for person in people.values():  # not new here
        type(person).objects.filter(pk=person.pk).update(date_joined=clock.now() - timedelta(days=30))
    return people


@pytest.fixture
def people(everybody):
    return copy.deepcopy(everybody)


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_an_open_group_is_joined_at_once_and_shows_its_welcome(people, client):
    circle = circle_of(people["host"])
    front = as_(people["guest"]).get(f"/groepen/{circle.slug}/").content.decode()
    assert "Welkom allemaal." not in front
    as_(people["guest"]).post(f"/groepen/{circle.slug}/meedoen/", {})
    assert "Welkom allemaal." in as_(people["guest"]).get(f"/groepen/{circle.slug}/").content.decode()
    assert "Doe mee" not in client.get(f"/groepen/{circle.slug}/").content.decode()


def test_who_joins_without_a_name_is_asked_for_one_that_only_members_see(people):
    circle = circle_of(people["host"])
    nameless = member("zonder@example.org")
    assert "Je naam" in as_(nameless).post(f"/groepen/{circle.slug}/meedoen/", {}).content.decode()
    as_(nameless).post(f"/groepen/{circle.slug}/meedoen/", {"name": "Nina Nieuw"})
    profile = MemberProfile.objects.get(user=nameless)
    assert (profile.name, profile.name_for) == ("Nina Nieuw", SeenBy.ME)
    topic = said(circle, "Een begin", by=nameless)
    address = f"/groepen/{circle.slug}/gesprek/{topic.slug}/"
    assert "Nina Nieuw" in as_(people["host"]).get(address).content.decode()
    outside = as_(people["third"]).get(address).content.decode()
    assert "Nina Nieuw" not in outside and "Een lid" in outside


def test_a_request_does_not_go_unnoticed(people, mailbox):
    circle = circle_of(people["host"], "on_request", name="Groep Geheimzinnig")
    as_(people["guest"]).post(f"/groepen/{circle.slug}/meedoen/", {"words": "Ik werk ook op de hei."})
    (mail,) = [each for each in mailbox.deliver() if "host@" in each["To"]]
    assert "Ik werk ook" not in mail.as_string() and "Gijs" not in mail.as_string()
    for _ in range(2):
        assert circles.remind_hosts() == 0
    with time_machine.travel(clock.now() + timedelta(days=3, minutes=1), tick=False):
        assert circles.remind_hosts() == 1
        assert circles.remind_hosts() == 0
        inbox = as_(people["host"]).get(f"/groepen/{circle.slug}/leden/").content.decode()
        assert "Ik werk ook op de hei." in inbox and "wacht 3\xa0dagen" in inbox
    assert OutgoingMail.objects.filter(kind="community/join_requested").count() == 2
    for address in (f"/groepen/{circle.slug}/", "/account/"):
        assert "1 mens wil meedoen" in as_(people["host"]).get(address).content.decode()


@pytest.mark.parametrize(("step", "is_in"), [("yes", True), ("no", False)])
def test_a_host_decides_and_the_asker_hears(step, is_in, people):
    circle = circle_of(people["host"], "on_request")
    request = circles.ask_to_join(circle=circle, user=people["guest"], words="")
    address = f"/groepen/{circle.slug}/aanvragen/{request.pk}/"
    assert as_(people["third"]).post(address, {"step": step}).status_code == 404
    as_(people["host"]).post(address, {"step": step})
    as_(people["host"]).post(address, {"step": step})
    assert circle.members.filter(user=people["guest"]).exists() is is_in
    kind = "community/let_in" if is_in else "community/not_let_in"
    assert OutgoingMail.objects.filter(kind=kind, to_email="guest@example.org").count() == 1
    assert not JoinRequest.objects.filter(refused_at=None).exists()


def test_an_invitation_works_once_and_for_one_address(people):
    circle = circle_of(people["host"], "hidden", name="Groep Onzichtbaar")
    invitation = circles.invite(circle=circle, by=people["host"], email="guest@example.org", language="nl")
    mail = OutgoingMail.objects.get(kind="community/circle_invitation")
    assert "Onzichtbaar" not in mail.subject + mail.text + mail.html
    address = f"/groepen/uitnodiging/{invitation.public_id}/"
    assert as_(people["third"]).get(address).status_code == 404
    assert "Onzichtbaar" in as_(people["guest"]).get(address).content.decode()
    as_(people["guest"]).post(address, {})
    assert circle.members.count() == 2
    assert as_(people["guest"]).get(address).status_code == 404


def test_an_invitation_nobody_used_is_forgotten(people):
    circle = circle_of(people["host"], "hidden")
    circles.invite(circle=circle, by=people["host"], email="nooit@example.org", language="nl")
    assert circles.forget_invitations() == 0
    with time_machine.travel(clock.now() + timedelta(days=15)):
        assert circles.forget_invitations() == 1


def test_a_group_always_has_a_host_and_ends_with_its_last_member(people):
    circle = circle_of(people["host"])
    circles.join(circle=circle, user=people["guest"])
    topic = said(circle, "Blijft dit?")
    as_(people["host"]).post(f"/groepen/{circle.slug}/verlaten/")
    assert circle.members.get().is_host
    assert SearchDocument.objects.filter(key=f"conversation:{topic.pk}").exists()
    circles.leave(member=circle.members.get())
    assert not Circle.objects.filter(pk=circle.pk).exists()
    assert not SearchDocument.objects.filter(title="Blijft dit?").exists()


def test_a_group_that_hides_itself_leaves_search_and_its_old_address(people, client):
    circle = circle_of(people["host"])
    topic = said(circle, "Kanarietitel", "kanarietekst")
    assert client.get(f"/groepen/{circle.slug}/gesprek/{topic.slug}/").status_code == 200
    data = {"name": "Groep Heide", "summary": "x", "welcome": "", "access": "hidden"}
    hidden = circles.change_circle(circle=circle, data=data, expected_version=1)
    assert not SearchDocument.objects.filter(key__in=[f"conversation:{topic.pk}", f"circle:{circle.pk}:nl"]).exists()
    assert client.get(f"/groepen/{circle.slug}/").status_code == 404
    assert client.get(f"/groepen/{hidden.slug}/gesprek/{topic.slug}/").status_code == 404
    assert "heide" not in hidden.slug
    with pytest.raises(Stale):
        circles.change_circle(circle=hidden, data=data, expected_version=1)


def test_what_was_said_behind_a_door_stays_there(people):
    circle = circle_of(people["host"], "hidden")
    data = {"name": "Groep Heide", "summary": "x", "welcome": "", "access": "open"}
    opened = circles.change_circle(circle=circle, data=data, expected_version=1)
    closed = circles.change_circle(circle=opened, data=data | {"access": "on_request"}, expected_version=2)
    said(closed, "Kanarietitel", "Onder ons.")
    page = as_(people["host"]).post(f"/groepen/{closed.slug}/wijzigen/", data | {"version": 3})
    assert "Wat hier staat, schreven leden voor elkaar" in page.text
    assert not Circle.objects.get(pk=circle.pk).is_open


def test_a_form_sent_twice_counts_once(people):
    circle = circle_of(people["host"])
    topic, key = said(circle, "Eén keer"), uuid.uuid4()
    form = {"key": str(key), "text": "Twee keer geklikt."}
    for _ in range(2):
        as_(people["host"]).post(f"/groepen/{circle.slug}/gesprek/{topic.slug}/", form)
    assert topic.posts.filter(is_opening=False).count() == 1
    again = conversations.begin(author=people["host"], circle=circle, key=key, title="Nog eens", text="Nog eens")
    assert again == topic


def test_words_are_changed_and_taken_back_by_who_wrote_them(people):
    circle = circle_of(people["host"])
    circles.join(circle=circle, user=people["guest"])
    topic = said(circle, "Een gesprek")
    post = answered(topic, "Eerste woorden", by=people["guest"])
    edit = f"/bijdrage/{post.public_id}/wijzigen/"
    assert as_(people["host"]).post(edit, {"text": "Gekaapt", "version": "1"}).status_code == 404
    as_(people["guest"]).post(edit, {"text": "Betere woorden", "version": "1"})
    stale = as_(people["guest"]).post(edit, {"text": "Oude woorden", "version": "1"}).content.decode()
    assert "intussen gewijzigd" in stale and "Oude woorden" in stale
    address = f"/groepen/{circle.slug}/gesprek/{topic.slug}/"
    assert "Betere woorden" in as_(people["host"]).get(address).content.decode()
    as_(people["guest"]).post(f"/bijdrage/{post.public_id}/weg/", {"step": "withdraw"})
    seen = as_(people["host"]).get(address).content.decode()
    assert "Betere woorden" not in seen and "door de schrijver weggehaald" in seen
    assert Post.objects.get(pk=post.pk).text == ""


def test_who_left_a_closed_group_can_still_take_their_words_back(people):
    circle = circle_of(people["host"], "hidden")
    circles.enter(circle, people["guest"])
    topic = said(circle, "Kanarietitel")
    post = answered(topic, "Mijn woorden", by=people["guest"])
    circles.leave(member=circle.members.get(user=people["guest"]))
    own = as_(people["guest"]).get("/account/bijdragen/").content.decode()
    assert "Mijn woorden" in own and "Kanarietitel" not in own and circle.name not in own
    edit = f"/bijdrage/{post.public_id}/wijzigen/"
    assert "Mijn woorden" in as_(people["guest"]).get(edit).content.decode()
    assert as_(people["guest"]).post(edit, {"text": "Anders", "version": "1"}).status_code == 404
    as_(people["guest"]).post(f"/bijdrage/{post.public_id}/weg/", {"step": "withdraw"})
    assert Post.objects.get(pk=post.pk).text == ""


def test_words_can_stay_without_a_name(people):
    circle = circle_of(people["host"])
    topic = said(circle, "Blijft staan", "Deze tekst blijft.")
    opening = topic.posts.get()
    as_(people["host"]).post(f"/bijdrage/{opening.public_id}/weg/", {"step": "unname"})
    seen = as_(people["host"]).get(f"/groepen/{circle.slug}/gesprek/{topic.slug}/").content.decode()
    assert "Deze tekst blijft." in seen and Post.objects.get(pk=opening.pk).author is None


def test_one_reaction_per_member(people):
    circle = circle_of(people["host"])
    post = said(circle, "Reageer").posts.get()
    address = f"/bijdrage/{post.public_id}/reactie/"
    for word in ("thanks", "known"):
        as_(people["host"]).post(address, {"word": word})
    assert [row.word for row in Reaction.objects.all()] == ["known"]
    as_(people["host"]).post(address, {"word": "known"})
    assert not Reaction.objects.exists()
    assert as_(people["third"]).post(address, {"word": "known"}).status_code == 404
    assert as_(people["host"]).post(address, {"word": "boos"}).status_code == 404


def test_a_mention_leads_to_the_mentioned_and_goes_with_them(people):
    circle = circle_of(people["host"])
    circles.join(circle=circle, user=people["guest"])
    topic = said(circle, "Wie weet dit?")
    answered(topic, by=people["guest"])
    address = f"/groepen/{circle.slug}/gesprek/{topic.slug}/"
    form = {"text": "Dat weet jij.", "mentions": [people["guest"].pk]}
    assert as_(people["host"]).post(address, form).status_code == 302
    assert "@Gijs Gast" in as_(people["host"]).get(address).content.decode()
    assert "Wie weet dit?" in as_(people["guest"]).get("/account/bijdragen/").content.decode()
    outsider = as_(people["host"]).post(address, {"text": "En jij?", "mentions": [people["third"].pk]})
    assert outsider.status_code == 200
    circles.leave(member=circle.members.get(user=people["guest"]))
    assert "Wie weet dit?" in as_(people["guest"]).get("/account/bijdragen/").content.decode()
    data = {"name": "x", "summary": "x", "welcome": "", "access": "hidden"}
    circles.change_circle(circle=circle, data=data, expected_version=1)
    assert "Wie weet dit?" not in as_(people["guest"]).get("/account/bijdragen/").content.decode()


def test_text_is_text():
    shown = as_written('<script>alert(1)</script>\nhttps://voorbeeld.example/?a=1&b="2.\n\nTweede <b>alinea</b>')
    assert "<script" not in shown and "<b>" not in shown
    assert shown.count("<p>") == 2
    assert '<a href="https://voorbeeld.example/?a=1&amp;b=" rel="nofollow ugc noopener">' in shown
    assert 'href="javascript' not in as_written("javascript:alert(1)")


@pytest.mark.parametrize(
    ("text", "words"),
    [("x" * 100_000, "te lang"), ("BSN 111222333 staat hier", "burgerservicenummer"), ("", "Schrijf eerst iets op")],
)
def test_what_is_refused_stays_in_the_form(text, words, people):
    circle = circle_of(people["host"])
    topic = said(circle, "Een gesprek")
    address = f"/groepen/{circle.slug}/gesprek/{topic.slug}/"
    answer = as_(people["host"]).post(address, {"text": text}).content.decode()
    assert words in answer and text in answer
    assert topic.posts.count() == 1
    assert as_(people["host"]).post(address, {"text": "nul\0teken"}).status_code == 200
    assert as_(people["host"]).get(f"{address}?page=99999999999999999999").status_code == 200


def test_a_new_account_is_slowed_down_kindly(people):
    newcomer = member("nieuw@example.org", name="Nieuw Persoon")
    circle = circle_of(newcomer)
    topic = said(circle, "Veel woorden")
    address = f"/groepen/{circle.slug}/gesprek/{topic.slug}/"
    answers = [as_(newcomer).post(address, {"text": f"Bericht {count}"}).status_code for count in range(7)]
    assert answers == [302] * 6 + [429]
    kept = as_(newcomer).post(address, {"text": "Dit wil ik niet kwijt"}).content.decode()
    assert "Je schreef net al veel" in kept and "Dit wil ik niet kwijt" in kept


def test_pages_are_numbered(people):
    circle = circle_of(people["host"])
    topic = said(circle, "Lang gesprek")
    for count in range(21):
        last = answered(topic, f"Antwoord nummer {count}.", by=people["host"])
    address = f"/groepen/{circle.slug}/gesprek/{topic.slug}/"
    second = as_(people["host"]).get(f"{address}?page=2").content.decode()
    assert "Antwoord nummer 20." in second and "Antwoord nummer 3." not in second
    moved = as_(people["host"]).post(f"/bijdrage/{last.public_id}/reactie/", {"word": "thanks"})
    assert moved["Location"] == f"{address}?page=2#bijdrage-{last.public_id}"


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_for_one_and_three(number, people):
    circle = circle_of(people["host"])
    topic = said(circle, "Gesprek 0")
    for count in range(number):
        said(circle, f"Gesprek {count}", by=people["host"])
        answered(topic, by=people["host"], mentions=[people["guest"]])
    reader = as_(people["host"])
    memory.renew()
    costs = {}
    for name, address in {
        "list": "/groepen/",
        "group": f"/groepen/{circle.slug}/",
        "topic": f"/groepen/{circle.slug}/gesprek/{topic.slug}/",
        "people": f"/groepen/{circle.slug}/leden/",
        "own": "/account/bijdragen/",
    }.items():
        assert reader.get(address).status_code == 200  # what a process remembers, it knows from now on
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(address).status_code == 200
        costs[name] = len(queries)
    assert costs == {"list": 5, "group": 12, "topic": 10, "people": 9, "own": 6}


def test_a_refused_request_stays_refused(people):
    circle = circle_of(people["host"], "on_request")
    circles.decide(request=circles.ask_to_join(circle=circle, user=people["guest"], words=""), let_in=False)
    with pytest.raises(Refused):
        circles.ask_to_join(circle=circle, user=people["guest"], words="Nog eens")


def test_who_is_blocked_reads_but_does_not_write(people):
    circle = circle_of(people["host"])
    topic = said(circle, "Een gesprek")
    blocks.start(email="host@example.org", user=people["host"], days=14)
    address = f"/groepen/{circle.slug}/gesprek/{topic.slug}/"
    answer = as_(people["host"]).post(address, {"text": "Dit wil ik kwijt"})
    assert answer.status_code == 403 and "Dit wil ik kwijt" in answer.content.decode()
    assert as_(people["host"]).post("/vragen/stel/", {"title": "Een vraag", "text": "Waarom?"}).status_code == 403
    assert topic.posts.count() == 1


def test_opening_of_a_topic_can_name_members_of_the_group(client):
    host, other = member("host2@example.org", name="Host Heide"), member("noor@example.org", name="Noor Heide")
    circle = circle_of(host)
    circles.enter(circle, other, name="Noor Heide")
    client.force_login(host)
    page = client.get(f"/groepen/{circle.slug}/schrijf/").content.decode()
    assert "Noor Heide" in page
    outsider = member("buiten@example.org")
    form = {"title": "Wie weet dit?", "text": "Zeg het maar.", "mentions": [outsider.pk]}
    assert client.post(f"/groepen/{circle.slug}/schrijf/", form).status_code == 200
    client.post(f"/groepen/{circle.slug}/schrijf/", form | {"mentions": [other.pk]})
    assert list(Mention.objects.values_list("user", flat=True)) == [other.pk]


def test_group_itself_is_reported_hidden_shown_again_and_wiped(people, client):
    circle = circle_of(people["host"], name="Kring van kwaad", summary="Lelijke dromedaris")
    said(circle, "Een dromedaris", by=people["host"])
    address, report = f"/groepen/{circle.slug}/", f"/melden/groep/{circle.key}/"
    assert report in client.get(address).text
    told = {"reason": "other", "details": "Dit kan niet.", "email": "meldt@example.org", "key": uuid.uuid4()}
    assert client.post(report, told).status_code == 302
    item = ModerationItem.objects.get(kind="groep")
    by, rule = member("moderator@example.org", groups=["moderatie"]), HouseRule.objects.first()
    moderation.hide(item=item, by=by, rule=rule)
    assert OutgoingMail.objects.get(kind="community/decision_statement").to_email == people["host"].email
    assert client.get(address).status_code == 404 and client.get(report).status_code == 404
    assert "dromedaris" not in client.get("/zoeken/?q=dromedaris").text.split("<main", 1)[1].replace('"dromedaris"', "")
    inside = as_(people["host"]).get(address).text
    assert "Verborgen door een moderator" in inside and "Lelijke" not in inside
    with pytest.raises(Refused):
        circles.change_circle(circle=circle, data={}, expected_version=Circle.objects.get(pk=circle.pk).version)
    moderation.show_again(item=item, by=by)
    assert "Lelijke dromedaris" in client.get(address).text
    item.refresh_from_db()
    to_queue(kind="groep", key=str(circle.key), rank=1)
    moderation.wipe(item=item, by=by, rule=rule)
    circle.refresh_from_db()
    assert (circle.name, circle.summary, circle.welcome, circle.access) == ("Verwijderd", "", "", "hidden")


def test_hidden_group_is_reported_by_its_members_and_told_to_moderators_without_its_words(people, client):
    circle = circle_of(people["host"], "hidden", name="Geheime kring", summary="Iets geheims")
    report = f"/melden/groep/{circle.key}/"
    assert client.get(report).status_code == as_(people["guest"]).get(report).status_code == 404
    as_(people["host"]).post(report, {"reason": "other", "details": "Kijk eens."})
    moderator = as_(member("moderator@example.org", groups=["moderatie"]))
    item = ModerationItem.objects.get(kind="groep")
    pages = moderator.get("/beheer/moderatie/").text + moderator.get(f"/beheer/moderatie/{item.pk}/").text
    assert "geheim" not in pages.lower().replace("geheime vergaderlink", "")
