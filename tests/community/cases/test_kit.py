"""A case on every agenda: the kit, its monthly reminder, and a library in which nothing stands that one person wrote alone."""

import copy
import uuid
from datetime import date, time

import pytest
from django.urls import reverse
from icalendar import Calendar

from cms import clock
from community import ical
from community.models import SharedCase
from community.models.cases.shared import CHECKLIST
from tests.community.cases.factories import person
from tests.community.factories import member

pytestmark = pytest.mark.django_db
WORDS = {
    "title": "Een dochter die alles regelt",
    "situation": "Een dochter regelt alles voor haar vader. Hij zegt steeds minder.",
    "question": "Hoe krijgt de vader weer een stem?",
    "talk": "",
}


@pytest.fixture(scope="module")
def made(module_db):
    return {
        "author": person("Lies"),
        "editor": member("redactie@example.org", groups=["redactie"]),
    }


@pytest.fixture
def here(made):
    return copy.deepcopy(made)


def send(client, **more):
    fields = {"key": uuid.uuid4(), "checklist": list(CHECKLIST), **WORDS, **more}
    return client.post(reverse("shared_case_send"), fields), fields["key"]


def test_kit_is_for_everybody_and_leaves_no_cookie(client):
    page = client.get("/casuistiek/")
    assert page.status_code == 200 and not page.cookies
    assert all(str(line) in page.content.decode() for line in CHECKLIST.values())


@pytest.mark.parametrize(
    ("week", "day", "first", "expected"),
    [
        (2, "TU", date(2026, 11, 1), date(2026, 11, 10)),
        (2, "TU", date(2026, 11, 11), date(2026, 12, 8)),
        (-1, "FR", date(2026, 12, 26), date(2027, 1, 29)),
        (1, "MO", date(2026, 12, 7), date(2026, 12, 7)),
    ],
)
def test_reminder_comes_back_each_month(week, day, first, expected):
    body = ical.monthly(
        week=week, day=day, at=time(9), minutes=20, first=first, stamp=clock.now(), title="Casus", text="Wie?"
    )
    (entry,) = Calendar.from_ical(body).walk("VEVENT")
    assert entry["DTSTART"].dt.date() == expected and entry["DTSTART"].dt.tzinfo is None
    assert entry["RRULE"] == {"FREQ": ["MONTHLY"], "BYDAY": [f"{week}{day}"]}
    assert len(entry.walk("VALARM")) == 1


def test_reminder_answers_odd_questions_with_words(client):
    good = {"week": 2, "day": "TU", "time": "09:00", "minutes": 20}
    assert client.get("/casuistiek/herinnering/", good)["Content-Type"].startswith("text/calendar")
    for wrong in ({}, good | {"week": 9}, good | {"time": "x"}, good | {"day": "\0"}):
        assert "error-summary" in client.get("/casuistiek/herinnering/", wrong).content.decode()


def test_a_case_passes_the_list_and_a_second_pair_of_eyes(client, here, django_assert_max_num_queries):
    client.force_login(here["author"])
    answer, _key = send(client, checklist=["names"])
    assert "Loop de hele lijst na" in answer.content.decode() and not SharedCase.objects.exists()
    answer, _key = send(client, situation="Bel hem op 06-12345678")
    assert "Haal dat eerst weg" in answer.content.decode() and not SharedCase.objects.exists()
    answer, key = send(client)
    send(client, key=key)
    case = SharedCase.objects.get()
    address = reverse("shared_case", args=[case.public_id])
    assert client.get(address).status_code == 404
    client.force_login(here["editor"])
    assert WORDS["title"] in client.get("/beheer/").content.decode()
    assert client.get(reverse("shared_cases_admin:inspect", args=[case.pk])).status_code == 200
    approve = reverse("shared_case_approve", args=[case.pk])
    client.post(approve, {"version": 1, "checklist": ["names"]})
    assert client.get(address).status_code == 404
    client.post(approve, {"version": 1, "checklist": list(CHECKLIST)})
    client.force_login(person("Lid"))
    assert WORDS["situation"] in client.get(address).content.decode()
    with django_assert_max_num_queries(6):
        library = client.get("/casuistiek/casussen/").content.decode()
    assert WORDS["title"] in library and "Lies" not in library
    client.logout()
    assert client.get(address).status_code == 302


def test_nobody_checks_their_own_case(client, here):
    client.force_login(here["editor"])
    _answer, key = send(client)
    case = SharedCase.objects.get(key=key)
    client.post(reverse("shared_case_approve", args=[case.pk]), {"version": 1, "checklist": list(CHECKLIST)})
    case.refresh_from_db()
    assert case.status == SharedCase.Status.SENT


def test_a_case_goes_back_and_every_change_is_read_again(client, here):
    client.force_login(here["author"])
    _answer, key = send(client)
    case = SharedCase.objects.get(key=key)
    client.force_login(here["editor"])
    give_back = reverse("shared_case_give_back", args=[case.pk])
    client.post(give_back, {"version": 1, "reason": "Mail jan@example.org"})
    client.post(give_back, {"version": 1, "reason": "Laat het beroep weg."})
    client.force_login(here["author"])
    address = reverse("shared_case_change", args=[case.public_id])
    assert "Laat het beroep weg." in client.get(address).content.decode()
    fields = {"key": key, "version": 1, "checklist": list(CHECKLIST), **WORDS, "title": "Een kind dat alles regelt"}
    assert client.post(address, fields).status_code == 302
    assert "Iemand anders" in client.post(address, fields).content.decode()
    case.refresh_from_db()
    assert (case.status, case.title, case.reason) == ("a_sent", "Een kind dat alles regelt", "")
    client.force_login(person("Ander"))
    assert client.get(address).status_code == 404
    client.force_login(here["author"])
    client.post(address, {"step": "remove"})
    assert not SharedCase.objects.exists()
