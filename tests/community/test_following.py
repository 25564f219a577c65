"""Following, and the overview by mail: only what somebody follows, nothing of closed spaces, one press to stop."""

import copy
import re
import zoneinfo
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.signing import Signer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms import clock
from cms.models import Theme
from community import mail as post_office
from community.actions import circles, following
from community.actions.refusal import Refused
from community.contributions import kinds
from community.models import Digest, Follow, OutgoingMail, SeenBy
from tests.cms import factories
from tests.community.factories import answered, asked, circle_of, member, said, seen_member
from tests.events.factories import make_event, make_page

pytestmark = pytest.mark.django_db
Rhythm = Digest.Rhythm
AMSTERDAM = zoneinfo.ZoneInfo("Europe/Amsterdam")


@pytest.fixture(scope="module")
def everybody(module_db):
    people = {name: member(f"{name}@example.org", name=name.title()) for name in ("lezer", "schrijver", "buiten")}
    seen_member(people["schrijver"], name="Schrijver")
    return people


@pytest.fixture
def people(everybody):
    return copy.deepcopy(everybody)


def follow(user, kind, target):
    return following.follow(user=user, kind=kind, target=str(target))


def told(user, *, days=8):
    """What the overview of this person says, as one text; empty when there was none."""
    with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
        following.send_due()
    mails = OutgoingMail.objects.filter(kind="community/digest", to_email=user.email).order_by("-pk")
    return "\n".join(f"{mail.subject}\n{mail.text}\n{mail.html}" for mail in mails[:1])


def test_an_overview_holds_only_what_is_followed(people):
    question, other = asked("Deze volg ik", by=people["schrijver"]), asked("Deze volg ik niet", by=people["schrijver"])
    follow(people["lezer"], "gesprek", question.pk)
    for each in (question, other):
        answered(each, by=people["schrijver"])
    text = told(people["lezer"])
    assert "Deze volg ik" in text and "Deze volg ik niet" not in text
    assert f"/vragen/{question.slug}/" in text
    assert not OutgoingMail.objects.filter(kind="community/digest").exclude(to_email="lezer@example.org").exists()


@pytest.mark.parametrize("access", ["on_request", "hidden"])
def test_a_closed_group_is_a_number_and_a_link(access, people):
    circle = circle_of(people["schrijver"], access, name="Kanariegroep")
    circles.enter(circle, people["lezer"])
    topic = said(circle, "Kanarietitel", "kanarietekst")
    follow(people["lezer"], "groep", circle.pk)
    follow(people["lezer"], "gesprek", topic.pk)
    for _count in range(2):
        answered(topic, "kanarieantwoord", by=people["schrijver"])
    text = told(people["lezer"])
    assert "2 nieuwe berichten in een besloten ruimte" in text
    assert f"/groepen/{circle.slug}/" in text
    assert not re.search("kanarie(titel|tekst|antwoord)", text, re.IGNORECASE)
    assert "Kanariegroep" not in text
    circles.leave(member=circle.members.get(user=people["lezer"]))
    answered(topic, "later", by=people["schrijver"])
    OutgoingMail.objects.all().delete()
    assert told(people["lezer"], days=16) == ""


def test_an_outsider_cannot_follow_a_closed_group(people):
    circle = circle_of(people["schrijver"], "on_request")
    topic = said(circle, "Geheim")
    for kind, target in (("groep", circle.pk), ("gesprek", topic.pk), ("onzin", 1), ("gesprek", "x" * 60)):
        with pytest.raises(Refused):
            follow(people["buiten"], kind, target)


