"""AMB-5: answering a letter from one's own mail program, with both addresses hidden and nothing quoted."""

import uuid
from email.message import EmailMessage
from io import StringIO

import pytest
from django.core.management import call_command

from community.actions.letters import stop_letters, write_to_ambassador
from community.actions.letters_by_mail import take_in_letter
from community.incoming import new_words
from community.models import Correspondence, OutgoingMail
from community.reply_addresses import letters_at, reply_address
from tests.community.factories import ambassador, member

pytestmark = pytest.mark.django_db
AMBASSADOR, VISITOR = "wies@geheim.example.org", "vera@example.org"


@pytest.fixture
def letters(settings):
    settings.REPLIES_ADDRESS = "Antwoord@leerspoor.example"
    profile = ambassador(user=member(AMBASSADOR, name="Wies Wandelaar"), email=AMBASSADOR)
    return write_to_ambassador(
        profile=profile, key=uuid.uuid4(), name="Vera", email=VISITOR, message="Mag ik meelopen?", language="nl", quote=False
    )  # fmt: skip


def reply_to(asked: OutgoingMail, words: str, *, html=False, **headers) -> bytes:
    """What a mail program makes of an answer: the words, and all of our mail below it."""
    message = EmailMessage()
    message["From"] = f"Wies <{asked.to_email}>"
    message["To"] = asked.reply_to.upper()  # servers may change the case
    message["Message-ID"] = "<een@elders.example>"
    for name, value in headers.items():
        del message[name.replace("_", "-")]
        message[name.replace("_", "-")] = value
    if html:
        message.set_content(f"<div>{words}<br></div><div>{asked.html}</div>", subtype="html")
    else:
        quoted = "\n".join(f"> {line}" for line in asked.text.splitlines())
        message.set_content(f"{words}\n\nOp ma 5 okt 2026 om 10:00 schreef Leerspoor\n<x@y.example>:\n{quoted}\n")
    return message.as_bytes()


def asked_of(letters, to=AMBASSADOR):
    return OutgoingMail.objects.get(
        to_email=to, kind__startswith="community/ambassador_", thread=letters.thread, reply_to__gt=""
    )


@pytest.mark.parametrize("html", [False, True])
def test_answer_from_ones_own_mail_arrives_without_addresses_or_quotes(letters, html, tmp_path):
    asked = asked_of(letters)
    assert "Antwoord gewoon op deze mail" in asked.text and len(asked.reply_to.partition("@")[0]) <= 64
    raw = reply_to(asked, f"Kom maar mee op dinsdag. Mail me op {AMBASSADOR.upper()}.", html=html)
    assert [take_in_letter(raw), take_in_letter(raw)] == ["passed on"] * 2
    answer = OutgoingMail.objects.get(to_email=VISITOR, kind="community/ambassador_answer")
    assert "Kom maar mee op dinsdag. Mail me op …." in answer.text
    for private in (AMBASSADOR, asked.reply_to, "/bericht/ambassadeur", "Mag ik meelopen", "account/ambassadeur"):
        assert private.lower() not in (answer.text + answer.html + answer.subject).lower()
    assert letters_at(answer.reply_to) == (letters, Correspondence.Side.VISITOR)
    (tmp_path / "1.eml").write_bytes(reply_to(answer, "Tot dinsdag!", Message_ID="<twee@elders.example>"))
    call_command("read_replies", str(tmp_path), stdout=(out := StringIO()))
    assert out.getvalue() == "passed on: 1\n"
    assert OutgoingMail.objects.filter(to_email=AMBASSADOR, text__contains="Tot dinsdag!").exists()


def test_what_cannot_go_on_comes_back_with_the_reason(letters):
    asked = asked_of(letters)
    for words, reason in (
        ("", "geen tekst"),
        ("x" * 5000, "te lang"),
        ("Haar BSN is 111222333", "burgerservicenummer"),
    ):
        assert take_in_letter(reply_to(asked, words, Message_ID=f"<{reason}@x>")) == "came back"
        told = OutgoingMail.objects.filter(kind="community/letter_came_back", to_email=AMBASSADOR).latest("pk")
        assert reason in told.text and "111222333" not in told.text and "/bericht/" in told.text
    stop_letters(letters=letters, by=Correspondence.Side.VISITOR)
    assert take_in_letter(reply_to(asked, "Ben je er nog?", Message_ID="<nu@x>")) == "came back"
    assert not OutgoingMail.objects.filter(kind="community/ambassador_answer").exists()


def test_machines_and_forged_addresses_are_not_answered(letters, settings):
    asked = asked_of(letters)
    for headers in ({"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"Return_Path": "<>"}):
        assert take_in_letter(reply_to(asked, "Ik ben er niet.", **headers)) == "automatic"
    forged = asked.reply_to.replace("+a", "+b")  # the other side's
    for address in (forged, "antwoord+axx@leerspoor.example", "antwoord@leerspoor.example", "a+b@c.example"):
        assert letters_at(address) is letters_at("+@") is letters_at("") is None
        assert take_in_letter(reply_to(asked, "Dag", To=address)) == ""
    for raw in (b"", b"\0" * 100, b"x" * 2_000_000, b"To: a@b\nContent-Type: text/plain; charset=onzin\n\nx"):
        assert take_in_letter(raw) == ""
    assert OutgoingMail.objects.filter(to_email=VISITOR).count() == 1  # the receipt
    settings.REPLIES_ADDRESS = ""
    assert reply_address(letters, "ambassadeur") == "" and letters_at(asked.reply_to) is None


@pytest.mark.parametrize(
    "text",
    [
        "Dag!\n\n-- \nWies\n06-12345678",
        "Dag!\n\nVan: Leerspoor <x@y.example>\nAan: wies",
        "Dag!\n\n-----Oorspronkelijk bericht-----\nGeheim",
        "Dag!\n> Geheim\n",
        "Dag!\n\nOn Mon, 5 Oct 2026 Leerspoor wrote:\nGeheim",
        "Dag!\n________________________________\nVan: x",
        "Dag!\r\n##- Reply above this line -##\r\nGeheim",
    ],
)
def test_only_new_words_are_read(text):
    assert new_words(text) == "Dag!"


def test_everyday_words_are_no_quote():
    text = "Op maandag kom ik.\n\nVan: mijn collega hoorde ik dat\nop dinsdag ook kan."
    assert new_words(text) == text
