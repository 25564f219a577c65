"""What people tell after signing up: questions with conditions, work, needs apart; and signing up somebody else."""

import copy
import io
import uuid
import zipfile

import pytest
import time_machine
from django.urls import reverse

from cms import clock
from community.models import OutgoingMail
from community.personal_data import Person, holdings
from events.actions import details as actions
from events.actions.refusal import Refused
from events.actions.sign_up import confirm
from events.actions.sign_up_for import sign_up_for
from events.links import registration_token
from events.models import Answer, ParticipantDetails, ParticipantNeeds, Question, Registration, SignedUpFor, Speaker
from events.speaker_links import speaker_token
from tests.events.factories import confirmed, make_event, make_page, make_round
from tests.events.organisers import member, url

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def asking(module_db):
    """A meeting on a place that asks three questions, of which two follow from answers, and one participant."""
    event = make_event(mode="room", venue="Dorpshuis", phone="0612345678")
    page = make_page(event)
    (breakout,) = make_round(event, 12)
    first = Question.objects.create(
        event=event, label="Kom je met de auto?", kind="one", options="Ja\nNee", sort_order=1
    )
    second = Question.objects.create(
        event=event, label="Kun je iemand meenemen?", kind="one", options="Ja\nNee", sort_order=2,
        depends_on=first, depends_value="Ja", is_required=True,
    )  # fmt: skip
    third = Question.objects.create(
        event=event, label="Hoeveel mensen?", sort_order=3, depends_on=second, depends_value="Ja"
    )
    person = confirmed(event, breakout, name="Anke Anders", email="anke@example.org")
    return {"event": event, "page": page, "breakout": breakout, "questions": [first, second, third], "person": person}


@pytest.fixture
def person(asking):
    return copy.deepcopy(asking["person"])


def path(person) -> str:
    return f"/mijn-aanmelding/{registration_token(person)}/over-jou/"


def labels(response) -> list[str]:
    return [question.label for question in response.context["form"].questions]


def test_questions_come_up_as_their_condition_holds_and_the_server_decides(client, asking, person):
    first, second, third = asking["questions"]
    start = client.get(path(person))
    assert labels(start) == ["Kom je met de auto?"] and not start.cookies
    typed = {f"question-{first.pk}": "Ja", "seen": [first.pk], "function": "kok"}
    more = client.post(path(person), typed)
    assert labels(more) == ["Kom je met de auto?", "Kun je iemand meenemen?"]
    assert "Er kwam een vraag bij" in more.content.decode() and "kok" in more.content.decode()
    assert not Answer.objects.exists()
    missing = client.post(path(person), typed | {"seen": [first.pk, second.pk]})
    assert missing.context["form"].errors[f"question-{second.pk}"] == ["Geef hier een antwoord."]
    typed |= {f"question-{second.pk}": "Ja", f"question-{third.pk}": "2", "seen": [first.pk, second.pk, third.pk]}
    assert client.post(path(person), typed).status_code == 302
    assert [answer.value for answer in person.answers.all()] == ["Ja", "Ja", "2"]
    # An answer under a condition that no longer holds counts no more, whatever is sent along.
    assert client.post(path(person), typed | {f"question-{first.pk}": "Nee"}).status_code == 302
    assert [answer.value for answer in person.answers.all()] == ["Nee"]


@pytest.mark.parametrize("value", ["x" * 100_000, "a\x00b", "Mijn BSN is 111222333"])
def test_hostile_answers_are_refused_beside_their_field(client, person, value):
    answer = client.post(path(person), {"function": value})
    assert answer.context["form"].errors["function"]
    assert (
        client.post(path(person), {"function_kind": "arts", "sector": "999999", "experience": "x"}).status_code == 200
    )


def test_another_function_is_offered_and_own_words_come_first(client, person):
    html = client.get(path(person)).content.decode()
    assert "Andere functie" in html and "Keuken, gastvrijheid of schoonmaak" in html
    client.post(path(person), {"function_kind": "anders", "function": "Kok"})
    assert ParticipantDetails.objects.get().function == "Kok"
    client.post(path(person), {"function_kind": "zorg", "function": "Gastvrouw"})
    assert ParticipantDetails.objects.get().function == "Gastvrouw"
    client.post(path(person), {"function_kind": "zorg"})
    assert ParticipantDetails.objects.get().function == "Zorg of behandeling"
    assert client.post(path(person), {}).status_code == 302  # nothing is compulsory