def test_every_kind_tells_its_news(people):
    theme = Theme.objects.create(slug="buurt", name_nl="Buurt")
    handvat = factories.handvat("Oud handvat", number=1)
    meeting = make_page(make_event(title="Eerste editie"))
    circle = circle_of(people["schrijver"], name="Groep Open")
    reader = people["lezer"]
    with time_machine.travel(clock.now() + timedelta(seconds=5), tick=False):
        follow(reader, "groep", circle.pk)
        follow(reader, "lid", people["schrijver"].member_profile.public_id)
        follow(reader, "thema", "buurt")
        follow(reader, "pagina", handvat.translation_key)
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        said(circle, "Nieuw gesprek")
        asked("Vraag over de buurt", by=people["buiten"], themes=[theme])
        factories.publish(handvat)
        factories.handvat("Nieuw buurthandvat", number=2, themes=["buurt"])
        asked("Vraag van de schrijver", by=people["schrijver"])
    text = told(reader)
    for words in (
        "Nieuw gesprek",
        "Vraag over de buurt",
        "Oud handvat",
        "Nieuw buurthandvat",
        "Vraag van de schrijver",
    ):
        assert words in text, words
    assert meeting.title not in text


def test_whoever_is_meant_in_a_question_or_below_it_hears_so(people, client):
    reader, writer, outside = people["lezer"], people["schrijver"], people["buiten"]
    seen_member(reader, name="Lena Lezer")
    quiet = seen_member(outside, name="Bas Buiten")
    follow(writer, "lid", reader.member_profile.public_id)
    follow(writer, "lid", quiet.public_id)
    type(quiet).objects.filter(pk=quiet.pk).update(name_for=SeenBy.ME)  # nobody sees this name any more
    following.set_rhythm(user=reader, rhythm=Rhythm.DAILY)
    client.force_login(writer)
    page = client.get("/vragen/stel/").text
    assert "Lena Lezer" in page and "Bas Buiten" not in page
    form = {"title": "Wie weet een zaal?", "text": "We zoeken er een."}
    assert "mentions" in client.post("/vragen/stel/", form | {"mentions": [outside.pk]}).context["form"].errors
    where = client.post("/vragen/stel/", form | {"mentions": [reader.pk]})["Location"]
    other = asked("Een heel andere vraag", by=outside)
    answered(other, by=reader)  # below a question, those can be named who stand there
    client.post(f"/vragen/{other.slug}/", {"text": "Vraag het Lena.", "mentions": [reader.pk]})
    circle = circle_of(writer, "on_request", name="Kanariegroep")
    circles.enter(circle, reader)
    said(circle, "Kanarietitel", "kanarietekst", mentions=[reader])
    text = told(reader, days=2)
    for words in ("iemand noemde je", "Wie weet een zaal?", where, "Een heel andere vraag", "in een besloten ruimte"):
        assert words in text, words
    assert "anarietitel" not in text and "anariegroep" not in text
    assert told(outside, days=2) == ""
    client.logout()
    assert "@Lena Lezer" not in client.get(where).text  # her name is for members


def test_who_has_no_news_gets_no_mail_and_nothing_is_told_twice(people):
    question = asked("Stille vraag", by=people["schrijver"])
    follow(people["lezer"], "gesprek", question.pk)
    assert told(people["lezer"]) == ""
    answered(question, by=people["schrijver"])
    with time_machine.travel(clock.now() + timedelta(days=9), tick=False):
        answered(question, by=people["schrijver"])
        assert "Stille vraag" in told(people["lezer"], days=7)
        before = OutgoingMail.objects.count()
        told(people["lezer"], days=14)
        assert OutgoingMail.objects.count() == before


def test_what_is_hidden_meanwhile_is_not_told(people):
    question = asked("Kanarievraag", by=people["schrijver"])
    follow(people["lezer"], "gesprek", question.pk)
    post = answered(question, by=people["schrijver"])
    kinds()["bijdrage"].hide(str(post.public_id), hidden=True)
    assert told(people["lezer"]) == ""


@pytest.mark.parametrize(
    ("rhythm", "after", "due"),
    [
        (Rhythm.WEEKLY, datetime(2026, 10, 5, 6, 59, tzinfo=AMSTERDAM), datetime(2026, 10, 5, 7, tzinfo=AMSTERDAM)),
        (Rhythm.WEEKLY, datetime(2026, 10, 5, 7, tzinfo=AMSTERDAM), datetime(2026, 10, 12, 7, tzinfo=AMSTERDAM)),
        # The clock goes back on 25 October: still seven in the morning on the wall.
        (Rhythm.WEEKLY, datetime(2026, 10, 20, 12, tzinfo=AMSTERDAM), datetime(2026, 10, 26, 7, tzinfo=AMSTERDAM)),
        (Rhythm.DAILY, datetime(2026, 10, 24, 12, tzinfo=AMSTERDAM), datetime(2026, 10, 25, 7, tzinfo=AMSTERDAM)),
        (Rhythm.NEVER, datetime(2026, 10, 24, 12, tzinfo=AMSTERDAM), None),
    ],
)
def test_the_next_overview_is_due_in_the_morning(rhythm, after, due):
    assert Digest.next_due(rhythm, after) == due


