"""Queueing a mail, and the mail that is made of it."""

import email
import email.policy
from datetime import timedelta
from email.utils import parseaddr

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from cms import clock
from community import mail
from community.actions import deliver
from community.models import OutgoingMail


@pytest.fixture(autouse=True)
def letter(settings, tmp_path):
    """Three templates of a mail of our own, `mail/letter`."""
    folder = tmp_path / "templates" / "mail"
    folder.mkdir(parents=True)
    (folder / "letter_subject.txt").write_text("Over {{ subject }}\n")
    (folder / "letter.txt").write_text(
        '{% extends "mail/base.txt" %}{% block content %}Hoi {{ subject }}{% endblock %}'
    )
    (folder / "letter.html").write_text(
        '{% extends "mail/base.html" %}{% block content %}<p>Hoi {{ subject }}</p>'
        '<a class="button" href="https://x">Ga</a>{% endblock %}'
    )
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [*engine["DIRS"], tmp_path / "templates"]}]


def queue(key="een", **fields):
    values = {"template": "mail/letter", "to_email": "noor@example.org", "context": {"subject": "Tom & Jerry"}} | fields
    with transaction.atomic():
        return mail.queue(key=key, **values)


def as_sent(row: OutgoingMail) -> email.message.EmailMessage:
    content = mail.message(row).message().as_bytes(linesep="\r\n")
    return email.message_from_bytes(content, policy=email.policy.default)


@pytest.mark.django_db(transaction=True)
def test_queue_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        mail.queue(key="een", template="mail/letter", to_email="noor@example.org", context={})
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_rolled_back_change_leaves_no_mail_and_no_wake():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        mail.queue(key="een", template="mail/letter", to_email="noor@example.org", context={})
        raise ZeroDivisionError
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_same_key_again_is_the_same_mail():
    first, second = queue(), queue(context={"subject": "iets anders"})
    assert first == second
    assert OutgoingMail.objects.get().subject == "Over Tom & Jerry"


@pytest.mark.django_db
def test_text_keeps_its_signs_and_html_escapes_them():
    row = queue(context={"subject": "<b>Tom</b> & Jerry"})
    assert row.subject == "Over <b>Tom</b> & Jerry"
    assert "Hoi <b>Tom</b> & Jerry" in row.text
    assert "Hoi &lt;b&gt;Tom&lt;/b&gt; &amp; Jerry" in row.html


@pytest.mark.django_db
def test_html_carries_its_style_in_the_tags_and_names_the_sender():
    row = queue()
    assert 'class="button"' in row.html and "background: #1a5a4b" in row.html.partition("</head>")[2]
    assert "prefers-color-scheme: dark" in row.html
    assert '<html lang="nl">' in row.html
    for text in (row.html, row.text):
        assert "hallo@leerspoor.example.org" in text and "Leerspoor" in text
    assert "<img" not in row.html and "<link" not in row.html


@pytest.mark.django_db
def test_unknown_language_falls_back_to_dutch():
    assert queue(language="xx").language == "nl"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "subject", ["een\r\nBcc: ander@example.org", "een\n\ntwee", "een\x00\x1btwee\u202e", "x" * 100_000]
)
def test_subject_is_one_line(subject):
    row = queue(context={"subject": subject})
    assert len(row.subject) <= 255
    assert row.subject.isprintable()
    message = as_sent(row)
    assert message["Bcc"] is None
    assert message["Subject"] == row.subject


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Noor van Dijk", "Noor van Dijk"),
        ("Zoë Ünal-Łukasz", "Zoë Ünal-Łukasz"),
        ('Noor "de bouwer" van Dijk', 'Noor "de bouwer" van Dijk'),
        ("Dijk, Noor; <van>", "Dijk, Noor; <van>"),
        ("Noor\r\nBcc: x", "Noor Bcc: x"),
        ("Noor\x00\x0b\u2028 van", "Noor van"),
        ("J.P. Bakker", "J.P. Bakker"),
        ("naam@example.org", ""),
        ("kijk op www.prijs.nl", ""),
        ("😀 Noor", "😀 Noor"),
    ],
)
def test_display_name_is_safe(name, shown):
    message = as_sent(queue(to_name=name))
    assert parseaddr(message["To"]) == (shown, "noor@example.org")
    assert message["To"].addresses[0].display_name == shown
    assert message["Bcc"] is None


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["noor", "noor@example.org\nBcc: x@example.org", "a@b@c", ""])
def test_impossible_address_is_refused(address):
    with pytest.raises(ValidationError):
        queue(to_email=address)


@pytest.mark.django_db
def test_message_is_the_same_at_every_attempt():
    row = queue(reply_to="ander@example.org")
    first, second = as_sent(row), as_sent(OutgoingMail.objects.get())
    assert first["Message-ID"] == second["Message-ID"] == f"<{row.public_id.hex}@localhost>"
    assert ":" not in first["Message-ID"]
    assert first["Reply-To"] == "ander@example.org"
    assert first["From"] == "Leerspoor <hallo@leerspoor.example.org>"
    assert first["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in first.walk()] == ["multipart/alternative", "text/plain", "text/html"]


@pytest.mark.django_db
def test_calendar_is_an_alternative_and_a_file():
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nX-NAAM:Zoë\r\nEND:VCALENDAR\r\n"
    message = as_sent(queue(calendar=calendar, method="REQUEST"))
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    part, file = list(message.walk())[-2:]
    assert dict(part["Content-Type"].params) == {"method": "REQUEST", "charset": "utf-8"}
    assert part.get_payload(decode=True).decode() == calendar
    assert (file.get_filename(), file.get_payload(decode=True).decode()) == ("uitnodiging.ics", calendar)


@pytest.mark.django_db
def test_secret_is_forgotten_once_it_has_left(mailbox):
    queue(secret=True)
    (message,) = mailbox.deliver()
    assert "Hoi Tom & Jerry" in message.get_body(("plain",)).get_content()
    row = OutgoingMail.objects.get()
    assert (row.status, row.subject, row.text, row.html) == ("sent", "", "", "")


@pytest.mark.django_db
def test_body_is_forgotten_after_a_month_and_the_key_stays(mailbox, settings):
    queue("oud")
    mailbox.deliver()
    queue("wacht nog")
    settings.CLOCK_SHIFT = int(timedelta(days=29).total_seconds())
    assert deliver.wipe_old_mail() == 0
    settings.CLOCK_SHIFT = int(timedelta(days=31).total_seconds())
    assert (deliver.wipe_old_mail(), deliver.wipe_old_mail()) == (1, 0)
    old, waiting = OutgoingMail.objects.all()
    assert (old.text, old.html, old.subject, old.to_name) == ("", "", "", "")
    assert waiting.text
    assert queue("oud") == old


@pytest.mark.django_db
def test_late_mail_raises_an_alarm(settings, caplog):
    queue()
    assert deliver.watch_outbox() == 0
    settings.CLOCK_SHIFT = 3700
    assert deliver.watch_outbox() == 1
    assert "1 mails are late" in caplog.text


@pytest.mark.django_db
def test_date_follows_the_clock_of_the_product(settings):
    settings.CLOCK_SHIFT = int(timedelta(days=10).total_seconds())
    sent_at = as_sent(queue())["Date"].datetime
    assert abs(sent_at - clock.now()) < timedelta(minutes=1)