def test_needs_stand_apart_and_go_two_weeks_after_the_meeting(client, asking, person, organiser):
    event = asking["event"]
    wish = {"access": "Ruimte voor mijn rolstoel", "diet": "Geen noten"}
    assert client.post(path(person), wish).context["form"].errors["consent"]
    client.post(path(person), wish | {"consent": "on"})
    html = client.get(url("questions", event)).content.decode()
    assert "Ruimte voor mijn rolstoel" in html and "Geen noten" in html
    export = client.post(url("export", event), {"format": "csv"}).content.decode()
    assert "anke@example.org" in export and "rolstoel" not in export
    Registration.objects.filter(pk=person.pk).update(status=Registration.Status.CANCELLED)
    html = client.get(url("questions", event)).content.decode()
    assert "rolstoel" not in html and "Geen noten" not in html  # who no longer comes needs nothing
    client.force_login(member("redactie@example.org", "redactie"))
    assert client.get(url("questions", event)).status_code == 404
    (mine,) = [
        row for each in holdings() if each.name == "aanmeldingen" for row in each.hand_out(Person("anke@example.org"))
    ]
    assert mine["toegankelijkheid"] == "Ruimte voor mijn rolstoel"
    with time_machine.travel(event.ends_at + actions.NEEDS_KEPT):
        assert actions.wipe_needs() == 1
    assert not ParticipantNeeds.objects.exists()


def test_needs_stay_until_two_weeks_after(asking, person):
    actions.tell(registration=person, access="Een helper")
    with time_machine.travel(asking["event"].ends_at):
        assert actions.wipe_needs() == 0


def test_a_speaker_sees_functions_and_questions_but_nobodys_name(client, asking, person):
    speaker = Speaker.objects.create(
        event=asking["event"], breakout=asking["breakout"], name="S", email="s@example.org", fee_rule="-",
        status="accepted",
    )  # fmt: skip
    client.post(
        path(person), {"function": "Kok", "for_speaker": "Hoe begin je?", "access": "Ringleiding", "consent": "on"}
    )
    html = client.get(f"/spreker/{speaker_token(speaker)}/").content.decode()
    assert "Kok: 1" in html and "Hoe begin je?" in html
    assert "Anke" not in html and "anke@example.org" not in html and "Ringleiding" not in html


# --- the organiser's questions ---------------------------------------------------------------------------------------
def test_the_organiser_asks_and_a_condition_must_be_possible(client, organiser, asking):
    event, (first, second, _third) = asking["event"], asking["questions"]
    new = {"label": "Welke dag?", "kind": "one", "options": "Maandag\nDinsdag", "depends_on": first.pk}
    refused = client.post(url("new_question", event), new | {"depends_value": "Misschien"})
    assert "Kies uit: Ja, Nee" in refused.content.decode()
    for _time in range(2):
        client.post(url("new_question", event), new | {"depends_value": "Nee"})
    assert event.questions.filter(label="Welke dag?").count() == 1
    assert "ten minste twee" in client.post(url("new_question", event), new | {"options": "Een"}).content.decode()
    later = {"label": first.label, "kind": "one", "options": "Ja\nNee", "depends_on": second.pk, "version": "x"}
    assert "depends_on" in client.post(url("question", event, first.pk), later).context["form"].errors
    client.post(url("delete_question", event, first.pk))
    assert not event.questions.filter(label__in=["Kom je met de auto?", "Welke dag?"]).exists()


# --- somebody else, and other ways in --------------------------------------------------------------------------------
def helped(**changes) -> dict:
    return {
        "name": "Buurman Bas",
        "phone": "06 1234 5678",
        "helper_name": "Hanna Helper",
        "helper_email": "Hanna@Example.org",
        "consent": "on",
        "key": str(uuid.uuid4()),
    } | changes


def test_plain_language_is_checked_on_the_page_and_in_the_programme(client, organiser):
    event = make_event(days=9)
    page = make_page(event)
    (breakout,) = make_round(event, 5)
    breakout.description = "Wij participeren teneinde u te ondersteunen."
    breakout.save()
    check = reverse("page_check", args=[page.pk])
    assert check in client.get(url("workspace", event)).content.decode()
    found = client.get(check).content.decode()
    assert "teneinde" in found and url("breakout", event, breakout) in found


