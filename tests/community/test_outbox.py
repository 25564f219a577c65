"""Emptying the outbox: nothing lost, nothing doubled, in order, and every failure visible."""

import multiprocessing
import os
import re
import smtplib
import socket
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from queue import Empty

import pytest
from celery import current_app
from django.db import connections, transaction

from cms import clock
from community import mail
from community.actions import deliver
from community.actions.deliver import Verdict, verdict
from community.models import OutgoingMail
from tests.community.outbox_server import mail_server

pytestmark = pytest.mark.django_db
TEMPLATE = "mail/events/already_signed_up"


def queue(key, to_email="noor@example.org", **fields) -> OutgoingMail:
    with transaction.atomic():
        return mail.queue(key=key, template=TEMPLATE, to_email=to_email, context={"title": key}, **fields)


def statuses() -> dict[str, str]:
    return dict(OutgoingMail.objects.values_list("key", "status"))


@pytest.fixture
def server(settings):
    """A mail server that can misbehave, and the site sending through it."""
    with mail_server() as running:
        settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        yield running


def shift(settings, **later) -> None:
    settings.CLOCK_SHIFT += int(timedelta(**later).total_seconds())


def titles(server) -> list[str]:
    subjects = [re.search(rb"Subject: (.*)\r\n", source)[1].decode() for _to, source in server.taken]
    return [subject.removeprefix("Je aanmelding voor ") for subject in subjects]


def test_due_mail_leaves_once(server):
    queue("een"), queue("twee", "daan@example.org")
    assert (deliver.deliver(), deliver.deliver()) == (2, 0)
    assert [recipient for recipient, _source in server.taken] == ["noor@example.org", "daan@example.org"]
    assert statuses() == {"een": "sent", "twee": "sent"}
    assert OutgoingMail.objects.filter(sent_at=None).count() == 0


def test_passing_refusal_is_tried_again_with_the_same_message_id(server, settings):
    server.answers = ["451 try later"]
    row = queue("een")
    assert deliver.deliver() == 0
    row.refresh_from_db()
    assert (row.status, row.attempts, row.leased_until) == ("queued", 1, None)
    assert "451" in row.last_error
    assert deliver.deliver() == 0  # not due yet
    shift(settings, minutes=1, seconds=1)
    assert deliver.deliver() == 1
    assert f"Message-ID: <{row.public_id.hex}@localhost>".encode() in server.taken[0][1]
    row.refresh_from_db()
    assert (row.status, row.last_error) == ("sent", "")


def test_lasting_refusal_fails_at_once_and_is_visible(server, caplog):
    server.answers = ["550 no such person"]
    queue("een"), queue("twee")
    assert deliver.deliver() == 1
    (failed,) = OutgoingMail.objects.failed()
    assert (failed.key, failed.attempts) == ("een", 1)
    assert "550" in failed.last_error
    assert "failed" in caplog.text and "noor@" not in caplog.text


def test_retries_go_on_for_three_days_and_then_it_fails(server, settings):
    server.always = "451 try later"
    row = queue("een")
    last_try = None
    for _attempt in range(300):
        row.refresh_from_db()
        if row.status == "failed":
            break
        last_try = row.due_at
        shift(settings, seconds=(row.due_at - clock.now()).total_seconds() + 1)
        deliver.deliver()
    assert row.status == "failed"
    assert timedelta(hours=72) <= last_try - row.created_at <= timedelta(days=5)
    assert "451" in row.last_error
    assert server.taken == []


def test_order_is_kept_within_a_thread(server, settings):
    server.answers = ["451 try later"]
    for number in (1, 2, 3):
        queue(f"a{number}", thread="a")
    queue("b1", thread="b"), queue("los"), queue("ander", "daan@example.org", thread="a")
    deliver.deliver()
    assert titles(server) == ["b1", "los", "ander"]
    shift(settings, minutes=2)
    deliver.deliver()
    assert titles(server) == ["b1", "los", "ander", "a1", "a2", "a3"]


