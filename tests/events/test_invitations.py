"""An invitation goes out only when somebody thought about how it lands; a week later we ask what worked."""

import copy
import uuid

import pytest
import time_machine

from cms import clock
from events.actions import follow, invitations, organise
from events.framing import hints
from events.models import Invitation
from tests.events.factories import make_event, make_page
from tests.events.organisers import member, url

pytestmark = pytest.mark.django_db
CHECKED = {
    "text": "Kom soep eten. Je hoeft niets mee te nemen.",
    "goal": "Buren leren elkaar kennen",
    "inviter": "Ama van de bibliotheek",
    "benefit": "Een warme middag",
    "without_label": "on",
    "plain": "on",
}


@pytest.fixture(scope="module")
def followed(module_db):
    """A published meeting of a series with one follower."""
    actor = member("maker@example.org")
    series = organise.create_series(name="Soepmiddag", kind="other", actor=actor)
    page = organise.publish_page(page=series.pages.get(), actor=actor)
    event = make_event(title="Soepmiddag 1", series=series)
    make_page(event, parent=page)
    follow.follow(series=series, email="buur@example.org", language="nl", is_known=True)
    return event


@pytest.fixture
def event(followed):
    return copy.deepcopy(followed)


def test_sending_is_refused_until_every_point_is_answered(client, organiser, event, mailbox):
    address, send = url("invitation", event), url("send_invitation", event)
    version = ""
    for missing in CHECKED.keys() - {"text"}:
        typed = {name: value for name, value in CHECKED.items() if name != missing}
        assert client.post(address, typed | {"version": version}).status_code == 302
        version = Invitation.objects.get().version
        page = client.post(send, follow=True).content.decode()
        assert "Beantwoord eerst alle punten van de checklist." in page, missing
        assert "Versturen kan zodra" in page
    assert mailbox.deliver() == []
    client.post(address, CHECKED | {"version": version})
    assert "Verstuur aan 1 volger" in client.get(address).content.decode()
    for _time in range(2):
        client.post(send)
    (mail,) = mailbox.deliver()
    text = mail.get_body(("plain",)).get_content()
    assert mail["To"] == "buur@example.org"
    assert "Kom soep eten." in text and "Ama van de bibliotheek" in text and "/stoppen/" in text
    assert follow.tell_followers() == 0  # no second mail about the same meeting
    late = client.post(address, CHECKED | {"text": "Anders", "version": Invitation.objects.get().version})
    assert "al verstuurd" in late.content.decode()


def test_a_week_later_the_outcome_is_asked_once_and_shown_with_the_example(client, organiser, event, mailbox):
    values = {name: value == "on" or value for name, value in CHECKED.items()}
    invitations.save_invitation(event=event, version="", actor=organiser, **values)
    invitations.send_invitation(event=event, actor=organiser)
    sent = clock.now()
    with time_machine.travel(sent + invitations.ASKED_AFTER * 0.9):
        assert invitations.ask_outcomes() == 0
    with time_machine.travel(sent + invitations.ASKED_AFTER * 1.01):
        assert [invitations.ask_outcomes(), invitations.ask_outcomes()] == [1, 0]
        mailbox.deliver()
    (mail,) = mailbox.to(organiser.email)
    assert url("invitation", event) in mail.get_body(("plain",)).get_content()
    client.post(url("outcome", event), {"outcome": "Soep werkte beter dan de flyer.", "version": "2"})
    other = make_event(title="De volgende")
    page = client.get(url("invitation", other)).content.decode()
    assert "Soep werkte beter dan de flyer." in page and "Kom soep eten." in page


def test_the_preview_shows_what_a_resident_reads_with_hints(client, organiser, event):
    bad = CHECKED | {"text": "Heb je schulden? Wij participeren teneinde u te ondersteunen."}
    client.post(url("invitation", event), bad)
    page = client.get(url("invitation", event)).content.decode()
    assert "Zo ziet een bewoner het" in page
    assert "“schulden”" in page and "“teneinde”" in page


def test_hints_find_labels_long_sentences_and_hard_words_only():
    assert list(hints(CHECKED["text"])) == []
    assert [words for _hint, words in hints("Voor eenzame ouderen en hun Schulden.")] == ["eenzame", "schulden"]
    assert len(list(hints("woord " * 30 + "."))) == 1


def test_two_windows_do_not_overwrite_each_other(client, organiser, event):
    client.post(url("invitation", event), CHECKED)
    first = client.post(url("invitation", event), CHECKED | {"goal": "Een", "version": "1"})
    second = client.post(url("invitation", event), CHECKED | {"goal": "Twee", "version": "1"})
    assert (first.status_code, second.status_code) == (302, 409)
    assert "Twee" in second.content.decode()


def test_nothing_can_be_sent_before_the_page_is_on_the_site(organiser):
    event = organise.create_event(
        key=uuid.uuid4(), actor=organiser, title="Concept", starts_at=clock.now() + invitations.ASKED_AFTER,
        ends_at=clock.now() + invitations.ASKED_AFTER * 2, kind="other",
    )  # fmt: skip
    values = {name: value == "on" or value for name, value in CHECKED.items()}
    invitations.save_invitation(event=event, version="", actor=organiser, **values)
    with pytest.raises(invitations.Refused, match="Publiceer eerst"):
        invitations.send_invitation(event=event, actor=organiser)


def test_without_followers_the_words_are_for_sharing_and_what_worked_is_asked_all_the_same(client, organiser, mailbox):
    event = make_event(title="Los bankje", phone="010 1234567")
    address = make_page(event).full_url
    client.post(url("invitation", event), {name: CHECKED[name] for name in ("text", "inviter")})
    share = "Om zelf te delen"
    assert share not in client.get(url("invitation", event)).content.decode()
    client.post(url("invitation", event), CHECKED | {"version": 1})
    page = client.get(url("invitation", event)).content.decode()
    assert share in page and f"Aanmelden: {address}" in page and "Of bel 010 1234567" in page
    assert "Klaar, ik deel haar zelf" in page and "Verstuur aan" not in page
    assert (
        "deel de tekst op je eigen manier" in client.post(url("send_invitation", event), follow=True).content.decode()
    )
    with time_machine.travel(clock.now() + invitations.ASKED_AFTER * 1.01):
        assert invitations.ask_outcomes() == 1