def test_every_meeting_page_has_a_way_in_without_a_screen(client, asking):
    html = client.get(asking["page"].url).content.decode()
    assert 'href="tel:0612345678"' in html and f"{asking['page'].url}iemand-anders/" in html
    assert "iemand-anders/" in client.get(asking["page"].url + "aanmelden/").content.decode()


def test_signing_up_somebody_else_keeps_who_did_it_and_mails_nobody_else(client, asking, mailbox):
    address, typed = asking["page"].url + "iemand-anders/", helped()
    for _time in range(2):
        assert client.post(address, typed).status_code == 302
    bas = Registration.objects.get(name="Buurman Bas")
    assert (bas.helper.name, bas.helper.email, bas.helper.phone) == (
        "Hanna Helper",
        "hanna@example.org",
        "06 1234 5678",
    )
    mailbox.deliver()
    (mail,) = mailbox.to("hanna@example.org")
    assert "Buurman Bas" in mail.get_body(("plain",)).get_content()
    confirm(registration=bas)
    own = f"/mijn-aanmelding/{registration_token(bas)}/"
    pages = [client.get(own + more) for more in ("", "gegevens/", "gegevens.zip")]
    assert "hanna@example.org" in pages[0].text and "Dit bewaren we van Buurman Bas" in pages[1].text
    copy_of_it = zipfile.ZipFile(io.BytesIO(pages[2].content))
    told = [page.text for page in pages[:2]] + [copy_of_it.read(name).decode() for name in copy_of_it.namelist()]
    assert not any(".invalid" in each for each in told)
    bas.refresh_from_db()
    assert bas.status == "confirmed"
    new = OutgoingMail.objects.exclude(to_email__in=["anke@example.org", "hanna@example.org"])
    assert not new.filter(kind__startswith="events/").exists()
    assert not OutgoingMail.objects.filter(to_email="hanna@example.org").exclude(calendar="").exists()


def test_the_organiser_sees_what_people_told_and_who_helped(client, organiser, asking, person):
    actions.tell(registration=person, function="Kok", access="Ringleiding", answers={asking["questions"][0]: "Ja"})
    html = client.get(url("participant", asking["event"], person)).content.decode()
    assert all(words in html for words in ("Kok", "Ringleiding", "Kom je met de auto?"))
    client.post(asking["page"].url + "iemand-anders/", helped())
    bas = Registration.objects.get(name="Buurman Bas")
    html = client.get(url("participant", asking["event"], bas)).content.decode()
    assert "Hanna Helper" in html and "06 1234 5678" in html and ".invalid" not in html
    client.post(asking["page"].url + "iemand-anders/", helped(name="Buurvrouw Bep"))
    mails = client.get(url("participant", asking["event"], bas)).context["mails"]
    assert [mail.to_email for mail in mails] == ["hanna@example.org"]
    OutgoingMail.objects.filter(pk=mails[0].pk).update(status="failed")
    failed = client.get(url("participants", asking["event"]), {"mail": "failed"}).context["people"]
    assert {one.registration.name for one in failed} == {"Buurman Bas", "Buurvrouw Bep"}
    assert all(one.mail_failed for one in failed)
    assert ".invalid" not in client.get(url("participants", asking["event"])).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"consent": ""}, "consent"),
        ({"name": ""}, "name"),
        ({"helper_email": "geen"}, "helper_email"),
        ({"phone": "bel mij"}, "phone"),
        ({"name": "a\x00b"}, "name"),
    ],
)
def test_signing_up_somebody_else_asks_for_consent_first(client, asking, changes, field):
    answer = client.post(asking["page"].url + "iemand-anders/", helped(**changes))
    assert field in answer.context["form"].errors
    assert not SignedUpFor.objects.exists()


def test_a_refused_sign_up_for_somebody_else_leaves_nothing(client, asking):
    event = asking["event"]
    event.sign_up_closes_at = clock.now()
    event.save()
    with pytest.raises(Refused):
        sign_up_for(event=event, name="B", helper_name="H", helper_email="h@example.org", key=uuid.uuid4())
    assert not Registration.objects.filter(name="B").exists()