def test_failed_mail_does_not_hold_up_its_thread(server):
    server.answers = ["550 no"]
    queue("een", thread="a"), queue("twee", thread="a")
    assert deliver.deliver() == 1
    assert statuses() == {"een": "failed", "twee": "sent"}


def test_leased_mail_holds_up_its_thread(server, settings):
    first = queue("een", thread="a")
    queue("twee", thread="a")
    OutgoingMail.objects.filter(pk=first.pk).update(leased_until=clock.now() + timedelta(minutes=5), attempts=1)
    assert deliver.deliver() == 0
    shift(settings, minutes=5, seconds=1)
    assert deliver.deliver() == 2
    assert titles(server) == ["een", "twee"]


def test_server_away_stops_the_run_and_nothing_is_marked(settings, server):
    server.shutdown()
    server.server_close()
    queue("een"), queue("twee")
    assert deliver.deliver() == 0
    assert statuses() == {"een": "queued", "twee": "queued"}
    assert list(OutgoingMail.objects.order_by("pk").values_list("attempts", flat=True)) == [1, 0]


def test_line_that_drops_before_the_answer_never_counts_as_sent(server, settings):
    server.answers = ["drop"]
    queue("een")
    assert deliver.deliver() == 0
    assert statuses() == {"een": "queued"}
    shift(settings, minutes=2)
    assert deliver.deliver() == 1
    identities = {re.search(rb"Message-ID: (\S+)", source)[1] for _to, source in server.taken}
    assert (len(server.taken), len(identities)) == (2, 1)


def test_mail_that_cannot_be_made_fails_and_the_next_one_leaves(server):
    row = queue("een")
    OutgoingMail.objects.filter(pk=row.pk).update(to_name="Noor\nBcc: x@example.org")
    queue("twee")
    assert deliver.deliver() == 1
    assert statuses() == {"een": "failed", "twee": "sent"}


def test_long_queue_is_sent_in_turns(server, monkeypatch):
    monkeypatch.setattr(deliver, "BATCH", 2)
    for number in range(3):
        queue(f"mail {number}")
    assert (deliver.deliver(), deliver.deliver()) == (2, 1)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.nl": (550, b"no")}), Verdict.NEVER),
        (smtplib.SMTPRecipientsRefused({"a@b.nl": (450, b"later")}), Verdict.LATER),
        (smtplib.SMTPDataError(554, b"spam"), Verdict.NEVER),
        (smtplib.SMTPDataError(452, b"full"), Verdict.LATER),
        (smtplib.SMTPDataError(421, b"closing"), Verdict.SERVER),
        (smtplib.SMTPSenderRefused(550, b"who are you", "x@y.nl"), Verdict.SERVER),
        (smtplib.SMTPAuthenticationError(535, b"wrong"), Verdict.SERVER),
        (smtplib.SMTPServerDisconnected("gone"), Verdict.SERVER),
        (ConnectionRefusedError(), Verdict.SERVER),
        (TimeoutError(), Verdict.SERVER),
        (ValueError("a header with a new line"), Verdict.NEVER),
        (RuntimeError("something new"), Verdict.LATER),
    ],
)
def test_verdict_on_an_error(error, expected):
    assert verdict(error) is expected


# --- Processes: a crash, and several workers at once ------------------------------------------------------------------
def run_workers(total: int, *, fault=None) -> None:
    """Deliver in `total` processes of their own at the same moment; `fault()` first breaks something in each."""
    processes = multiprocessing.get_context("fork")
    start = processes.Barrier(total)

    def work():
        if fault:
            fault()
        start.wait(timeout=60)
        deliver.deliver()

    connections.close_all()  # nobody shares a connection with a child
    getattr(connections["default"], "close_pool", lambda: None)()
    workers = [processes.Process(target=work) for _number in range(total)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=120)
        assert worker.exitcode is not None


