"""One's own data without an account: a link by mail that shows it, hands it out and takes it away, for a day."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
import time_machine

from cms import clock
from community.actions import newsletter
from community.models import OutgoingMail, Post, Subscription
from community.own_copy import lines_of
from tests.community.factories import answered, asked, circle_of, member, own_copy, said

pytestmark = pytest.mark.django_db
GUEST = "gast@example.org"


def link_of(mailbox, to=GUEST) -> str:
    words = mailbox.to(to)[-1].get_body(("plain",)).get_content()
    return re.search(r"https?://[^/]+(/\S+)", words)[1]


def asked_for(client, mailbox, email=GUEST) -> str:
    answer = client.post("/mijn-gegevens/", {"email": email})
    assert (answer.status_code, answer["Location"]) == (302, "/mijn-gegevens/verstuurd/")
    assert not client.cookies
    mailbox.deliver()
    return link_of(mailbox, email.lower())


def test_guest_sees_takes_along_and_removes_what_is_kept(client, mailbox):
    assert 'href="/mijn-gegevens/"' in client.get("/wat-we-bewaren/").text
    newsletter.confirm(subscription=newsletter.ask(email=GUEST))
    address = asked_for(client, mailbox, "Gast@Example.org")
    assert GUEST not in address  # addresses of pages end up in logs
    page = client.get(address)
    assert "nieuwsbrief (1)" in page.text and "no-store" in page["Cache-Control"]
    copy = client.get(f"{address}kopie.zip")
    assert own_copy(copy)["nieuwsbrief"][0]["e-mail"] == GUEST
    readable = zipfile.ZipFile(io.BytesIO(copy.content)).read("mijn-gegevens.html").decode()
    assert "<h2>Nieuwsbrief</h2>" in readable and "<dd>Gast" not in readable and GUEST in readable
    assert "vinkje" in client.post(address).text and Subscription.objects.exists()
    assert "verwijderd" in client.post(address, {"sure": "on"}).text
    assert not Subscription.objects.exists()
    assert not OutgoingMail.objects.filter(to_email=GUEST).exists()


def test_link_works_for_a_day_and_cannot_be_forged(client, mailbox):
    address = asked_for(client, mailbox)
    for wrong in (address[:-4] + "xxx/", "/mijn-gegevens/%00/", f"/mijn-gegevens/{'x' * 2000}/"):
        assert client.get(wrong).status_code == 404
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert "Vraag een nieuwe link" in client.get(address).text
        assert client.post(address, {"sure": "on"}).status_code == 404


def test_who_has_an_account_is_sent_there_and_the_page_tells_nobody(client, mailbox):
    user = member("lid@example.org")
    first, second = (client.post("/mijn-gegevens/", {"email": each}) for each in (user.email, GUEST))
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    mailbox.deliver()
    assert link_of(mailbox, user.email) == "/account/"
    for _more in range(2):
        client.post("/mijn-gegevens/", {"email": GUEST})
    assert client.post("/mijn-gegevens/", {"email": GUEST}).status_code == 429  # kindly, with words
    assert client.post("/mijn-gegevens/", {"email": "geen adres"}).context["form"].errors


def test_who_goes_may_leave_their_words_without_their_name(client):
    user, other = member("weg@example.org", name="Wies Kanarie"), member("ander@example.org")
    question = asked("Hoe begin je?", "Wij weten het niet. Groet, Wies Kanarie", by=user)
    answered(question, "Dag Wies Kanarie, begin klein.", by=other)
    said(circle_of(other, "open"), "Elders", by=user)
    client.force_login(user)
    assert "/account/bijdragen/" in client.get("/account/verwijderen/").text
    client.post("/account/verwijderen/", {"sure": "on", "words": "blijft"})
    words = " ".join(Post.objects.values_list("text", flat=True))
    assert "Wij weten het niet." in words and "Kanarie" not in words
    assert Post.objects.filter(author=None).count() == 2
    assert "Hoe begin je?" in client.get(f"/vragen/{question.slug}/").text


def test_copy_reads_as_people_write():
    row = {"wanneer": "2026-11-22T12:00:00+00:00", "dag": "2026-11-22", "mag": True, "leeg": None, "delen": [{"a": 1}]}
    lines = {line.label: line for line in lines_of(row)}
    assert lines["wanneer"].text == "22 november 2026, 13:00"
    assert (lines["dag"].text, lines["mag"].text, lines["leeg"].text) == ("22 november 2026", "ja", "–")
    assert lines["delen"].parts[0].parts[0].text == "1"
