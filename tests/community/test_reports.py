"""Melden: anybody who may read a contribution may report it, once, and gets a receipt at once."""

import uuid

import pytest

from community import contributions
from community.actions.experiences import approve, tell
from community.actions.letters import write_to_ambassador
from community.actions.moderation import contributed
from community.actions.removal import hand_out, remove_person
from community.models import ModerationItem, Report
from community.personal_data import Person
from tests.cms import factories
from tests.community.factories import ambassador, member

pytestmark = pytest.mark.django_db
Rank = ModerationItem.Rank
TEXT = "We legden het uit en toen ging het beter."


@pytest.fixture(scope="module")
def handvat(module_db):
    return factories.handvat("Begin gewoon")


@pytest.fixture(scope="module")
def experience(handvat):
    told = tell(key=uuid.uuid4(), handvat=handvat, worked=True, situation=TEXT)
    approve(experience=told)
    return told


def post(client, address, **changes):
    return client.post(address, {"reason": "rules", "details": "", "email": "buur@example.org", **changes})


def test_visitor_reports_and_gets_a_receipt_at_once(client, handvat, experience, mailbox):
    address = f"/melden/ervaring/{experience.key}/"
    assert f'href="{address}"' in client.get(handvat.url).content.decode()
    assert "sessionid" not in client.cookies
    response = post(client, address, reason="personal", details="Ik herken mijn buurvrouw.")
    assert response.url == "/melden/ontvangen/"
    assert client.get(response.url).status_code == 200
    item, report = ModerationItem.objects.get(), Report.objects.get()
    assert (item.kind, item.key, item.rank) == ("ervaring", str(experience.key), Rank.PERSONAL)
    [receipt] = mailbox.deliver()
    assert receipt["To"] == "buur@example.org"
    assert report.number in receipt["Subject"]
    assert "buurvrouw" not in receipt.as_string()  # the address may be somebody else's


def test_the_same_report_counts_once_and_floods_are_stopped(client, experience):
    address = f"/melden/ervaring/{experience.key}/"
    answers = [post(client, address, key=str(uuid.uuid4()), email="BUUR@example.org").status_code for _n in range(11)]
    assert answers == [302] * 10 + [429]
    assert Report.objects.count() == 1
    assert ModerationItem.objects.get().rank == Rank.REPORTED


def test_member_is_answered_at_their_own_address(client, experience):
    user = member("lid@example.org")
    client.force_login(user)
    post(client, f"/melden/ervaring/{experience.key}/", email="iemand-anders@example.org")
    report = Report.objects.get()
    assert (report.user, report.email) == (user, user.email)
    assert hand_out(Person(user.email, user))["meldingen"][0]["melding"] == report.number
    remove_person(Person(user.email, user))
    report.refresh_from_db()
    assert (report.user, report.email, report.details) == (None, "", "")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"reason": ""}, "Kies een reden."),
        ({"reason": "x" * 100_000}, "Er ging iets mis"),
        ({"details": "111222333"}, "burgerservicenummer"),
        ({"details": "\x00"}, "Er ging iets mis"),
        ({"email": ""}, "Er ging iets mis"),
    ],
)
def test_wrong_report_says_why_and_keeps_the_text(client, experience, changes, message):
    response = post(client, f"/melden/ervaring/{experience.key}/", **{"details": "Mijn uitleg"} | changes)
    assert response.status_code == 200
    assert message in response.content.decode()
    assert "details" in changes or "Mijn uitleg" in response.content.decode()
    assert not Report.objects.exists()


def test_what_somebody_may_not_read_cannot_be_reported(client, handvat):
    waiting = tell(key=uuid.uuid4(), handvat=handvat, worked=True, situation=TEXT)
    for kind, key in (("ervaring", waiting.key), ("ervaring", "x"), ("niets", "1"), ("bericht", uuid.uuid4())):
        assert client.get(f"/melden/{kind}/{key}/").status_code == 404


def test_every_kind_hides_shows_and_wipes(client, experience, handvat):
    profile = ambassador(bio="Ik woon naast de molen.")
    key = uuid.uuid4()
    write_to_ambassador(
        profile=profile, key=key, name="Bo", email="bo@example.org", message="Lang bericht", language="nl", quote=False
    )
    keys = {"ervaring": str(experience.key), "ambassadeur": profile.slug, "bericht": str(key)}
    for name, kind in contributions.kinds().items():
        if name not in keys:
            continue
        assert kind.seen_by(None, keys[name]).text
        kind.wipe(keys[name])
        assert kind.seen_by(None, keys[name]) is None
        assert kind.find(keys[name]).hidden
        assert not kind.find(keys[name]).text
    gone = client.get(f"/ambassadeurs/{profile.slug}/")
    assert gone.status_code == 410
    assert "Verborgen door een moderator" in gone.content.decode()
    html = client.get(handvat.url).content.decode()
    assert "Verborgen door een moderator" in html
    assert TEXT not in html
    contributions.kinds()["ambassadeur"].hide(profile.slug, hidden=False)
    assert client.get(f"/ambassadeurs/{profile.slug}/").status_code == 200


def test_possible_personal_data_and_new_members_come_to_the_queue(handvat):
    tell(key=uuid.uuid4(), handvat=handvat, worked=True, situation="Ik belde mevrouw Bakker en toen lukte het.")
    assert ModerationItem.objects.get().rank == Rank.NAME
    assert ModerationItem.objects.get().telling == ["name"]
    newcomer = member("nieuw@example.org")
    for number in range(4):
        profile = ambassador(f"Iemand {number}", bio="Ik help graag.")
        contributed(kind="ambassadeur", key=profile.slug, user=newcomer)
    assert ModerationItem.objects.filter(author=newcomer, rank=Rank.FIRST).count() == 3