@pytest.fixture
def mail_folder(mailbox) -> Path:
    """Where the processes write their mails."""
    return mailbox.folder


def identities(folder: Path) -> Counter:
    return Counter(re.search(rb"Message-ID: (\S+)", path.read_bytes())[1] for path in folder.glob("*.eml"))


@pytest.mark.django_db(transaction=True)
def test_worker_that_dies_after_sending_sends_the_same_mail_again(mail_folder, settings):
    row = queue("een")
    run_workers(1, fault=lambda: setattr(deliver, "_sent", lambda row: os._exit(9)))
    row.refresh_from_db()
    assert (row.status, row.attempts) == ("queued", 1)
    assert deliver.deliver() == 0  # the dead worker's lease still runs
    shift(settings, minutes=5, seconds=5)
    assert deliver.deliver() == 1
    row.refresh_from_db()
    assert row.status == "sent"
    assert list(identities(mail_folder).values()) == [2]


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_send_every_mail_once_and_in_order(mail_folder):
    for number in range(40):
        queue(f"mail {number:02}", f"mens{number % 4}@example.org", thread="a")
    run_workers(4)
    while deliver.deliver():  # what a busy neighbour left behind, the sweep finds
        pass
    assert set(statuses().values()) == {"sent"}
    counted = identities(mail_folder)
    assert (len(counted), set(counted.values())) == (40, {1})
    seen = {}
    for path in sorted(mail_folder.glob("*.eml")):
        text = path.read_text()
        seen.setdefault(re.search(r"^To: (\S+)", text, re.MULTILINE)[1], []).append(re.search(r"mail \d\d", text)[0])
    assert all(keys == sorted(keys) for keys in seen.values())


@pytest.mark.django_db(transaction=True)
def test_workers_without_a_lease_double_mails(mail_folder):
    """The test above is worth something: with the protection off it would see the doubles."""
    for number in range(40):
        queue(f"mail {number:02}", f"mens{number % 4}@example.org")

    def no_lease():
        deliver._claim = lambda now: OutgoingMail.objects.claimable(now).first()

    run_workers(4, fault=no_lease)
    assert max(identities(mail_folder).values()) > 1


# --- The broker -------------------------------------------------------------------------------------------------------
def waiting_wakes() -> int:
    """Take the messages from the broker and count them."""
    total = 0
    with current_app.connection_for_read() as broker, broker.SimpleQueue("celery") as waiting:
        try:
            while True:
                waiting.get_nowait().ack()  # or it goes back when the connection closes
                total += 1
        except Empty:
            return total


@pytest.mark.django_db(transaction=True)
def test_one_commit_wakes_once():
    waiting_wakes()
    with transaction.atomic():
        for number in range(3):
            mail.queue(key=f"mail {number}", template=TEMPLATE, to_email="noor@example.org", context={})
        assert waiting_wakes() == 0
    assert waiting_wakes() == 1


@pytest.fixture
def silent_port():
    """A port where somebody listens and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("broker", ["closed", "silent", "no folder"])
def test_broker_away_neither_fails_nor_hangs_the_change(broker, silent_port, monkeypatch, tmp_path, caplog):
    url = {
        "closed": "redis://127.0.0.1:1/0",
        "silent": f"redis://127.0.0.1:{silent_port}/0",
        "no folder": "filesystem://",
    }[broker]
    monkeypatch.setattr(current_app.conf, "broker_write_url", url)
    if broker == "no folder":
        missing = {
            name: str(tmp_path / "weg" / "weg") for name in ("data_folder_in", "data_folder_out", "control_folder")
        }
        monkeypatch.setattr(mail, "WAKE_WITHIN", mail.WAKE_WITHIN | missing)
    started = time.monotonic()
    queue("een")
    assert time.monotonic() - started < 30  # and not for ever
    assert "no worker woken" in caplog.text
    assert statuses() == {"een": "queued"}
