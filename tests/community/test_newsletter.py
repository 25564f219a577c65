"""The newsletter: asked for twice, stopped with one press, made of what is there, and kept as it was sent."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client

from cms import clock
from cms.models import Audience, Region
from community.actions import newsletter
from community.actions.refusal import Refused
from community.actions.removal import hand_out, remove_person
from community.links import subscription_token
from community.models import NewsletterConsent, NewsletterIssue, OutgoingMail, Subscription
from community.newsletter_consent import VERSION
from community.newsletter_sources import offered
from community.personal_data import Person
from config import roles
from tests.cms import factories, places
from tests.community.factories import member
from tests.events.factories import make_event, make_page

pytestmark = pytest.mark.django_db
Status = NewsletterIssue.Status
FORM = {"email": "Lezer@example.org", "consent": "on"}


@pytest.fixture(scope="module")
def content(module_db):
    roles.apply()
    factories.handvat("Begin gewoon", summary="Een kort begin.")
    make_page(make_event(title="Leeratelier Lindeveen"))
    return sorted(offered())


@pytest.fixture
def issue(content):
    made = NewsletterIssue(
        title="Nieuws van november",
        introduction="Dag allemaal.",
        standing_title="Zingeving in het kort",
        standing_text="Waar doe jij het voor?\n\nVraag het ook een ander.",
        send_at=clock.now() + timedelta(hours=1),
    )
    return newsletter.compose(issue=made, pieces=content)


def reader(email="lezer@example.org", **choices):
    subscription = newsletter.ask(email=email, **choices)
    newsletter.confirm(subscription=subscription)
    subscription.refresh_from_db()
    return subscription


def link(message, part):
    return re.search(rf"https?://[^/\s]+(/\S*{part}\S*)", message.get_body("plain").get_content()).group(1)


def test_asking_sends_one_mail_and_only_its_button_begins(client, content, mailbox):
    assert 'href="/nieuwsbrief/"' in client.get("/").content.decode()
    assert client.get("/nieuwsbrief/aanmelden/").status_code == 200
    assert client.post("/nieuwsbrief/aanmelden/", FORM).url == "/nieuwsbrief/aanmelden/mail/"
    assert client.cookies == {}
    [message] = mailbox.deliver()
    address = link(message, "bevestigen")
    assert "bevestig" in client.get(address).content.decode().lower()
    assert Subscription.objects.get().status == "waiting"
    for _twice in range(2):
        assert "Gelukt" in Client(enforce_csrf_checks=True).post(address).content.decode()
    assert Subscription.objects.active().get().email == "lezer@example.org"
    consent = NewsletterConsent.objects.get()
    assert (consent.version, bool(consent.text), consent.asked_at <= consent.confirmed_at) == (VERSION, True, True)
    client.post("/nieuwsbrief/aanmelden/", FORM)
    assert [mail["Subject"] for mail in mailbox.deliver()][1:] == ["Je krijgt de nieuwsbrief al"]


@pytest.mark.parametrize(
    "changes", [{"consent": ""}, {"email": "x"}, {"email": "\x00"}, {"regions": ["999999"]}, {"email": "x" * 100_000}]
)
def test_wrong_form_says_why(client, content, changes):
    response = client.post("/nieuwsbrief/aanmelden/", FORM | changes)
    assert (response.status_code, "Er ging iets mis" in response.content.decode()) == (200, True)
    assert not Subscription.objects.exists()


def test_link_is_too_old_after_a_week_and_the_address_goes(client, content):
    subscription = newsletter.ask(email="lezer@example.org")
    with time_machine.travel(clock.now() + timedelta(days=8)):
        address = f"/nieuwsbrief/bevestigen/{subscription_token(subscription, 'confirm')}/"
        assert "ouder dan een week" in client.post(address).content.decode()
        assert newsletter.forget_unconfirmed() == 1
    assert not Subscription.objects.exists()


def test_mail_carries_the_way_out_and_one_post_without_a_cookie_stops(client, issue, mailbox):
    subscription = reader()
    mailbox.deliver()
    newsletter.make_ready(issue=issue)
    assert newsletter.send_due() == 0  # not yet
    with time_machine.travel(issue.send_at):
        assert newsletter.send_due() == 1
        assert newsletter.send_due() == 0
        [message] = [mail for mail in mailbox.deliver() if mail["Subject"] == issue.title]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.search(r"<https?://[^/]+(/[^>]+)>", message["List-Unsubscribe"]).group(1)
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(address).status_code == 200
    assert Subscription.objects.active().exists()  # a GET only shows
    wrong = address[:-3] + "xx/"
    assert stranger.post(wrong).status_code == 404
    assert stranger.post(f"/nieuwsbrief/stoppen/{subscription_token(subscription, 'confirm')}/").status_code == 404
    with time_machine.travel(clock.now() + timedelta(days=1000)):  # whoever finds an old one may stop with it
        for _twice in range(2):
            assert stranger.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert stranger.cookies == {}
    assert not Subscription.objects.active().exists()


def clean(html):
    """The words of a piece of HTML."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def test_archive_equals_the_mail_and_stays_as_it_was_sent(client, issue, mailbox):
    assert client.get(f"/nieuwsbrief/{issue.slug}/").status_code == 404
    reader()
    newsletter.make_ready(issue=issue)
    with time_machine.travel(issue.send_at):
        newsletter.send_due()
        [message] = [mail for mail in mailbox.deliver() if mail["Subject"] == issue.title]
    archived = client.get(f"/nieuwsbrief/{issue.slug}/").content.decode()
    body = archived[archived.index('<div class="letter" lang="nl">') :]
    body = body[: body.index("</div>")]
    mailed = message.get_body("html").get_content()
    mailed = mailed[mailed.index("<h1") : mailed.index("</main>")]
    assert clean(body) == clean(mailed)
    assert re.findall(r'href="([^"]+)"', body) == re.findall(r'href="([^"]+)"', mailed)
    assert "Zingeving in het kort" in body
    assert issue.title in client.get("/nieuwsbrief/").content.decode()
    issue.refresh_from_db()
    with pytest.raises(Refused):
        newsletter.compose(issue=issue, pieces=[])
    with pytest.raises(Refused):
        newsletter.take_back(issue=issue)


