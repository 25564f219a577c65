"""The notice board: sixty days unless extended, and answers that pass through us."""

import uuid
from datetime import timedelta

import pytest
import time_machine

from cms import clock
from cms.models import Sector
from community.actions import notices, posts
from community.actions.moderation import blocks
from community.actions.refusal import Refused
from community.models import Notice, OutgoingMail
from community.post_links import post_url
from tests.cms.places import region
from tests.community.ideas import TEXT, put_up

pytestmark = pytest.mark.django_db
TITLE = "Huisarts zoekt welzijnswerker"
BOARD = "/prikbord/"


@pytest.fixture
def notice():
    return put_up(TITLE, model=Notice, kind="zoekt")


def test_notice_without_an_account_hangs_after_confirming(client):
    data = {
        "key": str(uuid.uuid4()),
        "kind": "zoekt",
        "title": TITLE,
        "text": TEXT,
        "name": "Jip",
        "email": "jip@example.org",
    }
    assert client.post(f"{BOARD}nieuw/", data | {"text": "Bel 06-12345678 dan vertel ik meer"}).status_code == 200
    client.post(f"{BOARD}nieuw/", data)
    assert TITLE not in client.get(BOARD).content.decode()
    client.post(f"{post_url(Notice.objects.get(), absolute=False)}bevestigen/")
    page = client.get(f"{BOARD}{Notice.objects.get().public_id}/").content.decode()
    assert TITLE in client.get(BOARD).content.decode()
    assert "jip@example.org" not in page and "Jip" not in page


def test_notice_ends_after_sixty_days_unless_extended(client, notice):
    link, start = post_url(notice, absolute=False), clock.now()
    address = f"{BOARD}{notice.public_id}/"
    with time_machine.travel(start + timedelta(days=52)):
        assert notices.remind() == 0
    with time_machine.travel(start + timedelta(days=53, minutes=1)):
        assert (notices.remind(), notices.remind()) == (1, 0)
        assert post_url(notice) in OutgoingMail.objects.get(kind="community/notice_coming_down").text
    with time_machine.travel(start + timedelta(days=61)):
        assert client.get(address).status_code == 404
        assert TITLE not in client.get(BOARD + "?page=1").content.decode()
        client.post(f"{link}stand/", {"step": "extend"})
        assert client.get(address).status_code == 200
    with time_machine.travel(start + timedelta(days=120)):
        assert client.get(address).status_code == 200
        client.post(f"{link}stand/", {"step": "take_down"})
        assert client.get(address).status_code == 404


def test_notice_is_in_no_proposal(client, notice):
    link = post_url(notice, absolute=False)
    assert client.post(f"{link}voorstel/1/", {"step": "yes"}).status_code == 404


def test_who_was_blocked_meanwhile_shows_and_changes_nothing(client, notice):
    waiting = put_up("Nog niet bevestigd", model=Notice, kind="zoekt", confirmed=False)
    for post in (waiting, notice):
        blocks.start(email=post.email, user=None, days=7)
    page = client.post(f"{post_url(waiting, absolute=False)}bevestigen/")
    assert page.status_code == 200 and "niets plaatsen" in page.text
    with pytest.raises(Refused):
        posts.change(post=notice, expected_version=None, text="Andere woorden dan eerst.")
    waiting.refresh_from_db()
    assert not waiting.is_public


def test_answer_goes_through_relay_mail(client, notice):
    address = f"{BOARD}{notice.public_id}/antwoord/"
    data = {"key": str(uuid.uuid4()), "name": "Vera Vraag", "email": "vera@example.org", "message": "Ik doe graag mee!"}
    page = client.get(address).content.decode()
    for _again in range(2):
        assert client.post(address, data).status_code == 302
    mail = OutgoingMail.objects.get(kind="community/notice_message")
    assert (mail.to_email, mail.reply_to) == (notice.email, "vera@example.org")
    assert "Ik doe graag mee!" in mail.text
    receipt = OutgoingMail.objects.get(to_email="vera@example.org")
    assert notice.email not in page + receipt.text + receipt.html + receipt.reply_to
    assert client.post(address, data | {"message": "x"}).status_code == 200


def test_list_is_narrowed_down_by_kind_sector_and_area(client, notice):
    zorg, here = Sector.objects.get(slug="zorg"), region("oosterdam")
    put_up("Zaal over", model=Notice, kind="biedt", sectors=[zorg], region=here)
    html = client.get(f"{BOARD}?soort=biedt&sector=zorg&regio=oosterdam&x=\x00").content.decode()
    assert "Zaal over" in html and TITLE not in html
    assert client.get(f"{post_url(notice, absolute=False)}gestopt/").status_code == 404


def test_search_finds_what_hangs_there_and_nothing_that_came_down(client):
    notice = put_up("Zoekt kanariekooi", model=Notice, kind="zoekt", confirmed=False)

    def found():
        return f"/{notice.public_id}/" in client.get("/zoeken/?q=kanariekooi").content.decode()

    assert not found()
    posts.confirm(post=notice)
    assert found()
    notices.take_down(notice=notice)
    assert not found()
    notices.extend(notice=notice)
    assert found()
    with time_machine.travel(clock.now() + timedelta(days=61), tick=False):
        notices.remind()
        assert not found()