def test_one_press_in_the_mail_program_stops_it(people, mailbox):
    question = asked("Een vraag", by=people["schrijver"])
    follow(people["lezer"], "gesprek", question.pk)
    answered(question, by=people["schrijver"])
    told(people["lezer"])
    with time_machine.travel(clock.now() + timedelta(days=9), tick=False):
        (mail,) = [each for each in mailbox.deliver() if "lezer@" in each["To"]]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = re.search(r"<https?://[^/]+(/[^>]+)>", mail["List-Unsubscribe"].replace("\n", "").replace(" ", "")).group(1)
    program = Client(enforce_csrf_checks=True)
    assert "Stop het overzicht" in program.get(path).content.decode()
    assert Digest.objects.get(user=people["lezer"]).rhythm == Rhythm.WEEKLY
    answer = program.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200 and not answer.cookies
    digest = Digest.objects.get(user=people["lezer"])
    assert (digest.rhythm, digest.due_at) == (Rhythm.NEVER, None)
    assert program.post(path[:-3] + "xx/").status_code == 404
    assert Signer(salt="iets.anders", sep=".").sign("1") not in path


def test_buttons_and_page(people):
    question = asked("Volg mij", by=people["schrijver"])
    reader = Client()
    reader.force_login(people["lezer"])
    address = f"/vragen/{question.slug}/"
    form = {"kind": "gesprek", "target": question.pk, "next": address}
    assert reader.post("/volgen/", form)["Location"] == address
    assert "Je volgt dit. Stop ermee" in reader.get(address).content.decode()
    assert "Volg mij" in reader.get("/account/volgen/").content.decode()
    reader.post("/account/volgen/", {"rhythm": "daily"})
    assert Digest.objects.get(user=people["lezer"]).rhythm == Rhythm.DAILY
    reader.post("/volgen/", form | {"step": "stop"})
    assert not Follow.objects.exists()
    assert reader.post("/volgen/", form | {"next": "https://elders.example/"})["Location"] == "/account/volgen/"
    assert reader.post("/volgen/", {"kind": "\0", "target": "1"}).status_code == 404
    assert reader.post("/account/volgen/", {"rhythm": "elk uur"}).status_code == 200
    Theme.objects.create(slug="buurt", name_nl="In de buurt")
    assert '<option value="buurt"' in reader.get("/account/volgen/").text
    reader.post("/volgen/", {"kind": "thema", "target": "buurt", "step": "follow"})
    page = reader.get("/account/volgen/").text
    assert ">In de buurt</a>" in page and '<option value="buurt"' not in page


def test_asking_can_follow_the_answers(people):
    asker = Client()
    asker.force_login(people["lezer"])
    asker.post("/vragen/stel/", {"title": "Houd mij op de hoogte", "text": "Graag.", "follow": "on"})
    assert Follow.objects.filter(user=people["lezer"], kind="gesprek").count() == 1


@pytest.mark.parametrize("number", [1, 30])
def test_an_overview_costs_the_same_for_few_and_many(number, people, monkeypatch):
    question = asked("Veel gevolgd", by=people["schrijver"])
    circle = circle_of(people["schrijver"])
    topic = said(circle, "Ook gevolgd")
    for count in range(number):
        reader = member(f"lezer{count}@example.org")
        follow(reader, "gesprek", question.pk)
        follow(reader, "groep", circle.pk)
    for each in (question, topic):
        answered(each, by=people["schrijver"])
    monkeypatch.setattr(post_office, "_wake_after_commit", lambda: None)
    with time_machine.travel(clock.now() + timedelta(days=8), tick=False), CaptureQueriesContext(connection) as queries:
        assert following.send_due() == number
    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) == 15