def test_issue_reaches_the_regions_and_roles_it_is_for(issue, mailbox):
    lindeveen = places.region("lindeveen", "Regio Lindeveen")
    town = places.region("oosterdam", "Oosterdam", "lindeveen", Region.Kind.MUNICIPALITY)
    waterkant = places.region("waterkant", "Regio Waterkant")
    policy, other = Audience.objects.all()[:2]
    everybody = reader("alles@example.org")
    inside = reader("dorp@example.org", regions=[town], audiences=[policy])
    reader("elders@example.org", regions=[waterkant])
    reader("andere-rol@example.org", regions=[lindeveen], audiences=[other])
    issue.regions.set([lindeveen])
    issue.audiences.set([policy])
    newsletter.make_ready(issue=issue)
    with time_machine.travel(issue.send_at):
        newsletter.send_due()
    reached = OutgoingMail.objects.filter(kind="community/newsletter").values_list("to_email", flat=True)
    assert sorted(reached) == sorted([everybody.email, inside.email])


def test_reader_chooses_regions_and_roles_by_the_link_in_every_issue(client, issue, mailbox):
    lindeveen, waterkant = places.region("lindeveen", "Regio Lindeveen"), places.region("waterkant", "Regio Waterkant")
    subscription = reader(regions=[lindeveen])
    newsletter.make_ready(issue=issue)
    with time_machine.travel(issue.send_at):
        newsletter.send_due()
        [message] = [mail for mail in mailbox.deliver() if mail["Subject"] == issue.title]
    address = link(message, "keuzes")
    page = client.get(address)
    assert re.search(rf'value="{lindeveen.pk}"[^>]*checked', page.text) and not client.cookies
    for _twice in range(2):
        assert "Bewaard" in client.post(address, {"regions": [waterkant.pk]}).text
    assert list(subscription.regions.all()) == [waterkant] and not subscription.audiences.exists()
    assert client.post(address, {"regions": ["%00"]}).context["form"].errors
    stopping = address.replace("keuzes", "stoppen")
    assert client.post(stopping).status_code == 404  # good for choosing alone
    newsletter.end(subscription=subscription)
    assert "nu niet" in client.get(address).text


