"""S42, S57 and S58: an evaluation without names, a poll without an account, and an answer to every point."""

import copy
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from events import evaluation as results
from events.actions import polls
from events.actions.evaluation import fill_in, open_evaluation
from events.actions.harvest import answer
from events.actions.refusal import Refused
from events.forms.after import OpenEvaluationForm
from events.links import registration_token, registration_url
from events.models import EvaluationQuestion, EvaluationSheet, EvaluationUse, PollBallot
from tests.events.factories import confirmed, make_event, make_page
from tests.events.organisers import url

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def module_past(module_db):
    """A meeting that is over, with six participants and an evaluation."""
    event = make_event(days=1)
    people = [confirmed(event) for _number in range(6)]
    event.starts_at, event.ends_at = event.starts_at - timedelta(days=3), event.ends_at - timedelta(days=3)
    event.save()
    return {"event": event, "people": people, "evaluation": open_evaluation(event=event)}


@pytest.fixture
def past(module_past):
    return copy.deepcopy(module_past)


def fill(past, number):
    for person in past["people"][:number]:
        answers = {"morgen_anders": f"Bellen {person.pk}", "bruikbaar": 4, "tijd": 1, "beter": ""}
        fill_in(evaluation=past["evaluation"], person=person, answers=answers)


def test_learning_question_comes_first_and_no_kind_of_question_scores_a_life(past):
    assert past["evaluation"].questions.first().name == "morgen_anders"
    assert set(EvaluationQuestion.Kind.values) == {"text", "agree"}
    form = OpenEvaluationForm({"text_1": "Welk cijfer geef je jezelf op de zes dimensies?", "kind_1": "agree"})
    assert not form.is_valid()


@pytest.mark.parametrize("number", [0, 4, 5])
def test_report_and_file_hide_fewer_than_five(client, past, organiser, number):
    fill(past, number)
    html = client.get(url("feedback", past["event"])).content.decode()
    file = client.get(url("evaluation_file", past["event"], "antwoorden")).content.decode("utf-8-sig")
    assert ("Bellen" in html) == (number >= 5)
    assert ("Bellen" in file) == (number >= 5)
    assert "inbreng" not in file  # nobody answered that one
    codes = client.get(url("evaluation_file", past["event"], "codeboek")).content.decode("utf-8-sig")
    assert "1 = Oneens" in codes


def test_nothing_leads_from_an_answer_to_a_person(client, past):
    person = past["people"][0]
    address = reverse("evaluate", args=[registration_token(person)])
    typed = {"morgen_anders": "Eerst luisteren", "bruikbaar": "3"}
    for _twice in "ab":
        assert "Niemand kan zien dat ze van jou zijn" in client.post(address, typed).content.decode()
    sheet, use = EvaluationSheet.objects.get(), EvaluationUse.objects.get()
    kept = f"{sheet.__dict__}{use.__dict__}"
    for secret in (person.name, person.email, str(person.public_id), person.public_id.hex):
        assert secret not in kept
    assert {field.name for field in EvaluationSheet._meta.fields} == {"key", "evaluation", "answers"}
    assert {field.name for field in EvaluationUse._meta.fields} == {"mark", "evaluation"}
    with pytest.raises(Refused):
        fill_in(evaluation=past["evaluation"], person=person, answers={})


def test_report_counts_the_words(past):
    fill(past, 6)
    found = {one.question.name: one for one in results.report(past["evaluation"]).outcomes}
    assert found["bruikbaar"].counts[-1] == ("Eens", 6)
    assert found["inbreng"].hidden


@pytest.fixture
def poll(past):
    return polls.make_poll(event=past["event"], question="Wat eerst?", points=["Een bankje", "Soep op straat"], most=1)


def test_poll_works_without_account_and_cookie_and_the_same_form_counts_once(client, poll):
    first, second = poll.points.all()
    key = str(uuid.uuid4())
    for point in (first, second):
        response = client.post(reverse("poll", args=[poll.key]), {"key": key, "points": [point.pk]})
        assert response.status_code == 302
    assert not client.cookies
    assert [list(ballot.points.all()) for ballot in PollBallot.objects.all()] == [[second]]


@pytest.mark.parametrize(
    "typed", [{}, {"points": ["1", "2", "x"]}, {"points": "\0"}, {"own": "x" * 9999}, {"own": "BSN 111222333"}]
)
def test_poll_refuses_what_it_cannot_count(client, poll, typed):
    response = client.post(reverse("poll", args=[poll.key]), typed)
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert not PollBallot.objects.exists()


def test_more_points_than_allowed_are_refused(client, poll):
    points = [point.pk for point in poll.points.all()]
    assert "hoogstens 1" in client.post(reverse("poll", args=[poll.key]), {"points": points}).content.decode()


def test_poll_is_found_from_the_meeting_and_has_an_equal_on_paper(client, past, poll, tmp_path):
    page = make_page(past["event"])
    address, mine = reverse("poll", args=[poll.key]), registration_url(past["people"][0], absolute=False)
    assert address in client.get(page.url).content.decode() and address in client.get(mine).content.decode()
    paper = reverse("poll_paper", args=[poll.key])
    assert paper in client.get(address).content.decode()
    (tmp_path / "paper.pdf").write_bytes(client.get(paper).content)
    text = PdfReader(tmp_path / "paper.pdf").pages[0].extract_text()
    assert all(
        words in text for words in ("Wat eerst?", "Een bankje", "Soep op straat", "Zet één kruisje.", "Mis je iets?")
    )
    polls.close_poll(poll=poll)
    assert "lees wat ermee is gedaan" in client.get(page.url).content.decode()


def test_own_point_waits_for_the_organiser_and_the_result_says_what_was_done(client, past, poll, organiser):
    client.post(reverse("poll", args=[poll.key]), {"own": "Een schommel"})
    result = reverse("poll_result", args=[poll.key])
    assert "Een schommel" not in client.get(result).content.decode()
    own = poll.points.get(text="Een schommel")
    client.post(url("change_poll", past["event"], poll.key), {"point": own.pk})
    address = url("answer_poll_point", past["event"], own.pk)
    assert client.post(address, {"outcome": "not_done", "answer": ""}).status_code == 200
    client.post(address, {"outcome": "not_done", "answer": "De gemeente keurt hem niet goed."})
    answer(point=poll.points.get(text="Een bankje"), outcome="done", text="Het staat er.")
    html = client.get(result).content.decode()
    for words in (
        "Een schommel",
        "Doen we niet",
        "keurt hem niet goed",
        "Gedaan",
        "Het staat er.",
        "Nog geen antwoord",
    ):
        assert words in html
    client.post(url("change_poll", past["event"], poll.key))
    assert client.get(reverse("poll", args=[poll.key])).status_code == 302
