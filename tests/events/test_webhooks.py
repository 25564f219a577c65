"""Messages to other systems: over real HTTP to a server that checks the signature, fails, and comes back."""

import hashlib
import hmac
import json
import threading
import uuid
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import time_machine
from django.urls import reverse

from cms import clock
from community.models import OutgoingMail
from events.actions.change import cancel
from events.actions.organise import cancel_event
from events.actions.refusal import Refused
from events.actions.webhooks import (
    BACK_OFF,
    PAUSE_AFTER,
    deliver_webhooks,
    forget_old,
    resume,
    save_webhook,
    send_test,
    sign,
)
from events.models import Topic, Webhook, WebhookDelivery
from tests.community.factories import member
from tests.events.factories import confirmed, make_event, signed_up

pytestmark = pytest.mark.django_db
EVERYTHING = list(Topic.values)


class Receiver(BaseHTTPRequestHandler):
    """Keeps what it gets, and answers with the status that the test set."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.got.append((dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def receiver():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.got, server.status = [], 204
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def hook(receiver):
    owner = member("koppelaar@example.org", groups=["organisatie"])
    url = f"http://127.0.0.1:{receiver.server_port}/ontvang?bron=1"
    return Webhook.objects.create(name="Intranet", url=url, topics=EVERYTHING, owner=owner)


def anywhere(address):
    return True


def bodies(receiver) -> list[dict]:
    return [json.loads(body) for _headers, body in receiver.got]


def test_changes_arrive_in_order_signed_and_without_a_person(receiver, hook):
    event = make_event(capacity=1)
    comes = confirmed(event, name="An Geheim", email="an.geheim@example.org")
    signed_up(event, name="Bo Geheim", email="bo@example.org")
    cancel(registration=comes)
    cancel_event(event=event, reason="Storm", actor=None)
    assert deliver_webhooks(allowed=anywhere) == WebhookDelivery.objects.count()
    assert [body["soort"] for body in bodies(receiver)] == [
        Topic.SIGNED_UP,
        Topic.CHANGED,  # confirmed
        Topic.SIGNED_UP,  # waits
        Topic.CANCELLED,
        Topic.CHANGED,  # moves up
        Topic.EVENT_CANCELLED,
    ]
    last = bodies(receiver)[-1]
    assert last["bijeenkomst"]["id"] == str(event.public_id)
    assert last["bijeenkomst"]["gaatNietDoor"] is True
    assert bodies(receiver)[2]["stand"] == {"bezet": 1, "wachtlijst": 1, "plaatsen": 1}
    for headers, body in receiver.got:
        assert "Geheim" not in body
        assert "@" not in body
        moment = dict(part.split("=") for part in headers["Leerspoor-Signature"].split(","))
        expected = hmac.new(hook.secret.encode(), f"{moment['t']}.{body}".encode(), hashlib.sha256).hexdigest()
        assert moment["v1"] == expected
        assert abs(int(moment["t"]) - clock.now().timestamp()) < 60
        assert headers["Leerspoor-Delivery"] == json.loads(body)["id"]
    assert deliver_webhooks(allowed=anywhere) == 0
    assert sign(hook.secret, "{}", 1) != sign(hook.secret, "{}", 2)


def test_nobody_who_did_not_ask_hears_anything():
    Webhook.objects.create(name="Stil", url="https://example.org/", topics=[Topic.EVENT_CHANGED])
    Webhook.objects.create(name="Slaapt", url="https://example.org/", topics=EVERYTHING, paused_at=clock.now())
    confirmed(make_event())
    assert not WebhookDelivery.objects.exists()


def test_refusals_are_tried_again_and_then_the_address_is_paused(receiver, hook):
    receiver.status = 500
    send_test(webhook=hook)
    send_test(webhook=hook)  # pressed twice
    now = clock.now() + timedelta(seconds=1)
    for wait in [*BACK_OFF, timedelta(0)]:
        with time_machine.travel(now):
            assert deliver_webhooks(allowed=anywhere) == 0
            asked = len(receiver.got)
            assert deliver_webhooks(allowed=anywhere) == 0
            assert len(receiver.got) == asked  # not before its moment
        now += wait + timedelta(seconds=5)
    row = hook.deliveries.get()
    assert (row.status, row.attempts, row.answer) == ("failed", len(BACK_OFF) + 1, 500)
    assert len({headers["Leerspoor-Delivery"] for headers, _body in receiver.got}) == 1
    Webhook.objects.update(failures=PAUSE_AFTER - 1)
    send_test(webhook=hook)
    deliver_webhooks(allowed=anywhere)
    hook.refresh_from_db()
    assert hook.paused_at
    mail = OutgoingMail.objects.get(kind="events/webhook_paused")
    assert mail.to_email == hook.owner.email
    with time_machine.travel(now + timedelta(days=1)):
        assert deliver_webhooks(allowed=anywhere) == 0
        assert len(receiver.got) == len(BACK_OFF) + 2  # left alone
        receiver.status = 200
        resume(webhook=hook)
        assert deliver_webhooks(allowed=anywhere) == 1
    hook.refresh_from_db()
    assert (hook.failures, hook.paused_at) == (0, None)
    with time_machine.travel(now + timedelta(days=40)):
        assert forget_old() == 2


@pytest.mark.parametrize("url", ["https://127.0.0.1/x", "https://10.0.0.8/", "https://[::1]/", "http://93.184.215.14/"])
def test_the_own_network_and_plain_http_are_refused(url):
    with pytest.raises(Refused):
        save_webhook(name="Fout", url=url, topics=EVERYTHING, actor=None)
    assert not Webhook.objects.exists()


def test_a_name_that_comes_to_point_inwards_is_never_reached(receiver, hook):
    send_test(webhook=hook)
    assert deliver_webhooks() == 0  # 127.0.0.1 is not on the internet at large
    assert receiver.got == []
    assert "niet van buiten" in hook.deliveries.get().note


def test_making_one_and_looking_at_its_log(client, hook, django_assert_max_num_queries):
    client.force_login(hook.owner)
    fields = {"name": "Buurt\0", "url": "https://1.1.1.1/haak", "topics": EVERYTHING[:1], "key": str(uuid.uuid4())}
    assert client.post(reverse("organise:new_webhook"), fields).status_code == 200  # a NUL is refused in words
    fields["name"] = "Buurt"
    for _again in range(2):
        answer = client.post(reverse("organise:new_webhook"), fields)
    made = Webhook.objects.get(name="Buurt")
    assert answer["Location"] == reverse("organise:webhook", args=[made.public_id])
    assert made.secret in client.get(answer["Location"]).text
    stale = fields | {"version": "0", "name": "Straat", "topics": EVERYTHING[:2]}
    conflict = client.post(reverse("organise:change_webhook", args=[made.public_id]), stale)
    assert conflict.status_code == 409
    held = [theirs for _label, _mine, theirs in conflict.context["differences"]]
    assert held == ["Buurt", str(Topic(EVERYTHING[0]).label)]
    client.post(reverse("organise:test_webhook", args=[hook.public_id]))
    with django_assert_max_num_queries(12):
        page = client.get(reverse("organise:webhook", args=[hook.public_id]) + "?page=99")
    assert "proefbericht" in page.text