def test_editor_sees_the_letter_and_whom_it_reaches_before_it_leaves(client, issue, mailbox):
    lindeveen, waterkant = places.region("lindeveen", "Regio Lindeveen"), places.region("waterkant", "Regio Waterkant")
    reader("een@example.org", regions=[lindeveen])
    reader("twee@example.org", regions=[waterkant])
    mailbox.deliver()
    issue.regions.set([lindeveen])
    editor = member("redactie@example.org", groups=["redactie"])
    client.force_login(editor)
    admin = f"/beheer/nieuwsbrief/edit/{issue.pk}/"
    assert "bereikt nu 1 mens." in client.get(admin).text
    preview = client.get(f"/beheer/nieuwsbrief/{issue.pk}/voorbeeld/")
    assert "Zingeving in het kort" in preview.text and "noindex" in preview.text
    assert "no-store" in preview["Cache-Control"]
    assert client.post(f"/beheer/nieuwsbrief/{issue.pk}/proef/")["Location"] == admin
    *earlier, proof = mailbox.deliver()
    assert len(earlier) == 2
    assert (proof["To"], proof["Subject"]) == (editor.email, f"Proef: {issue.title}")
    assert "Zingeving in het kort" in proof.get_body("plain").get_content()
    assert "List-Unsubscribe" not in proof and "stoppen" not in proof.as_string()
    issue.refresh_from_db()
    assert (issue.status, issue.recipients) == ("draft", 0)


def test_sending_goes_on_where_it_stopped_and_nobody_gets_it_twice(issue, monkeypatch):
    monkeypatch.setattr("community.actions.newsletter.issues.STEP", 2)
    for number in range(5):
        reader(f"lezer{number}@example.org")
    newsletter.make_ready(issue=issue)
    with time_machine.travel(issue.send_at):
        assert newsletter.send_due(steps=1) == 2
        newsletter.end(subscription=Subscription.objects.order_by("pk")[0])
        assert newsletter.send_due() == 3
        assert newsletter.send_due() == 0
    mails = OutgoingMail.objects.filter(kind="community/newsletter")
    assert mails.count() == 5
    assert mails.filter(status="failed").count() == 1  # who stopped meanwhile
    issue.refresh_from_db()
    assert (issue.status, issue.recipients) == ("sent", 5)


def test_issue_without_its_standing_item_does_not_leave(content):
    bare = NewsletterIssue(title="Kaal", send_at=clock.now())
    newsletter.compose(issue=bare, pieces=content)
    with pytest.raises(Refused, match="vaste onderdeel"):
        newsletter.make_ready(issue=bare)


def test_editor_plans_an_issue_and_others_cannot(client, content):
    client.force_login(member("redactie@example.org", groups=["redactie"]))
    data = {
        "title": "Brief van december", "send_at": "2026-12-10 09:00", "introduction": "Dag!",
        "standing_title": "Meedoen", "standing_text": "Wie mis je?", "pieces": content,
    }  # fmt: skip
    response = client.post("/beheer/nieuwsbrief/new/", data)
    assert response.status_code == 302, response.context["form"].errors
    issue = NewsletterIssue.objects.get()
    assert issue.items.count() == len(content)
    assert client.post(f"/beheer/nieuwsbrief/{issue.pk}/klaar/").status_code == 302
    assert client.post(f"/beheer/nieuwsbrief/edit/{issue.pk}/", data | {"pieces": content[:1]}).status_code == 302
    issue.refresh_from_db()
    assert (issue.status, issue.items.count()) == ("ready", 1)
    assert "Brief van december" in client.get("/beheer/nieuwsbrief/").content.decode()
    page = client.get(f"/beheer/nieuwsbrief/edit/{issue.pk}/").content.decode()
    assert f'name="seen_version" value="{issue.version}"' in page
    stale = data | {"seen_version": issue.version - 1, "introduction": "Mijn eigen woorden"}
    again = client.post(f"/beheer/nieuwsbrief/edit/{issue.pk}/", stale).content.decode()
    assert "net gewijzigd" in again and "Mijn eigen woorden" in again
    issue.refresh_from_db()
    assert issue.introduction == "Dag!"


def test_address_is_handed_out_and_removed(content):
    subscription = reader()
    person = Person(subscription.email)
    assert hand_out(person)["nieuwsbrief"][0]["toestemming"][0]["versie"] == VERSION
    remove_person(person)
    assert not Subscription.objects.exists()
    assert not NewsletterConsent.objects.exists()
